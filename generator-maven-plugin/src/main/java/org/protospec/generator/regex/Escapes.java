package org.protospec.generator.regex;

/** The reader of what may follow a backslash, in a class and outside. */
final class Escapes {

    static final ByteSet WORD = ByteSet.LETTERS.union(ByteSet.DIGITS).union(ByteSet.of('_'));
    static final ByteSet SPACE = ByteSet.of(' ', '\t', '\n', 0x0b, '\f', '\r');

    private Escapes() {}

    /** Reads an escape whose backslash is next. */
    static ByteSet read(PatternCursor in) {
        int start = in.offset();
        in.next();
        if (in.atEnd()) {
            throw in.refuse(start, "the pattern ends in a backslash", "write \\\\ for the backslash itself");
        }
        int escaped = in.nextCodePoint();
        return switch (escaped) {
            case 'r' -> ByteSet.of('\r');
            case 'n' -> ByteSet.of('\n');
            case 't' -> ByteSet.of('\t');
            case 'f' -> ByteSet.of('\f');
            case 'v' -> ByteSet.of(0x0b);
            case 'a' -> ByteSet.of(0x07);
            case 'e' -> ByteSet.of(0x1b);
            case '0' -> zero(in, start);
            case 'x' -> hexadecimal(in, start);
            case 'd' -> ByteSet.DIGITS;
            case 'D' -> ByteSet.DIGITS.complement();
            case 'w' -> WORD;
            case 'W' -> WORD.complement();
            case 's' -> SPACE;
            case 'S' -> SPACE.complement();
            case 'b', 'B', 'A', 'z', 'Z', 'G' -> throw anchor(in, start);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k', 'g' -> throw backReference(in, start);
            default -> itself(in, start, escaped);
        };
    }

    private static ByteSet itself(PatternCursor in, int start, int escaped) {
        if (escaped >= 0x20 && escaped < 0x7f && !ByteSet.LETTERS.contains(escaped)) {
            return ByteSet.of(escaped);
        }
        String help = escaped < 0x80 && ByteSet.LETTERS.contains(escaped)
                ? "known are \\r \\n \\t \\f \\v \\0 \\a \\e \\xHH \\d \\D \\w \\W \\s \\S; the letter itself needs no backslash"
                : "a backslash goes before a letter or punctuation of ASCII; any other character stands for itself";
        throw in.refuse(start, "unknown escape " + printable(in, start, escaped), help);
    }

    private static String printable(PatternCursor in, int start, int escaped) {
        return escaped < 0x20 || escaped == 0x7f ? "of a control character" : in.since(start);
    }

    private static ByteSet zero(PatternCursor in, int start) {
        if (Character.digit(in.peek(), 10) >= 0) {
            in.next();
            throw in.refuse(start, "octal escapes are not supported", "write the byte as \\xHH");
        }
        return ByteSet.of(0);
    }

    private static ByteSet hexadecimal(PatternCursor in, int start) {
        int value = 0;
        for (int i = 0; i < 2; i++) {
            char next = in.peek();
            int digit = next < 0x80 ? Character.digit(next, 16) : -1;
            if (digit < 0) {
                throw in.refuse(
                        start, "\\x needs two hexadecimal digits", "\\x0a is the byte 10; no braces, no third digit");
            }
            in.next();
            value = value << 4 | digit;
        }
        return ByteSet.of(value);
    }

    private static PatternCursor.Refusal anchor(PatternCursor in, int start) {
        String anchor = in.since(start);
        String help = anchor.equals("\\b")
                ? "leave it out; the backspace byte is \\x08"
                : "leave it out: a pattern is matched exactly where it stands";
        return in.refuse(start, "anchors are not supported: " + anchor, help);
    }

    private static PatternCursor.Refusal backReference(PatternCursor in, int start) {
        return in.refuse(
                start,
                "back references are not supported: " + in.since(start),
                "keep the first text in a field and compare it with a 'require'");
    }
}
