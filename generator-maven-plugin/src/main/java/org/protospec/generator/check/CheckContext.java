package org.protospec.generator.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** What a rule works with: the spec, what was found out about it, and where to report to. */
final class CheckContext {

    private final Spec spec;
    private final Diagnostics diagnostics;
    private final TokenAutomata tokens;
    private final Shapes shapes;
    private @Nullable StateGraph states;
    private @Nullable Usage usage;

    CheckContext(Spec spec, Diagnostics diagnostics) {
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
        diagnostics.report(kind, span, arguments);
    }

    void report(Diagnostic diagnostic) {
        diagnostics.report(diagnostic);
    }
}
