package org.protospec.runtime.parse;

/**
 * Decodes Quoted-Printable (RFC 2045, section 6.7). White space at the end of a line is left out, as the last rule there says; of more
 * than {@value #MOST_SPACES} such bytes the first ones are not.
 */
public final class QuotedPrintableDecoding extends Filter {
    static final int MOST_SPACES = 256;

    private static final String NAME = "quoted_printable";
    private static final int OUTPUT = 1_024;

    private enum State {
        TEXT,
        /** Behind "=". */
        ESCAPE,
        /** Behind "=" and one digit. */
        DIGIT,
        /** Behind "=" and white space: only a line end may follow. */
        SOFT,
        /** Behind "=" and a carriage return. */
        SOFT_END
    }

    private final byte[] output = new byte[OUTPUT];
    private final byte[] spaces = new byte[MOST_SPACES];
    private int filled;
    private int spaced;
    private int digit;
    private State state = State.TEXT;

    @Override
    public void begin() {
        filled = 0;
        spaced = 0;
        state = State.TEXT;
    }

    @Override
    public void gap() {
        spaced = 0;
        state = State.TEXT;
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        for (int i = from; i < to; i++) {
            String reason = take(bytes[i], target);
            if (!reason.isEmpty()) {
                flush(target);
                target.broken(NAME, reason);
                return;
            }
        }
        flush(target);
    }

    private String take(byte octet, Target target) {
        switch (state) {
            case TEXT -> text(octet, target);
            case ESCAPE -> {
                digit = Character.digit(octet, 16);
                state = digit >= 0 ? State.DIGIT : softly(octet);
                return digit >= 0 || state != State.ESCAPE ? "" : "a \"=\" without two digits";
            }
            case DIGIT -> {
                int low = Character.digit(octet, 16);
                if (low < 0) {
                    return "a \"=\" without two digits";
                }
                put((byte) (digit << 4 | low), target);
                state = State.TEXT;
            }
            case SOFT -> {
                state = softly(octet);
                return state == State.ESCAPE ? "a \"=\" at a line's end with more behind it" : "";
            }
            case SOFT_END -> {
                if (octet != '\n') {
                    return "a carriage return without a line feed";
                }
                state = State.TEXT;
            }
        }
        return "";
    }

    private void text(byte octet, Target target) {
        if (octet == ' ' || octet == '\t') {
            if (spaced == MOST_SPACES) {
                keepSpaces(target);
            }
            spaces[spaced++] = octet;
        } else if (octet == '\r' || octet == '\n') {
            spaced = 0;
            put(octet, target);
        } else {
            keepSpaces(target);
            if (octet == '=') {
                state = State.ESCAPE;
            } else {
                put(octet, target);
            }
        }
    }

    /** Where a "=" stands at the end of a line, the line goes on; {@link State#ESCAPE} if it does not stand there. */
    private static State softly(byte octet) {
        return switch (octet) {
            case '\n' -> State.TEXT;
            case '\r' -> State.SOFT_END;
            case ' ', '\t' -> State.SOFT;
            default -> State.ESCAPE;
        };
    }

    private void keepSpaces(Target target) {
        for (int i = 0; i < spaced; i++) {
            put(spaces[i], target);
        }
        spaced = 0;
    }

    private void put(byte octet, Target target) {
        if (filled == OUTPUT) {
            flush(target);
        }
        output[filled++] = octet;
    }

    /** A "=" that ends the content ends its last line. */
    @Override
    public void finish(Target target) {
        if (state == State.DIGIT) {
            target.broken(NAME, "a \"=\" without two digits");
        }
    }

    private void flush(Target target) {
        if (filled > 0) {
            target.piece(output, 0, filled);
            filled = 0;
        }
    }
}
