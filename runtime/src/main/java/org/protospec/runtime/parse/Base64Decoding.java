package org.protospec.runtime.parse;

/** Decodes Base64 (RFC 4648, section 4); white space and line ends are passed over (RFC 2045, section 6.8). */
public final class Base64Decoding extends Filter {
    private static final String NAME = "base64";
    private static final int OUTPUT = 768;
    private static final int SKIPPED = -1;
    private static final int PADDING = -2;
    private static final int FOREIGN = -3;

    private final byte[] output = new byte[OUTPUT];
    private int filled;
    private int bits;
    /** Characters and signs of padding of the group of four that has begun. */
    private int characters;

    private int padding;
    private boolean over;
    /** After missing bytes nobody knows where a group begins before the next line does. */
    private boolean lost;

    @Override
    public void begin() {
        filled = 0;
        bits = 0;
        characters = 0;
        padding = 0;
        over = false;
        lost = false;
    }

    @Override
    public void gap() {
        characters = 0;
        padding = 0;
        bits = 0;
        lost = true;
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        for (int i = from; i < to; i++) {
            int value = value(bytes[i]);
            if (lost) {
                lost = bytes[i] != '\n';
            } else if (value >= 0) {
                if (over || padding > 0) {
                    fail(target, over ? "more behind its end" : "a character behind a sign of padding");
                    return;
                }
                add(value, target);
            } else if (value == PADDING) {
                if (over || characters < 2) {
                    fail(target, "a misplaced sign of padding");
                    return;
                }
                pad();
            } else if (value == FOREIGN) {
                fail(target, "a character that is none of Base64");
                return;
            }
        }
        flush(target);
    }

    private static int value(byte character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        } else if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        } else if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return switch (character) {
            case '+' -> 62;
            case '/' -> 63;
            case '=' -> PADDING;
            case ' ', '\t', '\r', '\n' -> SKIPPED;
            default -> FOREIGN;
        };
    }

    private void add(int value, Target target) {
        bits = bits << 6 | value;
        characters++;
        if (characters == 4) {
            if (filled > OUTPUT - 3) {
                flush(target);
            }
            output[filled++] = (byte) (bits >> 16);
            output[filled++] = (byte) (bits >> 8);
            output[filled++] = (byte) bits;
            characters = 0;
            bits = 0;
        }
    }

    private void pad() {
        padding++;
        if (characters + padding == 4) {
            over = true;
        }
    }

    @Override
    public void finish(Target target) {
        if (characters == 1 || padding > 0 && !over) {
            fail(target, "an end within a group of four characters");
            return;
        }
        last(target);
    }

    /** The bytes of a group that is not full: two characters are one byte, three are two. */
    private void last(Target target) {
        if (filled > OUTPUT - 3) {
            flush(target);
        }
        if (characters == 2) {
            output[filled++] = (byte) (bits >> 4);
        } else if (characters == 3) {
            output[filled++] = (byte) (bits >> 10);
            output[filled++] = (byte) (bits >> 2);
        }
        characters = 0;
        flush(target);
    }

    private void fail(Target target, String reason) {
        if (over) {
            last(target);
        }
        flush(target);
        target.broken(NAME, reason);
    }

    private void flush(Target target) {
        if (filled > 0) {
            target.piece(output, 0, filled);
            filled = 0;
        }
    }
}
