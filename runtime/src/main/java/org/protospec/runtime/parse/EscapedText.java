package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** A text in which odd bytes stand as a backslash and three decimal digits, as in master files (RFC 1035, section 5.1). */
final class EscapedText {
    private static final int DIGITS = 3;
    private static final char FIRST_PRINTED = '!';
    private static final char LAST_PRINTED = '~';

    private final ByteRegion region = new ByteRegion();
    private final Slice text = new Slice(region);
    private byte[] bytes = {};

    EscapedText() {}

    /** Whether a text has bytes that are to be escaped: what is no printable ASCII, backslashes, and some other characters. */
    static boolean isNeeded(Slice text, String others) {
        if (text.fold() != Slice.Case.AS_IS) {
            return isNeededFolded(text, others);
        }
        byte[] bytes = text.array();
        int to = text.index() + text.length();
        for (int i = text.index(); i < to; i++) {
            if (isOdd((char) (bytes[i] & 0xff), others)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNeededFolded(Slice text, String others) {
        for (int i = 0; i < text.length(); i++) {
            if (isOdd(text.charAt(i), others)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOdd(char c, String others) {
        if (c < FIRST_PRINTED || c > LAST_PRINTED || c == '\\') {
            return true;
        }
        for (int i = 0; i < others.length(); i++) {
            if (others.charAt(i) == c) {
                return true;
            }
        }
        return false;
    }

    /** The text with its escapes, until the next call. */
    Slice of(Slice plain, String others) {
        int most = plain.length() * (1 + DIGITS);
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        int length = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isOdd(c, others)) {
                bytes[length++] = '\\';
                bytes[length++] = (byte) ('0' + c / 100);
                bytes[length++] = (byte) ('0' + c / 10 % 10);
                bytes[length++] = (byte) ('0' + c % 10);
            } else {
                bytes[length++] = (byte) c;
            }
        }
        region.bind(bytes, 0, 0);
        text.set(0, length);
        return text;
    }
}
