package org.protospec.generator.model;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.source.Span;

/** Something that a transition does. */
public sealed interface Action {

    /** Where it was written. */
    Span span();

    /** Tells the listeners of an event that comes whole. */
    record Emit(Span span, int event, List<Expr> arguments) implements Action {
        public Emit {
            arguments = List.copyOf(arguments);
        }
    }

    /** Raises an alert; the text is a {@link Expr.TextLiteral} or {@link Expr.Interpolation}. */
    record Alert(Span span, Severity severity, Expr text) implements Action {}

    /** Drops the packet, and the flow. */
    record Drop(Span span) implements Action {}

    /** Dissects the flow no longer, or one direction of it. */
    record Opaque(Span span, Optional<Direction> direction) implements Action {}

    /** Lets go of bytes up to a delimiter, and of that too or not, and reads on there. */
    record ResyncAction(Span span, Resync resync) implements Action {}

    /** Gives the flow to another protocol, which is looked for by its name when that happens. */
    record HandOver(Span span, String protocol) implements Action {}

    /** Sets a variable; {@code none} clears a list or an optional. */
    record Assign(Span span, int variable, Expr value) implements Action {}

    /** Adds an element to a list; a full list ignores it. */
    record Append(Span span, int variable, Expr value) implements Action {}

    /** Takes the oldest message out of a queue: of those for which the condition holds, in which it is {@link Expr.ItRef}. */
    record Pop(Span span, int variable, Optional<Expr> condition) implements Action {}

    /** Calls a function that is written in Java and gives no value. */
    record Call(Span span, int extern, List<Expr> arguments) implements Action {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Does one or the other. */
    record IfAction(Span span, Expr condition, List<Action> then, List<Action> otherwise) implements Action {
        public IfAction {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** How grave an alert is. */
    enum Severity {
        LOW,
        MEDIUM,
        HIGH
    }
}
