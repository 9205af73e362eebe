package org.protospec.runtime.event;

import org.protospec.runtime.parse.FieldVisitor;

/**
 * A queue in which a flow remembers messages is full: the oldest ones make room, until one is taken out. It is told of the first of
 * them.
 */
public final class OverflowEvent extends Event {
    /** What rules hook on. */
    public static final EventType<OverflowEvent> TYPE = new EventType<>("", "overflow", OverflowEvent.class);

    private final String queue;
    private final int most;

    public OverflowEvent(String queue, int most) {
        this.queue = queue;
        this.most = most;
    }

    /** Name of the queue in the spec. */
    public String queue() {
        return queue;
    }

    /** How many messages it has at most. */
    public int most() {
        return most;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("queue", queue);
        visitor.number("max", most);
    }

    @Override
    public EventType<OverflowEvent> type() {
        return TYPE;
    }
}
