package org.protospec.runtime.event;

import org.protospec.runtime.flow.SegmentOverlap;
import org.protospec.runtime.parse.FieldVisitor;

/** Two segments carry different bytes for the same place of a TCP stream. */
public final class SegmentOverlapEvent extends Event {
    /** What rules hook on. */
    public static final EventType<SegmentOverlapEvent> TYPE =
            new EventType<>("", "segment_overlap", SegmentOverlapEvent.class);

    private final SegmentOverlap overlap;
    private final long offset;

    /**
     * Describes an overlap.
     *
     * @param offset offset in the stream of the first byte that differs
     */
    public SegmentOverlapEvent(SegmentOverlap overlap, long offset) {
        this.overlap = overlap;
        this.offset = offset;
    }

    /** Returns the bytes of both segments, valid during the event. */
    public SegmentOverlap overlap() {
        return overlap;
    }

    /** Returns the offset in the stream of the first byte that differs. */
    public long offset() {
        return offset;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("direction", overlap.direction().label());
        visitor.number("offset", offset);
        visitor.number("bytes", overlap.earlier().length());
        visitor.symbol("policy", overlap.policy().label());
        visitor.symbol("kept", overlap.kept().label());
        visitor.text("earlier", overlap.earlier());
        visitor.text("later", overlap.later());
    }

    @Override
    public EventType<SegmentOverlapEvent> type() {
        return TYPE;
    }
}
