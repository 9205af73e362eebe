package org.protospec.runtime.event;

import org.protospec.runtime.parse.FieldVisitor;

/** Bytes of a stream are missing from the capture. */
public final class GapEvent extends Event {
    /** What rules hook on. */
    public static final EventType<GapEvent> TYPE = new EventType<>("", "gap", GapEvent.class);

    private final Gap gap;

    public GapEvent(Gap gap) {
        this.gap = gap;
    }

    /** Where, and how many; it may be kept. */
    public Gap gap() {
        return gap;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("direction", gap.direction().label());
        visitor.number("offset", gap.offset());
        visitor.number("bytes", gap.bytes());
    }

    @Override
    public EventType<GapEvent> type() {
        return TYPE;
    }
}
