package org.protospec.runtime.event;

import org.protospec.runtime.parse.FieldVisitor;

/** A machine went from one state to another; told only while tracing. */
public final class StateEvent extends Event {
    /** What rules hook on. */
    public static final EventType<StateEvent> TYPE = new EventType<>("", "state", StateEvent.class);

    private final String from;
    private final String to;
    private final String on;

    public StateEvent(String from, String to, String on) {
        this.from = from;
        this.to = to;
        this.on = on;
    }

    /** The state that was left. */
    public String from() {
        return from;
    }

    /** The state that was entered. */
    public String to() {
        return to;
    }

    /** What happened. */
    public String on() {
        return on;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("from", from);
        visitor.symbol("to", to);
        visitor.symbol("on", on);
    }

    @Override
    public EventType<StateEvent> type() {
        return TYPE;
    }
}
