package org.protospec.generator.dot;

/** The lines of a DOT file, indented by nesting. */
final class DotLines {

    private final StringBuilder out = new StringBuilder();
    private int depth;

    void indent() {
        depth++;
    }

    void outdent() {
        depth--;
    }

    void line(String text) {
        if (!text.isEmpty()) {
            out.append("  ".repeat(depth)).append(text);
        }
        out.append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
