package org.protospec.generator.regex;

import java.io.Serial;
import java.util.Optional;

/** The reading position in a pattern's text. */
final class PatternCursor {

    /** Carries a mistake from where it is found to {@link RegexParser#parse}; it never leaves the package. */
    static final class Refusal extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient RegexResult.Malformed mistake;

        private Refusal(RegexResult.Malformed mistake) {
            super(mistake.message(), null, false, false);
            this.mistake = mistake;
        }

        RegexResult.Malformed mistake() {
            return mistake;
        }
    }

    private static final char END = '\uffff';

    private final String text;
    private int offset;

    PatternCursor(String text) {
        this.text = text;
    }

    int offset() {
        return offset;
    }

    boolean atEnd() {
        return offset == text.length();
    }

    /** The next character, or the noncharacter U+FFFF at the end. */
    char peek() {
        return peek(0);
    }

    /** The character {@code distance} behind the next one, or U+FFFF. */
    char peek(int distance) {
        return offset + distance < text.length() ? text.charAt(offset + distance) : END;
    }

    /** Reads the next character; there must be one. */
    char next() {
        return text.charAt(offset++);
    }

    /** Reads the next code point, which must be a character and no half of one. */
    int nextCodePoint() {
        int start = offset;
        int codePoint = text.codePointAt(offset);
        offset += Character.charCount(codePoint);
        if (Character.getType(codePoint) == Character.SURROGATE) {
            throw refuse(start, "half a character: this surrogate stands alone");
        }
        return codePoint;
    }

    /** Reads the next character if it is the wanted one. */
    boolean accept(char wanted) {
        boolean found = !atEnd() && peek() == wanted;
        offset += found ? 1 : 0;
        return found;
    }

    /** What was read since {@code start}. */
    String since(int start) {
        return text.substring(start, offset);
    }

    /** A mistake in what was read since {@code start}. */
    Refusal refuse(int start, String message) {
        return new Refusal(new RegexResult.Malformed(start, offset, message, Optional.empty()));
    }

    /** A mistake in what was read since {@code start}, and its mend. */
    Refusal refuse(int start, String message, String help) {
        return refuse(start, offset, message, help);
    }

    /** A mistake between two offsets, and its mend. */
    Refusal refuse(int start, int end, String message, String help) {
        return new Refusal(new RegexResult.Malformed(start, end, message, Optional.of(help)));
    }
}
