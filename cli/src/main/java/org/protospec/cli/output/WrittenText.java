package org.protospec.cli.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text and what is written for it, which is at hand as words of eight bytes: a few words are copied faster than a call for a copy takes.
 *
 * @param text the text, by which {@link WrittenTexts} finds it; others have none
 * @param padded what is written, filled up with zeros to some words, at least {@link #LEAST} bytes
 * @param length how much of that is written, in bytes
 */
record WrittenText(String text, byte[] padded, int length) {
    /** Most names are not longer. */
    static final int LEAST = 2 * Long.BYTES;

    /** A text for which these bytes are written. */
    static WrittenText of(String text, byte[] written) {
        int words = Math.max(LEAST, written.length + Long.BYTES - 1 & -Long.BYTES);
        return new WrittenText(text, Arrays.copyOf(written, words), written.length);
    }

    /** Something that is written as it is. */
    static WrittenText of(String written) {
        return of("", written.getBytes(StandardCharsets.US_ASCII));
    }
}
