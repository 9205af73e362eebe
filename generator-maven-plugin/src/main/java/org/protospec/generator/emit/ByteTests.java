package org.protospec.generator.emit;

import java.util.List;
import java.util.Locale;
import org.protospec.generator.regex.ByteSet;

/** Writes the question whether a byte is in a set as a Java condition on an {@code int} from 0 to 255. */
final class ByteTests {
    private static final int MAX_RANGES = 5;

    private ByteTests() {}

    /** The condition that {@code variable} is in the set. */
    static String in(ByteSet set, String variable) {
        List<ByteSet.Range> inside = set.ranges();
        List<ByteSet.Range> outside = set.complement().ranges();
        if (outside.isEmpty()) {
            return "true";
        }
        if (inside.size() <= outside.size() || outside.size() > MAX_RANGES) {
            return inside.size() <= MAX_RANGES ? any(inside, variable) : bits(set, variable);
        }
        return none(outside, variable);
    }

    /** The condition that {@code variable} is not in the set. */
    static String notIn(ByteSet set, String variable) {
        return in(set.complement(), variable);
    }

    /** Whether the question takes one comparison, for which the byte needs no variable of its own. */
    static boolean isSimple(ByteSet set) {
        return Math.min(set.ranges().size(), set.complement().ranges().size()) == 1
                && (set.size() == 1 || set.complement().size() == 1);
    }

    private static String any(List<ByteSet.Range> ranges, String variable) {
        StringBuilder text = new StringBuilder();
        for (ByteSet.Range range : ranges) {
            text.append(text.isEmpty() ? "" : " || ");
            if (range.first() == range.last()) {
                text.append(variable).append(" == ").append(literal(range.first()));
            } else if (range.first() == 0) {
                text.append(variable).append(" <= ").append(literal(range.last()));
            } else if (range.last() == 0xff) {
                text.append(variable).append(" >= ").append(literal(range.first()));
            } else {
                text.append(between(range, variable, ranges.size() > 1));
            }
        }
        return text.toString();
    }

    private static String between(ByteSet.Range range, String variable, boolean nested) {
        String both = variable + " >= " + literal(range.first()) + " && " + variable + " <= " + literal(range.last());
        return nested ? "(" + both + ")" : both;
    }

    private static String none(List<ByteSet.Range> ranges, String variable) {
        StringBuilder text = new StringBuilder();
        for (ByteSet.Range range : ranges) {
            text.append(text.isEmpty() ? "" : " && ");
            if (range.first() == range.last()) {
                text.append(variable).append(" != ").append(literal(range.first()));
            } else if (range.first() == 0) {
                text.append(variable).append(" > ").append(literal(range.last()));
            } else if (range.last() == 0xff) {
                text.append(variable).append(" < ").append(literal(range.first()));
            } else {
                text.append(ranges.size() > 1 ? "(" : "")
                        .append(variable)
                        .append(" < ")
                        .append(literal(range.first()))
                        .append(" || ");
                text.append(variable)
                        .append(" > ")
                        .append(literal(range.last()))
                        .append(ranges.size() > 1 ? ")" : "");
            }
        }
        return text.toString();
    }

    /** A set of many ranges: one bit a byte in four words. */
    private static String bits(ByteSet set, String variable) {
        StringBuilder text = new StringBuilder("((");
        for (int word = 0; word < 4; word++) {
            long bits = 0;
            for (int bit = 0; bit < 64; bit++) {
                bits |= set.contains(64 * word + bit) ? 1L << bit : 0;
            }
            String constant = "0x" + Long.toHexString(bits) + "L";
            text.append(word < 3 ? variable + " < " + 64 * (word + 1) + " ? " + constant + " : " : constant);
        }
        return text.append(") >>> ").append(variable).append(" & 1) != 0").toString();
    }

    /** A byte as a Java literal: a character where that can be read. */
    static String literal(int octet) {
        return switch (octet) {
            case '\r' -> "'\\r'";
            case '\n' -> "'\\n'";
            case '\t' -> "'\\t'";
            case '\'' -> "'\\''";
            case '\\' -> "'\\\\'";
            default ->
                octet >= 0x20 && octet < 0x7f ? "'" + (char) octet + "'" : String.format(Locale.ROOT, "0x%02x", octet);
        };
    }

    /** Bytes as the literal of a Java string, a character each. */
    static String string(int... octets) {
        StringBuilder text = new StringBuilder("\"");
        for (int octet : octets) {
            String literal = literal(octet);
            if (octet == '"' || octet == '\'') {
                text.append('\\').append((char) octet);
            } else if (literal.startsWith("'")) {
                text.append(literal, 1, literal.length() - 1);
            } else {
                text.append(String.format(Locale.ROOT, "\\%03o", octet));
            }
        }
        return text.append('"').toString();
    }
}
