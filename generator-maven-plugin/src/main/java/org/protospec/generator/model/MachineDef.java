package org.protospec.generator.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/**
 * The state machine of a protocol.
 *
 * @param states without {@code finish} and {@code fail}, which every machine has
 * @param initial id of the state in which a flow starts
 * @param midstream id of the state in which a flow starts whose beginning was not captured
 * @param starts where flows over some layers begin instead
 * @param source where what happens comes from
 * @param inputs the events that it declares
 * @param actions what it writes down once for several transitions
 * @param shared the transitions of {@code any state}, tried after those of the state itself
 */
public record MachineDef(
        String name,
        String doc,
        Span span,
        Source source,
        List<Input> inputs,
        List<Var> vars,
        List<FunctionDef> actions,
        List<State> states,
        int initial,
        OptionalInt midstream,
        List<Start> starts,
        List<Transition> shared) {

    public MachineDef {
        inputs = List.copyOf(inputs);
        vars = List.copyOf(vars);
        actions = List.copyOf(actions);
        states = List.copyOf(states);
        starts = List.copyOf(starts);
        shared = List.copyOf(shared);
    }

    /** Where what happens to a machine comes from. */
    public enum Source {
        /** From the two directions of a flow. */
        DIRECTIONS,
        /** From whoever drives it. */
        EVENTS
    }

    /**
     * An event that happens to the machine.
     *
     * @param id index in {@link MachineDef#inputs()}
     */
    public record Input(int id, String name, String doc, Span span, List<Param> params) {
        public Input {
            params = List.copyOf(params);
        }
    }

    /** Whether it is driven by events alone. */
    public boolean isOverEvents() {
        return source == Source.EVENTS;
    }

    /** What happens, in the words of specs. */
    public String word(Transition.Trigger trigger) {
        return trigger.input().isPresent()
                ? inputs.get(trigger.input().getAsInt()).name()
                : trigger.kind().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Where flows over one layer begin, if that is not where all others do.
     *
     * @param layer its name in the protocol's bindings
     * @param initial the state, if the layer has one of its own
     * @param midstream the state of those whose beginning was not captured, likewise
     */
    public record Start(String layer, OptionalInt initial, OptionalInt midstream) {}

    /**
     * A variable that a flow keeps.
     *
     * @param index index in {@link MachineDef#vars()}
     * @param max most elements of a list, most bytes of a text, if given
     * @param initial its value at the start; without one: absent, 0, false, the empty text, the empty list
     */
    public record Var(
            int index, String name, String doc, Span span, Type type, OptionalLong max, Optional<Expr> initial) {}

    /**
     * A state.
     *
     * @param id index in {@link MachineDef#states()}
     */
    public record State(
            int id,
            String name,
            String doc,
            Span span,
            Expectation up,
            Expectation down,
            List<Transition> transitions) {

        public State {
            transitions = List.copyOf(transitions);
        }

        /** What is expected of a direction. */
        public Expectation expects(Direction direction) {
            return direction == Direction.UP ? up : down;
        }
    }

    /** What a state expects of a direction. */
    public sealed interface Expectation {

        /** Nothing: bytes raise {@code missing_grammar}. */
        record Nothing() implements Expectation {}

        /** Bytes wait until another state takes them. */
        record Defer(Span span) implements Expectation {}

        /** A message; the arguments may use the machine's variables. */
        record Expects(Span span, int message, List<Expr> arguments) implements Expectation {
            public Expects {
                arguments = List.copyOf(arguments);
            }
        }
    }
}
