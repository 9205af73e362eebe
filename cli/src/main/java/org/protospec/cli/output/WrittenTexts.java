package org.protospec.cli.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which there are few, as they are written. Nearly all are constants of a program and found by the object that they are: a hash table
 * with open addressing, which compares no characters then, and stores nothing once it knows them all.
 */
final class WrittenTexts {
    private static final int INITIAL = 1 << 6;
    /** Beyond so many they are no constants, and written each time. */
    static final int MOST = 1 << 12;

    private final Function<String, byte[]> writing;
    private @Nullable String[] texts = new @Nullable String[INITIAL];
    private byte[][] written = new byte[INITIAL][];
    private int size;

    /** Texts that are written by {@code writing}, each once. */
    WrittenTexts(Function<String, byte[]> writing) {
        this.writing = writing;
    }

    /** The text as it is written; not to be changed. */
    @SuppressWarnings("ReferenceEquality") // A short cut: mostly it is the same object.
    byte[] of(String text) {
        int i = place(text);
        for (String known = texts[i]; known != text; known = texts[i]) {
            if (known == null) {
                return add(text);
            }
            if (known.equals(text)) {
                break;
            }
            i = i + 1 & texts.length - 1;
        }
        return written[i];
    }

    private int place(String text) {
        int hash = text.hashCode();
        return (hash ^ hash >>> 7) & texts.length - 1;
    }

    private byte[] add(String text) {
        byte[] result = writing.apply(text);
        if (size < MOST) {
            if (size >= texts.length / 2) {
                grow();
            }
            put(text, result);
            size++;
        }
        return result;
    }

    private void put(String text, byte[] result) {
        int i = place(text);
        while (texts[i] != null) {
            i = i + 1 & texts.length - 1;
        }
        texts[i] = text;
        written[i] = result;
    }

    private void grow() {
        @Nullable String[] before = texts;
        byte[][] writtenBefore = written;
        texts = new @Nullable String[2 * before.length];
        written = new byte[2 * before.length][];
        for (int i = 0; i < before.length; i++) {
            String text = before[i];
            if (text != null) {
                put(text, writtenBefore[i]);
            }
        }
    }
}
