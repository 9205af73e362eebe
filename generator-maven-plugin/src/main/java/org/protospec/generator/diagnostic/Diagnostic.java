package org.protospec.generator.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.source.Span;

/**
 * One thing that the compiler says about a spec.
 *
 * @param kind which of the numbered things
 * @param span what it is about; its first line is shown
 * @param text the kind's template with its arguments put in
 * @param notes other places that explain it
 * @param helps how it can be mended
 */
public record Diagnostic(DiagnosticKind kind, Span span, String text, List<Note> notes, List<String> helps) {

    public Diagnostic {
        notes = List.copyOf(notes);
        helps = List.copyOf(helps);
    }

    /** A second place, and what it has to do with the first. */
    public record Note(Span span, String text) {}

    /** A diagnostic without notes or helps; {@code arguments} replace {@code {0}}, {@code {1}}... in the template. */
    public static Diagnostic of(DiagnosticKind kind, Span span, Object... arguments) {
        return new Diagnostic(kind, span, kind.text(arguments), List.of(), List.of());
    }

    /** This diagnostic with one more note. */
    public Diagnostic note(Span place, String note) {
        List<Note> all = new ArrayList<>(notes);
        all.add(new Note(place, note));
        return new Diagnostic(kind, span, text, all, helps);
    }

    /** This diagnostic with one more help; an empty one adds nothing. */
    public Diagnostic help(String help) {
        if (help.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(helps);
        all.add(help);
        return new Diagnostic(kind, span, text, notes, all);
    }
}
