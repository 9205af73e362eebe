package org.protospec.runtime.event;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.FieldVisitor;

/** A protocol's machine hands its flow over to another protocol, from a byte of each direction on. */
public final class HandOverEvent extends Event {
    /** What rules hook on. */
    public static final EventType<HandOverEvent> TYPE = new EventType<>("", "hand_over", HandOverEvent.class);

    private final String to;
    private final long up;
    private final long down;
    private final @Nullable String note;

    /**
     * The hand-over of a flow.
     *
     * @param to name of the other protocol
     * @param up offset of the first byte of the client's stream that is the other protocol's
     * @param down the same of the server's
     * @param note why nobody dissects what follows; null if it is dissected
     */
    public HandOverEvent(String to, long up, long down, @Nullable String note) {
        this.to = to;
        this.up = up;
        this.down = down;
        this.note = note;
    }

    /** Name of the other protocol. */
    public String to() {
        return to;
    }

    /** Offset of the first byte of the client's stream that is the other protocol's. */
    public long up() {
        return up;
    }

    /** Offset of the first byte of the server's stream that is the other protocol's. */
    public long down() {
        return down;
    }

    /** Why nobody dissects what follows; null if it is dissected. */
    public @Nullable String note() {
        return note;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("to", to);
        visitor.number("up", up);
        visitor.number("down", down);
        if (note != null) {
            visitor.symbol("note", note);
        }
    }

    @Override
    public EventType<HandOverEvent> type() {
        return TYPE;
    }
}
