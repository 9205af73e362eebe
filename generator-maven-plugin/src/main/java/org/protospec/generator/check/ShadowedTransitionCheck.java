package org.protospec.generator.check;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;
import org.protospec.generator.source.Span;

/** Every transition can be taken, as far as those before it and its own guard tell. */
final class ShadowedTransitionCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine().ifPresent(machine -> {
            for (State state : machine.states()) {
                check(context, state.transitions());
                happening(context, List.of(state), state.transitions());
            }
            check(context, machine.shared());
            happening(context, machine.states(), machine.shared());
        });
    }

    private static void check(CheckContext context, List<Transition> transitions) {
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            Optional<Transition> shadow = StateGraph.shadow(transitions, i);
            if (shadow.isPresent()) {
                context.report(Diagnostic.of(DiagnosticKind.TRANSITION_SHADOWED, head(transition))
                        .note(head(shadow.get()), "this one always comes first")
                        .help("put the one with the guard or the shorter time first, or take one of them out"));
            } else if (StateGraph.isConstant(transition, false)) {
                context.report(
                        DiagnosticKind.GUARD_NEVER_HOLDS,
                        transition.guard().orElseThrow().span());
            } else {
                twin(transitions.subList(0, i), transition)
                        .ifPresent(twin -> context.report(Diagnostic.of(
                                        DiagnosticKind.GUARD_TWICE,
                                        transition.guard().orElseThrow().span())
                                .note(twin.guard().orElseThrow().span(), "the same guard")));
            }
        }
    }

    private static Optional<Transition> twin(List<Transition> earlier, Transition transition) {
        return earlier.stream()
                .filter(other -> other.trigger().equals(transition.trigger())
                        && other.guard().isPresent()
                        && transition.guard().isPresent()
                        && text(other).equals(text(transition))
                        && name(other).equals(name(transition)))
                .findFirst();
    }

    private static String text(Transition transition) {
        return transition.guard().orElseThrow().span().text().replaceAll("\\s+", "");
    }

    private static String name(Transition transition) {
        return transition.variable().map(Transition.EventVar::name).orElse("");
    }

    /** Reports transitions on what happens in none of the states; up and down were looked at by resolving. */
    private static void happening(CheckContext context, List<State> states, List<Transition> transitions) {
        for (Transition transition : transitions) {
            Kind kind = transition.trigger().kind();
            boolean looked = kind == Kind.ONE_SIDED || kind == Kind.PARSE_ERROR;
            if (looked && states.stream().noneMatch(state -> StateGraph.happens(state, kind))) {
                String why = kind == Kind.ONE_SIDED ? "no direction is deferred here" : "no message is expected here";
                context.report(DiagnosticKind.NEVER_HAPPENS, head(transition), Words.of(kind), why);
            }
        }
    }

    /** The part before the actions, on its first line. */
    private static Span head(Transition transition) {
        String text = transition.span().text();
        int end = text.indexOf('\n');
        int brace = text.indexOf('{');
        int length = Math.min(end < 0 ? text.length() : end, brace < 0 ? text.length() : brace);
        String head = text.substring(0, length).stripTrailing();
        Span span = transition.span();
        return new Span(span.file(), span.start(), span.start() + head.length());
    }
}
