package org.protospec.cli.toy;

import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.parse.ContentSink;
import org.protospec.runtime.parse.Filter;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;

/** The conversation: lines both ways; {@code BODY n} is followed by n bytes, others say what is to happen. */
final class ToyMachine extends Machine {
    private static final int LINES = 0;
    private static final int BODY = 1;

    private final ToyDissector dissector;
    private long count;
    private boolean last;

    ToyMachine(ToyDissector dissector, Flow flow) {
        super(dissector, flow, LINES);
        this.dissector = dissector;
    }

    ContentSink content() {
        ContentEvent event = dissector.streams.begin(this, Filter.NONE);
        event.last(last);
        dissector.contents.open(event);
        return event;
    }

    @Override
    protected String stateName(int state) {
        return state == LINES ? "lines" : "body";
    }

    @Override
    protected int reads(int state, Direction direction) {
        return direction == Direction.DOWN ? LINES : state;
    }

    @Override
    protected boolean mayBeEmpty(int grammar) {
        return grammar == BODY && count == 0;
    }

    @Override
    protected MessageParser<?> parser(int grammar, Direction direction) {
        return grammar == LINES ? new LineParser() : new BodyParser(this, count);
    }

    @Override
    protected void give(int grammar, MessageParser<?> parser) {}

    @Override
    protected void onUp(Message message) {
        if (!(message instanceof Line line)) {
            go(LINES);
            return;
        }
        deliver(new LineEvent(line, null));
        if (line.verb().contentEquals("BODY") || line.verb().contentEquals("CHUNK")) {
            last = line.verb().contentEquals("BODY");
            count = line.parameter().toNumber();
            go(BODY);
        } else if (line.verb().contentEquals("ALERT")) {
            alert(Severity.MEDIUM, "asked for: " + line.parameter());
        } else if (line.verb().contentEquals("TLS")) {
            opaque();
        } else if (line.verb().contentEquals("QUIT")) {
            go(FINISH);
        }
    }

    @Override
    protected void onDown(Message message) {
        Line line = (Line) message;
        deliver(new LineEvent(line, line));
        if (line.verb().contentEquals("MAIL")) {
            MailEvent mail = new MailEvent(line.parameter().toString());
            mail.at(this);
            dissector.mails.deliver(mail);
        }
    }

    private void deliver(LineEvent event) {
        event.at(this);
        dissector.lines.deliver(event);
    }
}
