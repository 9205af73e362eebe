package org.protospec.runtime.engine;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Protocol;

/**
 * Which flows a protocol takes: those over some transports whose server has one of some ports, and those that look like it. Of layers
 * without ports it is the number that tells what they carry.
 *
 * @param protocol the protocol
 * @param numbers the server ports of each transport; none for a protocol that is found nowhere
 * @param others what becomes of flows of other ports
 */
record ProtocolPorts(Protocol protocol, Map<Transport, BitSet> numbers, Others others) {
    private static final int PORTS = 1 << 16;

    /** What becomes of flows whose ports no protocol has. */
    enum Others {
        /** They are left alone. */
        LEFT,
        /** They are the protocol's if their first bytes look like it. */
        RECOGNISED
    }

    /** The flows that the spec names. */
    static ProtocolPorts ofSpec(Protocol protocol) {
        return new ProtocolPorts(protocol, numbers(protocol), Others.LEFT);
    }

    /** The flows that the spec names, and those that look as it says. */
    static ProtocolPorts detected(Protocol protocol) {
        return new ProtocolPorts(protocol, numbers(protocol), Others.RECOGNISED);
    }

    /** The flows of the spec's transports with other ports. */
    static ProtocolPorts of(Protocol protocol, BitSet ports) {
        Map<Transport, BitSet> numbers = numbers(protocol);
        numbers.replaceAll((transport, named) -> transport.hasPorts() ? (BitSet) ports.clone() : named);
        return new ProtocolPorts(protocol, numbers, Others.LEFT);
    }

    /** All flows of the spec's transports. */
    static ProtocolPorts anyOf(Protocol protocol) {
        BitSet all = new BitSet(PORTS);
        all.set(0, PORTS);
        return of(protocol, all);
    }

    /** A spec that names no layer is taken to mean TCP. */
    private static Map<Transport, BitSet> numbers(Protocol protocol) {
        Map<Transport, BitSet> numbers = new EnumMap<>(Transport.class);
        List<Binding> bindings = protocol.bindings();
        if (bindings.isEmpty()) {
            numbers.put(Transport.TCP, new BitSet());
        }
        for (Transport transport : Transport.values()) {
            for (Binding binding : bindings) {
                if (binding.layer().equals(transport.label()) && binding.key().equals(transport.key())) {
                    BitSet named = numbers.get(transport);
                    if (named == null) {
                        named = new BitSet();
                        numbers.put(transport, named);
                    }
                    for (int number : binding.numbers()) {
                        named.set(number);
                    }
                }
            }
        }
        return numbers;
    }
}
