package org.protospec.generator.source;

/**
 * A stretch of characters in a source file.
 *
 * @param file the file
 * @param start offset of the first character
 * @param end offset after the last character, never before {@code start}
 */
public record Span(SourceFile file, int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }

    /** The 1-based line of the first character. */
    public int line() {
        return file.line(start);
    }

    /** The 1-based column of the first character. */
    public int column() {
        return file.column(start);
    }

    /** The text that the span covers. */
    public String text() {
        return file.text().substring(start, Math.min(end, file.text().length()));
    }

    /** From the start of this span to the end of {@code other}, which lies in the same file and not before it. */
    public Span to(Span other) {
        return new Span(file, start, Math.max(end, other.end));
    }

    /** The place in the form that editors understand: {@code file:line:column}. */
    public String place() {
        return file.name() + ":" + line() + ":" + column();
    }

    @Override
    public String toString() {
        return place();
    }
}
