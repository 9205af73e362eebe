package org.protospec.runtime.event;

import org.protospec.runtime.parse.FieldVisitor;

/** A flow that a protocol takes is established: its first bytes follow. */
public final class FlowStartEvent extends Event {
    /** What rules hook on. */
    public static final EventType<FlowStartEvent> TYPE = new EventType<>("", "flow_start", FlowStartEvent.class);

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.flag("midstream", flow().midstream());
    }

    @Override
    public EventType<FlowStartEvent> type() {
        return TYPE;
    }
}
