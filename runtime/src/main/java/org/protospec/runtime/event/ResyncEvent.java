package org.protospec.runtime.event;

import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.FieldVisitor;

/** Reading goes on in a direction, behind a parse error or a gap. */
public final class ResyncEvent extends Event {
    /** What rules hook on. */
    public static final EventType<ResyncEvent> TYPE = new EventType<>("", "resync", ResyncEvent.class);

    private final Direction direction;
    private final long offset;
    private final long skipped;

    public ResyncEvent(Direction direction, long offset, long skipped) {
        this.direction = direction;
        this.offset = offset;
        this.skipped = skipped;
    }

    /** Where it goes on. */
    public Direction direction() {
        return direction;
    }

    /** Offset in the stream of the next byte that is read. */
    public long offset() {
        return offset;
    }

    /** Number of captured bytes that were let go of, from the error or gap on. */
    public long skipped() {
        return skipped;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("direction", direction.label());
        visitor.number("offset", offset);
        visitor.number("skipped", skipped);
    }

    @Override
    public EventType<ResyncEvent> type() {
        return TYPE;
    }
}
