package org.protospec.cli.output;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which there are few, as they are written. What follows a text is mostly what followed it the last time, and the same object: that
 * is looked at first, since a search in a table costs more than writing.
 */
final class WrittenTexts {
    private final Function<String, byte[]> writing;
    private final Map<String, Entry> entries = new HashMap<>();
    private Entry last = new Entry("", new byte[0]);

    private static final class Entry {
        final String text;
        final byte[] written;

        /** What followed it the last time, and before that. */
        @Nullable
        Entry next;

        @Nullable
        Entry other;

        Entry(String text, byte[] written) {
            this.text = text;
            this.written = written;
        }
    }

    /** Texts that are written by {@code writing}, each once. */
    WrittenTexts(Function<String, byte[]> writing) {
        this.writing = writing;
    }

    /** The text as it is written; not to be changed. */
    @SuppressWarnings("ReferenceEquality") // An equal text that is another object is found in the table.
    byte[] of(String text) {
        Entry next = last.next;
        if (next == null || next.text != text) {
            next = last.other;
            if (next == null || next.text != text) {
                next = find(text);
            }
            last.other = last.next;
            last.next = next;
        }
        last = next;
        return next.written;
    }

    /** Says what text the next one follows, though it is not written. */
    void behind(String text) {
        of(text);
    }

    private Entry find(String text) {
        Entry known = entries.get(text);
        if (known == null) {
            known = new Entry(text, writing.apply(text));
            entries.put(text, known);
        }
        return known;
    }
}
