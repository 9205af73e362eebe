package org.protospec.runtime.bytes;

/** The ASCII rules of text protocols: case without regard to locale, blanks, digits (RFC 5234, appendix B). */
public final class Ascii {
    /** So many decimal digits make a number of at most 63 bits, whatever they are. */
    private static final int SAFE_DIGITS = 18;
    /** So many decimal digits has the largest number of 63 bits. */
    private static final int MOST_DIGITS = 19;

    static final int LETTERS = 26;
    /** In which the two cases of a letter differ. */
    private static final int CASE_BIT = 0x20;

    private Ascii() {}

    /** An octet as it is, or in the other case if it is one of the 26 letters from {@code first} on, 'A' or 'a'. */
    static int fold(int octet, int first) {
        int letter = octet - first;
        return letter >= 0 && letter < LETTERS ? octet ^ CASE_BIT : octet;
    }

    static int lower(int octet) {
        return fold(octet, 'A');
    }

    /** Whether an octet is a space, a tab, a carriage return or a line feed. */
    static boolean isSpace(int octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    /** A text with the letters a to z in upper case and all else as it is. */
    public static String upper(String text) {
        return fold(text, 'a');
    }

    /** A text with the letters A to Z in lower case and all else as it is. */
    public static String lower(String text) {
        return fold(text, 'A');
    }

    private static String fold(String text, int first) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append((char) fold(text.charAt(i), first));
        }
        return folded.toString();
    }

    /** How many decimal digits write a number that is not negative: 1 to 19. */
    public static int digits(long number) {
        int digits = 1;
        for (long power = 10; digits < MOST_DIGITS && number >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    /** The number that the digits from {@code from} to {@code to} write, or -1: no digits, others, or beyond 63 bits. */
    public static long number(byte[] bytes, int from, int to, int base) {
        if (from >= to) {
            return -1;
        }
        if (base == 10 && to - from <= SAFE_DIGITS) {
            return decimal(bytes, from, to);
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit((char) (bytes[i] & 0xff), base);
            if (digit < 0 || value > (Long.MAX_VALUE - digit) / base) {
                return -1;
            }
            value = value * base + digit;
        }
        return value;
    }

    /** The same of few decimal digits, as most numbers are. */
    private static long decimal(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Appends bytes as text that can be read: printable ASCII as it is, the rest as {@code \r}, {@code \n}, {@code \xHH}. */
    public static void escape(byte[] bytes, int from, int to, StringBuilder target) {
        for (int i = from; i < to; i++) {
            int octet = bytes[i] & 0xff;
            switch (octet) {
                case '\r' -> target.append("\\r");
                case '\n' -> target.append("\\n");
                case '\t' -> target.append("\\t");
                case '"' -> target.append("\\\"");
                case '\\' -> target.append("\\\\");
                default -> {
                    if (octet >= 0x20 && octet < 0x7f) {
                        target.append((char) octet);
                    } else {
                        target.append("\\x")
                                .append(Character.forDigit(octet >> 4, 16))
                                .append(Character.forDigit(octet & 15, 16));
                    }
                }
            }
        }
    }
}
