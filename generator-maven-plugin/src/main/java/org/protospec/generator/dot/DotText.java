package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.protospec.generator.source.Span;

/** The ways in which text is put into a DOT file, where quotes, backslashes and angle brackets mean something. */
final class DotText {

    private DotText() {}

    /** An identifier or attribute, quoted; a backslash stands for itself. */
    static String quote(String text) {
        return '"' + escapeBackslashes(visible(text)).replace("\"", "\\\"") + '"';
    }

    /** Text within an HTML-like label; graphviz looks for its own escapes there too, so backslashes are doubled. */
    static String html(String text) {
        return escapeBackslashes(visible(text))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** What a span covers, on one line: comments gone, runs of spaces outside of strings one space. */
    static String source(Span span) {
        String text = span.text();
        StringBuilder out = new StringBuilder();
        boolean string = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int skipped = string ? 0 : commentLength(text, i);
            if (skipped > 0 || (!string && Character.isWhitespace(c))) {
                i += Math.max(0, skipped - 1);
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
                continue;
            }
            out.append(c);
            if (string && c == '\\' && i + 1 < text.length()) {
                out.append(text.charAt(++i));
            } else if (c == '"') {
                string = !string;
            }
        }
        return out.toString().strip();
    }

    private static int commentLength(String text, int at) {
        if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            return (end < 0 ? text.length() : end) - at;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return (end < 0 ? text.length() : end + 2) - at;
        }
        return 0;
    }

    /** Breaks a text at spaces into lines of about {@code width} characters; words are not broken unless very long. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
            while (line.length() > 2 * width) {
                int cut = Character.isHighSurrogate(line.charAt(width - 1)) ? width - 1 : width;
                lines.add(line.substring(0, cut));
                line.delete(0, cut);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** At most {@code length} characters of a text, with an ellipsis for what is left out. */
    static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int cut = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, cut) + "\u2026";
    }

    private static String escapeBackslashes(String text) {
        return text.replace("\\", "\\\\");
    }

    /** Control characters as the escapes by which they are written; they are refused in HTML-like labels. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean alone = Character.isSurrogate(c)
                            && !(Character.isHighSurrogate(c)
                                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                                    : i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
                    if (Character.isISOControl(c) || alone || c >= '\uFFFE') {
                        out.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u{%x}", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
