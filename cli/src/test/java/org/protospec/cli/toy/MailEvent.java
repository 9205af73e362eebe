package org.protospec.cli.toy;

import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.parse.FieldVisitor;

/** The server has answered the content of BODY and CHUNK lines. */
public final class MailEvent extends Event {
    public static final EventType<MailEvent> TYPE = new EventType<>("toy", "mail", MailEvent.class);

    private final String from;

    MailEvent(String from) {
        this.from = from;
    }

    @Override
    public EventType<MailEvent> type() {
        return TYPE;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("from", from);
        visitor.beginList("to");
        visitor.symbol("", "b@example.org");
        visitor.symbol("", "c@example.org");
        visitor.endList();
        visitor.flag("accepted", true);
        visitor.number("code", 250);
    }
}
