package org.protospec.runtime.engine;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Protocol;

/**
 * Which flows a protocol takes: those of some transports whose server has one of some ports, and those that look like it.
 *
 * @param protocol the protocol
 * @param transports the transports; empty for a protocol that TCP and UDP do not carry
 * @param ports the server ports; null for all of them
 * @param others what becomes of flows of other ports
 */
record ProtocolPorts(
        Protocol protocol,
        Set<Transport> transports,
        @Nullable BitSet ports,
        Others others) {

    /** What becomes of flows whose ports no protocol has. */
    enum Others {
        /** They are left alone. */
        LEFT,
        /** They are the protocol's if their first bytes look like it. */
        RECOGNISED
    }

    /** The flows that the spec names. */
    static ProtocolPorts ofSpec(Protocol protocol) {
        BitSet ports = new BitSet();
        for (Binding binding : protocol.bindings()) {
            if (binding.key().equals("port")) {
                binding.numbers().forEach(ports::set);
            }
        }
        return new ProtocolPorts(protocol, transports(protocol), ports, Others.LEFT);
    }

    /** The flows that the spec names, and those that look as it says. */
    static ProtocolPorts detected(Protocol protocol) {
        ProtocolPorts named = ofSpec(protocol);
        return new ProtocolPorts(protocol, named.transports, named.ports, Others.RECOGNISED);
    }

    /** The flows of the spec's transports with other ports. */
    static ProtocolPorts of(Protocol protocol, BitSet ports) {
        return new ProtocolPorts(protocol, transports(protocol), (BitSet) ports.clone(), Others.LEFT);
    }

    /** All flows of the spec's transports. */
    static ProtocolPorts anyOf(Protocol protocol) {
        return new ProtocolPorts(protocol, transports(protocol), null, Others.LEFT);
    }

    /** A spec that names no layer is taken to mean TCP. */
    private static Set<Transport> transports(Protocol protocol) {
        List<Binding> bindings = protocol.bindings();
        if (bindings.isEmpty()) {
            return Set.of(Transport.TCP);
        }
        Set<String> layers = bindings.stream().map(Binding::layer).collect(Collectors.toSet());
        return List.of(Transport.values()).stream()
                .filter(transport -> layers.contains(transport.label()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Transport.class)));
    }
}
