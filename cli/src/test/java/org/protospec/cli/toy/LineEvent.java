package org.protospec.cli.toy;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.parse.FieldVisitor;

/** A line of the client or, with the line that it answers, of the server. */
public final class LineEvent extends Event {
    public static final EventType<LineEvent> TYPE = new EventType<>("toy", "line", LineEvent.class);

    private final Line line;
    private final @Nullable Line answers;

    LineEvent(Line line, @Nullable Line answers) {
        this.line = line;
        this.answers = answers;
    }

    public Line line() {
        return line;
    }

    @Override
    public EventType<LineEvent> type() {
        return TYPE;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.beginMessage("line");
        line.visit(visitor);
        visitor.endMessage();
        if (answers == null) {
            visitor.absent("answers");
        } else {
            visitor.text("answers", answers.verb());
        }
    }
}
