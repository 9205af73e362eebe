package org.protospec.runtime.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.machine.Protocol;

/**
 * The protocols, by number, of each transport and server port; of several that claim a port, the first one has it. It also knows which
 * of them are recognised by their first bytes.
 */
final class PortTable {
    /** The number of no protocol. */
    static final int NOBODY = -1;

    private static final int PORTS = 1 << 16;

    /** For each transport and port the number of the protocol, from 1; 0 for none. */
    private final Map<Transport, char[]> tables = new EnumMap<>(Transport.class);

    private final BitSet known = new BitSet();
    private final List<Looks> looks = new ArrayList<>();

    /** A protocol that takes flows of other ports, too, if they look like it. */
    record Looks(int number, Transport transport, Protocol protocol) {}

    PortTable(List<ProtocolPorts> protocols) {
        tables.put(Transport.TCP, new char[PORTS]);
        tables.put(Transport.UDP, new char[PORTS]);
        for (int i = 0; i < protocols.size(); i++) {
            ProtocolPorts each = protocols.get(i);
            for (Map.Entry<Transport, BitSet> of : each.numbers().entrySet()) {
                add(i, each, of.getKey(), of.getValue());
            }
        }
    }

    private void add(int number, ProtocolPorts protocol, Transport transport, BitSet ports) {
        char[] table = tables.get(transport);
        if (table == null) {
            table = new char[PORTS];
            tables.put(transport, table);
        }
        claim(table, ports, number);
        // Who takes all ports cannot tell who the server is.
        if (transport.hasPorts() && ports.cardinality() < PORTS) {
            known.or(ports);
        }
        if (transport.hasPorts() && protocol.others() == ProtocolPorts.Others.RECOGNISED) {
            looks.add(new Looks(number, transport, protocol.protocol()));
        }
    }

    private static void claim(char[] table, BitSet ports, int protocol) {
        for (int port = ports.nextSetBit(0); port >= 0; port = ports.nextSetBit(port + 1)) {
            if (table[port] == 0) {
                table[port] = (char) (protocol + 1);
            }
        }
    }

    /** The ports that tell which side of a flow is the server. */
    BitSet knownPorts() {
        return known;
    }

    /** The numbers of what a layer carries that a protocol takes. */
    BitSet taken(Transport layer) {
        BitSet numbers = new BitSet();
        char[] table = tables.get(layer);
        for (int i = 0; table != null && i < PORTS; i++) {
            numbers.set(i, table[i] != 0);
        }
        return numbers;
    }

    /** The protocols that are recognised, in the order in which they were given. */
    List<Looks> looks() {
        return looks;
    }

    /** The protocol that has a flow's port, or {@link #NOBODY}. */
    int of(Flow flow) {
        char[] table = tables.get(flow.transport());
        return table == null ? NOBODY : table[flow.serverPort()] - 1;
    }
}
