package org.protospec.generator.diagnostic;

import java.util.List;
import org.protospec.generator.source.SourceFile;
import org.protospec.generator.source.Span;

/** The printed form of diagnostics: place, text, the line with what it is about underlined, notes and helps. */
public final class DiagnosticRenderer {

    private static final int NUMBER_WIDTH = 5;

    private DiagnosticRenderer() {}

    /** All diagnostics one after the other; each line ends with a line feed. */
    public static String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        diagnostics.forEach(diagnostic -> out.append(render(diagnostic)));
        return out.toString();
    }

    /** One diagnostic; each line ends with a line feed. */
    public static String render(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        DiagnosticKind kind = diagnostic.kind();
        out.append(diagnostic.span().place()).append(": ");
        out.append(kind.severity().word()).append('[').append(kind.code()).append("]: ");
        out.append(diagnostic.text()).append('\n');
        appendSnippet(out, diagnostic.span());
        for (Diagnostic.Note note : diagnostic.notes()) {
            out.append("  note: ").append(note.span().place()).append(": ");
            out.append(note.text()).append('\n');
        }
        for (String help : diagnostic.helps()) {
            out.append("  help: ").append(help).append('\n');
        }
        return out.toString();
    }

    private static void appendSnippet(StringBuilder out, Span span) {
        SourceFile file = span.file();
        String line = file.lineText(span.start());
        String number = Integer.toString(span.line());
        out.append(" ".repeat(Math.max(0, NUMBER_WIDTH - number.length())))
                .append(number)
                .append(" | ")
                .append(printable(line))
                .append('\n');
        int start = Math.min(span.column() - 1, line.length());
        int length = Math.max(1, Math.min(span.end() - span.start(), line.length() - start));
        out.append(" ".repeat(Math.max(NUMBER_WIDTH, number.length()))).append(" | ");
        for (int i = 0; i < start; i++) {
            // A tab stays a tab, so that the carets stand under their characters whatever a tab's width is.
            out.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        out.append("^".repeat(length)).append('\n');
    }

    private static String printable(String line) {
        StringBuilder out = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            out.append(Character.isISOControl(c) && c != '\t' ? '\uFFFD' : c);
        }
        return out.toString();
    }
}
