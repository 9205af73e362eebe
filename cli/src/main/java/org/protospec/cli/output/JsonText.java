package org.protospec.cli.output;

import java.nio.charset.StandardCharsets;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.bytes.Words;

/**
 * What is between the quotes of a string in JSON (RFC 8259, section 7): texts go from array to array, eight bytes at a time, as long as nothing
 * has to be escaped. All methods write from an index on and return the index behind what they wrote.
 */
final class JsonText {
    /** Of one byte or character: {@code \u00E9}. */
    static final int LONGEST_ESCAPE = 6;
    /** Returned where a text cannot be written in the way that was asked for. */
    static final int NOT_WRITTEN = -1;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int ASCII = 0x80;
    /** What stands behind the backslash for each character of ASCII; 0 where there is none. */
    private static final byte[] ESCAPES = escapes();

    private JsonText() {}

    private static byte[] escapes() {
        byte[] escapes = new byte[ASCII];
        for (int i = 0; i < ' '; i++) {
            escapes[i] = 'u';
        }
        String named = "\"\\\b\t\n\f\r";
        for (int i = 0; i < named.length(); i++) {
            escapes[named.charAt(i)] = (byte) "\"\\btnfr".charAt(i);
        }
        return escapes;
    }

    /** Copies a text, if it is ASCII of which nothing has to be escaped. There is room for it and for a word behind it. */
    static int plain(Slice text, byte[] to, int at) {
        byte[] from = text.array();
        int index = text.index();
        int size = text.length();
        if (size == 0) {
            // An absent text has no place to read from.
            return at;
        }
        int i = 0;
        while (size - i >= Long.BYTES) {
            long word = Octets.u64le(from, index + i);
            Octets.putU64le(to, at + i, word);
            if (special(word) != 0) {
                return NOT_WRITTEN;
            }
            i += Long.BYTES;
        }
        // What lies behind the text is copied, too, but not looked at, and written over.
        long rest = from.length - index - i >= Long.BYTES ? Octets.u64le(from, index + i) : last(from, index + i);
        Octets.putU64le(to, at + i, rest);
        if ((special(rest) & ~(-1L << Byte.SIZE * (size - i))) != 0) {
            return NOT_WRITTEN;
        }
        Slice.Case fold = text.fold();
        if (fold != Slice.Case.AS_IS) {
            for (i = 0; i < size; i += Long.BYTES) {
                Octets.putU64le(to, at + i, fold.ofAscii(Octets.u64le(to, at + i)));
            }
        }
        return at + size;
    }

    /** The array's last bytes, less than a word. */
    private static long last(byte[] from, int index) {
        long word = 0;
        for (int i = from.length - 1; i >= index; i--) {
            word = word << Byte.SIZE | from[i] & 0xff;
        }
        return word;
    }

    /** High bit set in every byte that is not ASCII or has to be escaped, and maybe in others above the lowest such byte. */
    private static long special(long word) {
        return (word
                        | word - ' ' * Words.ONES
                        | Words.zeros(word ^ '"' * Words.ONES)
                        | Words.zeros(word ^ '\\' * Words.ONES))
                & Words.TOP_BITS;
    }

    /** Writes a text that is ASCII. There is room for escapes. */
    static int ascii(Slice text, byte[] to, int at) {
        int behind = at;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return NOT_WRITTEN;
            }
            behind = ascii(c, to, behind);
        }
        return behind;
    }

    /** Writes a text of one character a byte (ISO 8859-1), those beyond ASCII escaped. There is room for escapes. */
    static int latin1(Slice text, byte[] to, int at) {
        int behind = at;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            behind = c < ASCII ? ascii(c, to, behind) : unicode(c, to, behind);
        }
        return behind;
    }

    /** Writes characters. There is room for escapes. */
    static int characters(String text, byte[] to, int at) {
        int behind = at;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return beyondAscii(text, i, to, behind);
            }
            behind = ascii(c, to, behind);
        }
        return behind;
    }

    private static int beyondAscii(String text, int from, byte[] to, int at) {
        boolean breaks = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            // NEL, line separator, paragraph separator: not escaped by JSON, but line ends to Unicode (UAX #14).
            breaks |= c == '\u0085' || c == '\u2028' || c == '\u2029';
        }
        int behind = at;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII) {
                behind = ascii(c, to, behind);
            } else if (breaks || Character.isSurrogate(c)) {
                // What takes two characters in UTF-16 is escaped as these two (RFC 8259, section 7).
                behind = unicode(c, to, behind);
            } else {
                behind = utf8(c, to, behind);
            }
        }
        return behind;
    }

    private static int ascii(char c, byte[] to, int at) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            to[at] = (byte) c;
            return at + 1;
        }
        if (escape == 'u') {
            return unicode(c, to, at);
        }
        to[at] = '\\';
        to[at + 1] = escape;
        return at + 2;
    }

    private static int unicode(char c, byte[] to, int at) {
        to[at] = '\\';
        to[at + 1] = 'u';
        for (int i = 2; i < LONGEST_ESCAPE; i++) {
            to[at + i] = HEX[c >>> 4 * (LONGEST_ESCAPE - 1 - i) & 0xf];
        }
        return at + LONGEST_ESCAPE;
    }

    /** Writes a character beyond ASCII in UTF-8 (RFC 3629). */
    private static int utf8(char c, byte[] to, int at) {
        int behind = at;
        if (c < 0x800) {
            to[behind++] = (byte) (0xc0 | c >>> 6);
        } else {
            to[behind++] = (byte) (0xe0 | c >>> 12);
            to[behind++] = (byte) (0x80 | c >>> 6 & 0x3f);
        }
        to[behind++] = (byte) (0x80 | c & 0x3f);
        return behind;
    }
}
