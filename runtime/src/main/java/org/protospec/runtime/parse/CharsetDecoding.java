package org.protospec.runtime.parse;

/**
 * Makes UTF-8 of a text in another character set ({@code as text("...")} in specs). What is no character there becomes U+FFFD, one for
 * each byte or for each beginning of a character that is not gone on with, as the Unicode Standard (section 3.9) recommends.
 */
public final class CharsetDecoding extends Filter {
    private static final int OUTPUT = 256;
    private static final int LONGEST = 4;
    private static final int REPLACEMENT = 0xfffd;
    private static final int NOTHING = -1;

    /** The bytes 0x80 to 0x9f of windows-1252. */
    private static final String WINDOWS_1252 =
            "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
                    + "\ufffd\u017d\ufffd\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178";

    /** The character sets that are known. */
    public enum Charset {
        US_ASCII,
        ISO_8859_1,
        ISO_8859_15,
        WINDOWS_1252,
        UTF_8,
        /** As its byte order mark says, or else the most significant byte first (RFC 2781, section 4.3). */
        UTF_16,
        UTF_16LE,
        UTF_16BE
    }

    private final Charset charset;
    private final byte[] output = new byte[OUTPUT];
    private int filled;

    /** Of UTF-8: how many bytes the character still needs, what the next one may be, and what is known of the character. */
    private int needed;

    private int least;
    private int most;
    private int character;

    /** Of UTF-16: the first byte of a unit, the high surrogate before it, and what the order of bytes is. */
    private int firstByte;

    private int high;
    private boolean little;
    private boolean unmarked;

    /** Decodes one character set. */
    public CharsetDecoding(Charset charset) {
        this.charset = charset;
    }

    @Override
    public void begin() {
        filled = 0;
        needed = 0;
        firstByte = NOTHING;
        high = NOTHING;
        little = charset == Charset.UTF_16LE;
        unmarked = charset == Charset.UTF_16;
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        for (int i = from; i < to; i++) {
            if (filled > OUTPUT - 2 * LONGEST) {
                flush(target);
            }
            take(bytes[i] & 0xff);
        }
        flush(target);
    }

    private void take(int octet) {
        switch (charset) {
            case US_ASCII -> put(octet < 0x80 ? octet : REPLACEMENT);
            case ISO_8859_1 -> put(octet);
            case ISO_8859_15 -> put(latin9(octet));
            case WINDOWS_1252 -> put(octet >= 0x80 && octet < 0xa0 ? WINDOWS_1252.charAt(octet - 0x80) : octet);
            case UTF_8 -> utf8(octet);
            default -> utf16(octet);
        }
    }

    private static int latin9(int octet) {
        return switch (octet) {
            case 0xa4 -> 0x20ac;
            case 0xa6 -> 0x160;
            case 0xa8 -> 0x161;
            case 0xb4 -> 0x17d;
            case 0xb8 -> 0x17e;
            case 0xbc -> 0x152;
            case 0xbd -> 0x153;
            case 0xbe -> 0x178;
            default -> octet;
        };
    }

    // ------------------------------------------------------------------ UTF-8

    private void utf8(int octet) {
        if (needed > 0 && (octet < least || octet > most)) {
            needed = 0;
            put(REPLACEMENT);
        }
        if (needed == 0) {
            first(octet);
            return;
        }
        character = character << 6 | octet & 0x3f;
        least = 0x80;
        most = 0xbf;
        if (--needed == 0) {
            put(character);
        }
    }

    /** The first byte of a character: neither overlong forms nor surrogates nor anything beyond U+10FFFF may follow. */
    private void first(int octet) {
        if (octet < 0x80) {
            put(octet);
        } else if (octet < 0xc2 || octet > 0xf4) {
            put(REPLACEMENT);
        } else {
            needed = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
            character = octet & 0x3f >> needed;
            least = octet == 0xe0 ? 0xa0 : octet == 0xf0 ? 0x90 : 0x80;
            most = octet == 0xed ? 0x9f : octet == 0xf4 ? 0x8f : 0xbf;
        }
    }

    // ------------------------------------------------------------------ UTF-16

    private void utf16(int octet) {
        if (firstByte == NOTHING) {
            firstByte = octet;
            return;
        }
        int unit = little ? octet << 8 | firstByte : firstByte << 8 | octet;
        firstByte = NOTHING;
        boolean mark = unmarked && (unit == 0xfeff || unit == 0xfffe);
        little = unmarked ? unit == 0xfffe : little;
        unmarked = false;
        if (!mark) {
            unit(unit);
        }
    }

    private void unit(int unit) {
        if (high != NOTHING) {
            int before = high;
            high = NOTHING;
            if (Character.isLowSurrogate((char) unit)) {
                put(Character.toCodePoint((char) before, (char) unit));
                return;
            }
            put(REPLACEMENT);
        }
        if (Character.isHighSurrogate((char) unit)) {
            high = unit;
        } else {
            put(Character.isLowSurrogate((char) unit) ? REPLACEMENT : unit);
        }
    }

    // ------------------------------------------------------------------ output

    /** What is cut off in the middle of a character is none. */
    @Override
    public void finish(Target target) {
        if (needed > 0 || high != NOTHING) {
            put(REPLACEMENT);
        }
        if (firstByte != NOTHING) {
            put(REPLACEMENT);
        }
        needed = 0;
        high = NOTHING;
        firstByte = NOTHING;
        flush(target);
    }

    private void put(int character) {
        if (character < 0x80) {
            output[filled++] = (byte) character;
        } else if (character < 0x800) {
            output[filled++] = (byte) (0xc0 | character >> 6);
            last(character);
        } else if (character < 0x10000) {
            output[filled++] = (byte) (0xe0 | character >> 12);
            output[filled++] = (byte) (0x80 | character >> 6 & 0x3f);
            last(character);
        } else {
            output[filled++] = (byte) (0xf0 | character >> 18);
            output[filled++] = (byte) (0x80 | character >> 12 & 0x3f);
            output[filled++] = (byte) (0x80 | character >> 6 & 0x3f);
            last(character);
        }
    }

    private void last(int character) {
        output[filled++] = (byte) (0x80 | character & 0x3f);
    }

    private void flush(Target target) {
        if (filled > 0) {
            target.piece(output, 0, filled);
            filled = 0;
        }
    }
}
