package org.protospec.runtime.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;

/** A protocol that reads no message: it raises an alert about whatever bytes come. */
final class Bytes implements Protocol {
    /** The one of the port of mails. */
    static final Bytes TCP_25 = new Bytes("mail", new Binding("tcp", "port", List.of(25)));
    /** The one of the port of names. */
    static final Bytes UDP_53 = new Bytes("names", new Binding("udp", "port", List.of(53)));

    private final String name;
    private final List<Binding> bindings;

    private final List<Signature> signatures;

    Bytes(String name, Binding... bindings) {
        this(name, List.of(bindings), List.of());
    }

    private Bytes(String name, List<Binding> bindings, List<Signature> signatures) {
        this.name = name;
        this.bindings = bindings;
        this.signatures = signatures;
    }

    /** The same, whose flows look like something. */
    Bytes looking(Signature signature) {
        return new Bytes(name, bindings, List.of(signature));
    }

    @Override
    public List<Signature> signatures() {
        return signatures;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Bytes.";
    }

    @Override
    public List<Binding> bindings() {
        return bindings;
    }

    @Override
    public List<EventType<?>> events() {
        return List.of();
    }

    @Override
    public Dissector dissector(Rules rules) {
        return new Dissector(this, rules) {
            @Override
            public @Nullable Machine open(Flow flow) {
                return flow.midstream() ? null : new Reader(this, flow);
            }
        };
    }

    private static final class Reader extends Machine {
        Reader(Dissector dissector, Flow flow) {
            super(dissector, flow, 0);
        }

        @Override
        protected String stateName(int state) {
            return "reading";
        }

        @Override
        protected int reads(int state, Direction direction) {
            return NOTHING;
        }

        @Override
        protected MessageParser<? extends Message> parser(int grammar, Direction direction) {
            throw new AssertionError("no state reads a message");
        }

        @Override
        protected void give(int grammar, MessageParser<?> parser) {}

        @Override
        protected boolean onMissingGrammar(Direction direction) {
            alert(Severity.LOW, direction.label());
            if (direction == Direction.DOWN) {
                go(FINISH);
            }
            return true;
        }
    }
}
