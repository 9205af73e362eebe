package org.protospec.cli.toy;

import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.parse.FieldVisitor;

/** The content behind a BODY line. */
public final class ContentEvent extends StreamEvent {
    public static final EventType<ContentEvent> TYPE = new EventType<>("toy", "mail_content", ContentEvent.class);

    private boolean last = true;

    void last(boolean last) {
        this.last = last;
    }

    @Override
    public EventType<ContentEvent> type() {
        return TYPE;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("transfer", "BODY");
        visitor.flag("last", last);
    }
}
