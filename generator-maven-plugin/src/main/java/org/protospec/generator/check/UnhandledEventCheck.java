package org.protospec.generator.check;

import java.util.List;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Direction;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;
import org.protospec.generator.source.Span;

/** What is read is taken by some transition, both directions are read, and malformed bytes lead somewhere. */
final class UnhandledEventCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine().filter(machine -> !machine.isOverEvents()).ifPresent(machine -> {
            for (Direction direction : Direction.values()) {
                machine.states().forEach(state -> messages(context, machine, state, direction));
                direction(context, machine, direction);
            }
            parseErrors(context, machine);
        });
    }

    private static void messages(CheckContext context, MachineDef machine, State state, Direction direction) {
        Kind kind = direction == Direction.UP ? Kind.UP : Kind.DOWN;
        if (state.expects(direction) instanceof Expectation.Expects expects
                && !handles(state.transitions(), kind)
                && !handles(machine.shared(), kind)
                && !streams(context, expects.message())) {
            String word = Words.of(direction);
            String message = context.spec().messages().get(expects.message()).name();
            context.report(Diagnostic.of(DiagnosticKind.UNHANDLED, expects.span(), state.name(), message, word)
                    .note(state.span(), "this state says nothing about \"on " + word + "\"")
                    .help("add a transition: on " + word + "(m) { ... } -> ...;"));
        }
    }

    /** A message whose bytes go to an event as they come has done its work when it ends. */
    private static boolean streams(CheckContext context, int message) {
        return Walk.fields(context.spec().messages().get(message)).stream()
                .anyMatch(field -> field.stream().isPresent());
    }

    private static void direction(CheckContext context, MachineDef machine, Direction direction) {
        boolean read =
                machine.states().stream().anyMatch(state -> state.expects(direction) instanceof Expectation.Expects);
        if (read || machine.states().isEmpty()) {
            return;
        }
        Span deferred = machine.states().stream()
                .map(state -> state.expects(direction))
                .filter(Expectation.Defer.class::isInstance)
                .map(expectation -> ((Expectation.Defer) expectation).span())
                .findFirst()
                .orElse(null);
        String word = Words.of(direction);
        Diagnostic diagnostic = Diagnostic.of(DiagnosticKind.DIRECTION_NEVER_READ, machine.span(), word);
        if (deferred != null) {
            context.report(diagnostic
                    .note(deferred, "its bytes wait here, and no state ever takes them")
                    .help("expect a message in some state: " + word + ": MESSAGE;"));
        } else if (!handles(Walk.transitions(machine), Kind.MISSING_GRAMMAR)) {
            context.report(diagnostic.help("expect a message in some state, or say what happens when data comes: on"
                    + " missing_grammar(d) -> fail;"));
        }
    }

    private static void parseErrors(CheckContext context, MachineDef machine) {
        boolean reads = machine.states().stream().anyMatch(state -> StateGraph.happens(state, Kind.PARSE_ERROR));
        if (reads && !handles(Walk.transitions(machine), Kind.PARSE_ERROR)) {
            context.report(Diagnostic.of(DiagnosticKind.NO_PARSE_ERROR, machine.span())
                    .help("add to \"any state\": on parse_error(e) { alert low \"${e}\"; } -> fail;"));
        }
    }

    private static boolean handles(List<Transition> transitions, Kind kind) {
        return transitions.stream().anyMatch(transition -> transition.trigger().kind() == kind);
    }
}
