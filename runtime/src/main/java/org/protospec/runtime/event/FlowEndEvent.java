package org.protospec.runtime.event;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.parse.FieldVisitor;

/** A flow that a protocol has taken is over. */
public final class FlowEndEvent extends Event {
    /** What rules hook on. */
    public static final EventType<FlowEndEvent> TYPE = new EventType<>("", "flow_end", FlowEndEvent.class);

    private final EndReason reason;
    private final @Nullable String state;
    private final @Nullable String handedOver;
    private final @Nullable StreamDigests digests;

    /**
     * The end of a flow.
     *
     * @param state the state that its machine ended in; null if it never had one
     * @param handedOver the protocol that it was handed over to, whose machine that is; null if it was not
     * @param digests of its streams; null if nobody asked for them
     */
    public FlowEndEvent(
            EndReason reason, @Nullable String state, @Nullable String handedOver, @Nullable StreamDigests digests) {
        this.reason = reason;
        this.state = state;
        this.handedOver = handedOver;
        this.digests = digests;
    }

    /** Why it is over. */
    public EndReason reason() {
        return reason;
    }

    /** The state that its machine ended in; null if its beginning was not captured and the spec has no state for that. */
    public @Nullable String state() {
        return state;
    }

    /** The protocol that it was handed over to last, whose machine ended in that state; null if it was never handed over. */
    public @Nullable String handedOver() {
        return handedOver;
    }

    /** Lengths and SHA-256 of its streams; null if nobody asked for them. */
    public @Nullable StreamDigests digests() {
        return digests;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        Flow flow = flow();
        visitor.symbol("reason", reason.label());
        if (state == null) {
            visitor.absent("state");
        } else {
            visitor.symbol("state", state);
        }
        if (handedOver != null) {
            visitor.symbol("handed_over", handedOver);
        }
        visitor.number("packets", flow.packets());
        visitor.beginMessage("bytes");
        for (Direction direction : Direction.values()) {
            visitor.number(direction.label(), flow.bytes(direction));
        }
        visitor.endMessage();
        visitor.flag("midstream", flow.midstream());
        visitor.flag("dropped", flow.dropped());
        if (digests != null) {
            visit(visitor, digests);
        }
    }

    private static void visit(FieldVisitor visitor, StreamDigests digests) {
        visitor.beginMessage("streams");
        for (Direction direction : Direction.values()) {
            visitor.beginMessage(direction.label());
            visitor.number("bytes", digests.length(direction));
            visitor.symbol("sha256", digests.sha256(direction));
            visitor.endMessage();
        }
        visitor.endMessage();
    }

    @Override
    public EventType<FlowEndEvent> type() {
        return TYPE;
    }
}
