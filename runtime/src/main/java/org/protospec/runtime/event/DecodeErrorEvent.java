package org.protospec.runtime.event;

import org.protospec.runtime.parse.FieldVisitor;

/** Content could not be decoded, or not all of it. */
public final class DecodeErrorEvent extends Event {
    /** What rules hook on. */
    public static final EventType<DecodeErrorEvent> TYPE = new EventType<>("", "decode_error", DecodeErrorEvent.class);

    private final DecodeError error;

    public DecodeErrorEvent(DecodeError error) {
        this.error = error;
    }

    /** What is wrong; it may be kept. */
    public DecodeError error() {
        return error;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("stream", error.stream());
        visitor.symbol("filter", error.filter());
        visitor.symbol("reason", error.reason());
        visitor.number("bytes", error.bytes());
    }

    @Override
    public EventType<DecodeErrorEvent> type() {
        return TYPE;
    }
}
