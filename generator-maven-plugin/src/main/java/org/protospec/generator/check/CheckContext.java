package org.protospec.generator.check;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.diagnostic.Severity;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** What a rule works with: the spec, what was found out about it, and where to report to. */
final class CheckContext {

    private final Spec spec;
    private final Set<Span> imported;
    private final Diagnostics diagnostics;
    private final TokenAutomata tokens;
    private final Shapes shapes;
    private @Nullable StateGraph states;
    private @Nullable Usage usage;

    CheckContext(Spec spec, Set<Span> imported, Diagnostics diagnostics) {
        this.imported = imported;
        this.spec = spec;
        this.diagnostics = diagnostics;
        this.tokens = TokenAutomata.of(spec);
        this.shapes = Shapes.of(spec, tokens);
    }

    Spec spec() {
        return spec;
    }

    /** The automata of all tokens. */
    TokenAutomata tokens() {
        return tokens;
    }

    /** How short messages can be, and what they can begin with. */
    Shapes shapes() {
        return shapes;
    }

    /** The ways through the machine, which there is; only to be asked for in a spec without errors. */
    StateGraph states() {
        if (states == null) {
            states = StateGraph.of(spec.machine().orElseThrow());
        }
        return states;
    }

    Optional<MachineDef> machine() {
        return spec.machine();
    }

    /** Who uses what; only to be asked for in a spec without errors. */
    Usage usage() {
        if (usage == null) {
            usage = Usage.of(spec);
        }
        return usage;
    }

    /** Reports a diagnostic without notes or helps. */
    void report(DiagnosticKind kind, Span span, Object... arguments) {
        report(Diagnostic.of(kind, span, arguments));
    }

    void report(Diagnostic diagnostic) {
        if (isOwn(diagnostic)) {
            diagnostics.report(diagnostic);
        }
    }

    /** What is imported is warned of in its own file, if at all. */
    private boolean isOwn(Diagnostic diagnostic) {
        return diagnostic.kind().severity() == Severity.ERROR
                || diagnostic.span().file().equals(spec.span().file()) && !imported.contains(diagnostic.span());
    }
}
