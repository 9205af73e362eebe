package org.protospec.generator.diagnostic;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.protospec.generator.source.SourceFile;
import org.protospec.generator.source.Span;

/** The collector that one run of the compiler reports to; it is used by one thread. */
public final class Diagnostics {

    /** Most errors kept of one file; who has more learns nothing from the rest. */
    public static final int MAX_ERRORS_PER_FILE = 100;

    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    (Diagnostic d) -> d.span().file().name())
            .thenComparingInt(d -> d.span().start())
            .thenComparing(Diagnostic::kind)
            .thenComparing(Diagnostic::text);

    private final Set<Diagnostic> reported = new LinkedHashSet<>();
    private final Map<SourceFile, Integer> errors = new LinkedHashMap<>();

    /** Keeps a diagnostic, unless it is there already or its file has enough errors. */
    public void report(Diagnostic diagnostic) {
        if (diagnostic.kind().severity() == Severity.ERROR) {
            SourceFile file = diagnostic.span().file();
            int count = errors.getOrDefault(file, 0);
            if (count >= MAX_ERRORS_PER_FILE || reported.contains(diagnostic)) {
                return;
            }
            errors.put(file, count + 1);
        }
        reported.add(diagnostic);
    }

    /** Keeps a diagnostic without notes or helps. */
    public void report(DiagnosticKind kind, Span span, Object... arguments) {
        report(Diagnostic.of(kind, span, arguments));
    }

    /** Whether there is an error in any file. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** How many errors there are, those left out of files that have enough not counted. */
    public int errors() {
        return errors.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether there is an error in {@code file}. */
    public boolean hasErrors(SourceFile file) {
        return errors.containsKey(file);
    }

    /** All that was reported, by file and place. */
    public List<Diagnostic> sorted() {
        return reported.stream().sorted(ORDER).toList();
    }
}
