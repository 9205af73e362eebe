package org.protospec.cli.toy;

import java.util.List;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Protocol;

/** The protocol as a jar would bring it along. */
public final class ToyProtocol implements Protocol {
    public static final int PORT = 7777;

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public String description() {
        return "Lines.";
    }

    @Override
    public List<Binding> bindings() {
        return List.of(new Binding("tcp", "port", List.of(PORT)));
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(LineEvent.TYPE, ContentEvent.TYPE, MailEvent.TYPE);
    }

    @Override
    public Dissector dissector(Rules rules) {
        return new ToyDissector(this, rules);
    }
}
