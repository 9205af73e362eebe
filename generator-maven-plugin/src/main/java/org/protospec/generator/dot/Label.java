package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An HTML-like label that is put together line by line. */
final class Label {

    private final List<String> lines = new ArrayList<>();
    private final String lineStart;
    private final String lineEnd;

    private Label(String lineStart, String lineEnd) {
        this.lineStart = lineStart;
        this.lineEnd = lineEnd;
    }

    /** A label whose lines begin at its left side, a space away from the edge that it belongs to. */
    static Label left() {
        return new Label("&#160;", "<br align=\"left\"/>");
    }

    /** A label whose lines are centred. */
    static Label centred() {
        return new Label("", "<br/>");
    }

    Label bold(String text) {
        lines.add("<b>" + DotText.html(text) + "</b>");
        return this;
    }

    Label plain(String text) {
        lines.add(DotText.html(text));
        return this;
    }

    Label italic(String text) {
        lines.add("<i>" + DotText.html(text) + "</i>");
        return this;
    }

    Label small(String text) {
        lines.add("<font point-size=\"9\" color=\"" + Palette.DIM + "\">" + DotText.html(text) + "</font>");
        return this;
    }

    /** A line of markup that the caller vouches for. */
    Label markup(String html) {
        lines.add(html);
        return this;
    }

    /** The lines, each ended, to stand within a table's cell. */
    String inner() {
        // Graphviz aligns a line by the break that ends it, so that the last one needs a break too.
        return lines.stream().map(line -> lineStart + line).collect(Collectors.joining(lineEnd))
                + (lineStart.isEmpty() ? "" : lineEnd);
    }

    /** The whole label as the value of an attribute. */
    String attribute() {
        return "<" + inner() + ">";
    }
}
