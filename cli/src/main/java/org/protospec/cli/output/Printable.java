package org.protospec.cli.output;

/** Text of a capture made safe for terminals, which obey control characters. */
final class Printable {
    private Printable() {}

    /** Appends at most {@code max} characters of a text, controls and what cannot be shown as {@code \r}, {@code \x1b}. */
    static void append(CharSequence text, int max, StringBuilder target) {
        if (text.length() <= max && isPlain(text)) {
            target.append(text);
            return;
        }
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; i++) {
            append(text.charAt(i), target);
        }
        if (end < text.length()) {
            target.append("... (").append(text.length()).append(" characters)");
        }
    }

    private static boolean isPlain(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7f;
    }

    private static void append(char c, StringBuilder target) {
        switch (c) {
            case '\r' -> target.append("\\r");
            case '\n' -> target.append("\\n");
            case '\t' -> target.append("\\t");
            default -> {
                if (isShown(c)) {
                    target.append(c);
                } else if (c < 0x100) {
                    hex(target.append("\\x"), c, 2);
                } else {
                    hex(target.append("\\u"), c, 4);
                }
            }
        }
    }

    /** Formats are left out, as they may turn the direction of the text that follows. */
    private static boolean isShown(char c) {
        if (isPlain(c)) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void hex(StringBuilder target, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            target.append(Character.forDigit(value >> shift & 15, 16));
        }
    }
}
