package org.protospec.runtime.engine;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Protocol;

/**
 * Which flows a protocol takes: those of some transports whose server has one of some ports.
 *
 * @param protocol the protocol
 * @param transports the transports; empty for a protocol that TCP and UDP do not carry
 * @param ports the server ports; null for all of them
 */
record ProtocolPorts(
        Protocol protocol,
        Set<Transport> transports,
        @Nullable BitSet ports) {

    /** The flows that the spec names. */
    static ProtocolPorts ofSpec(Protocol protocol) {
        BitSet ports = new BitSet();
        for (Binding binding : protocol.bindings()) {
            if (binding.key().equals("port")) {
                binding.numbers().forEach(ports::set);
            }
        }
        return new ProtocolPorts(protocol, transports(protocol), ports);
    }

    /** The flows of the spec's transports with other ports. */
    static ProtocolPorts of(Protocol protocol, BitSet ports) {
        return new ProtocolPorts(protocol, transports(protocol), (BitSet) ports.clone());
    }

    /** All flows of the spec's transports. */
    static ProtocolPorts anyOf(Protocol protocol) {
        return new ProtocolPorts(protocol, transports(protocol), null);
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
                .collect(Collectors.toUnmodifiableSet());
    }
}
