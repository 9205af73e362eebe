package org.protospec.runtime.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** The number of the protocol, from 1; 0 for none. */
    private final char[] tcp = new char[PORTS];

    private final char[] udp = new char[PORTS];
    private final BitSet known = new BitSet();
    private final List<Looks> looks = new ArrayList<>();

    /** A protocol that takes flows of other ports, too, if they look like it. */
    record Looks(int number, Transport transport, Protocol protocol) {}

    PortTable(List<ProtocolPorts> protocols) {
        for (int i = 0; i < protocols.size(); i++) {
            ProtocolPorts each = protocols.get(i);
            if (each.ports() != null) {
                known.or(each.ports());
            }
            for (Transport transport : each.transports()) {
                claim(table(transport), each.ports(), i);
                if (each.others() == ProtocolPorts.Others.RECOGNISED) {
                    looks.add(new Looks(i, transport, each.protocol()));
                }
            }
        }
    }

    private char[] table(Transport transport) {
        return transport == Transport.TCP ? tcp : udp;
    }

    private static void claim(char[] table, @Nullable BitSet ports, int protocol) {
        for (int port = 0; port < PORTS; port++) {
            if (table[port] == 0 && (ports == null || ports.get(port))) {
                table[port] = (char) (protocol + 1);
            }
        }
    }

    /** The ports that tell which side of a flow is the server. */
    BitSet knownPorts() {
        return known;
    }

    /** The protocols that are recognised, in the order in which they were given. */
    List<Looks> looks() {
        return looks;
    }

    /** The protocol that has a flow's port, or {@link #NOBODY}. */
    int of(Flow flow) {
        return table(flow.transport())[flow.serverPort()] - 1;
    }
}
