package org.protospec.runtime.event;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * Something that a dissector has seen in a flow.
 *
 * <p>The object and the messages it holds are used again for the next event: they are valid during the call of the
 * listener only.
 */
public abstract class Event {
    private @Nullable EventContext context;
    private String rule = "";

    protected Event() {}

    /** What kind of event it is. */
    public abstract EventType<?> type();

    /** Hands its parameters to a visitor, by name, in the order of the spec. */
    public abstract void visit(FieldVisitor visitor);

    /** Places the event in a flow. */
    public final void at(EventContext context) {
        this.context = context;
    }

    final EventContext context() {
        EventContext c = context;
        if (c == null) {
            throw new IllegalStateException(type().name() + " is not being delivered");
        }
        return c;
    }

    /** Name of the protocol of the flow. */
    public final String protocol() {
        return context().protocol();
    }

    /** The flow in which it happened. */
    public final Flow flow() {
        return context().flow();
    }

    /** Number in the capture, from 1, of the packet that completed it. */
    public final long packet() {
        return context().packet();
    }

    /** Capture time of that packet, in nanoseconds since 1970. */
    public final long time() {
        return context().time();
    }

    /** Whether it did not happen in the capture, but was still due when that ended: a time-out, and what follows from it. */
    public final boolean afterCapture() {
        return context().afterCapture();
    }

    /** Raises an alert in the name of the rule that is listening. */
    public final void alert(Severity severity, String description) {
        context().raise(new Alert(severity, description, Alert.Origin.RULE, rule));
    }

    /** Gives the flow up: no further events of it, and its packets from the current one on are not passed. */
    public final void drop() {
        context().drop();
    }

    final void rule(String rule) {
        this.rule = rule;
    }
}
