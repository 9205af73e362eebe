package org.protospec.cli.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which there are few, as they are written. Nearly all are constants of a program and found by the object that they are: a hash table
 * with open addressing, which compares no characters then, and stores nothing once it knows them all.
 */
final class WrittenTexts {
    /** Many more than there are names, so that few share a place. */
    private static final int INITIAL = 1 << 10;
    /** Beyond so many they are no constants, and written each time. */
    static final int MOST = 1 << 12;

    private final Function<String, WrittenText> writing;
    private @Nullable WrittenText[] table = new @Nullable WrittenText[INITIAL];
    private int size;

    /** Texts that are written by {@code writing}, each once. */
    WrittenTexts(Function<String, WrittenText> writing) {
        this.writing = writing;
    }

    /** The text as it is written. */
    @SuppressWarnings("ReferenceEquality") // A short cut: mostly it is the same object.
    WrittenText of(String text) {
        WrittenText known = table[place(text)];
        return known != null && known.text() == text ? known : search(text);
    }

    private WrittenText search(String text) {
        int i = place(text);
        for (WrittenText known = table[i]; known != null; known = table[i]) {
            if (known.text().equals(text)) {
                return known;
            }
            i = i + 1 & table.length - 1;
        }
        return add(text);
    }

    private int place(String text) {
        int hash = text.hashCode();
        return (hash ^ hash >>> 7) & table.length - 1;
    }

    private WrittenText add(String text) {
        WrittenText written = writing.apply(text);
        if (size < MOST) {
            if (size >= table.length / 2) {
                grow();
            }
            put(written);
            size++;
        }
        return written;
    }

    private void put(WrittenText written) {
        int i = place(written.text());
        while (table[i] != null) {
            i = i + 1 & table.length - 1;
        }
        table[i] = written;
    }

    private void grow() {
        @Nullable WrittenText[] before = table;
        table = new @Nullable WrittenText[2 * before.length];
        for (WrittenText each : before) {
            if (each != null) {
                put(each);
            }
        }
    }
}
