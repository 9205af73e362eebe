package org.protospec.runtime.event;

import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.ParseError;

/** The bytes of a direction are not the message that the state expects. */
public final class ParseErrorEvent extends Event {
    /** What rules hook on. */
    public static final EventType<ParseErrorEvent> TYPE = new EventType<>("", "parse_error", ParseErrorEvent.class);

    private final ParseError error;

    public ParseErrorEvent(ParseError error) {
        this.error = error;
    }

    /** What went wrong, and where; it may be kept. */
    public ParseError error() {
        return error;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("direction", error.direction());
        visitor.number("offset", error.offset());
        visitor.symbol("path", error.path());
        visitor.symbol("expected", error.expected());
        visitor.symbol("found", error.found());
    }

    @Override
    public EventType<ParseErrorEvent> type() {
        return TYPE;
    }
}
