package org.protospec.generator.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.source.Span;

/**
 * What a state does on something that happens, and where it goes.
 *
 * @param doc the text of its doc comment, empty without one
 * @param guard only taken if this holds
 * @param target absent: the state stays
 */
public record Transition(
        Span span,
        String doc,
        Trigger trigger,
        Optional<EventVar> variable,
        Optional<Expr> guard,
        List<Action> actions,
        Optional<Target> target) {

    public Transition {
        actions = List.copyOf(actions);
    }

    /**
     * What happens.
     *
     * @param timeoutMillis for {@link Kind#TIMEOUT} the time, else 0
     * @param input for {@link Kind#EVENT} which of the machine's events
     */
    public record Trigger(Kind kind, long timeoutMillis, OptionalInt input) {}

    /** The kinds of things that happen to a state. */
    public enum Kind {
        UP,
        DOWN,
        PARSE_ERROR,
        MISSING_GRAMMAR,
        GAP,
        CLOSED,
        ONE_SIDED,
        DECODE_ERROR,
        TIMEOUT,
        /** One that the machine declares. */
        EVENT,
        INIT,
        ENTER,
        LEAVE,
        FAIL,
        FINISH
    }

    /** The variable that the transition's guard and actions know the event by. */
    public record EventVar(String name, Type type, Span span) {}

    /** Where a transition goes. */
    public sealed interface Target {

        /** A state of the machine. */
        record ToState(int state) implements Target {}

        /** The end of a conversation that went well. */
        record Finish() implements Target {}

        /** The end of one that did not. */
        record Fail() implements Target {}
    }
}
