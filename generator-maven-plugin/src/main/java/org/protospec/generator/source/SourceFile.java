package org.protospec.generator.source;

/**
 * One spec file: the name by which its author knows it and its whole text.
 *
 * @param name the path as it is shown to users, never interpreted
 * @param text the decoded text, without a byte order mark
 */
public record SourceFile(String name, String text) {

    public SourceFile {
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
    }

    /** The 1-based number of the line in which the character at {@code offset} stands. */
    public int line(int offset) {
        int line = 1;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The 1-based column, counted in characters, of the character at {@code offset}; a tab counts as one. */
    public int column(int offset) {
        int end = Math.min(offset, text.length());
        return end - lineStart(end) + 1;
    }

    /** The line in which {@code offset} stands, without its line end. */
    public String lineText(int offset) {
        int start = lineStart(Math.min(offset, text.length()));
        int end = text.indexOf('\n', start);
        if (end < 0) {
            end = text.length();
        }
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(start, end);
    }

    private int lineStart(int offset) {
        return offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    }
}
