package org.protospec.runtime.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Protocol;

/**
 * The dissectors of one thread by transport and server port; of several that claim a port, the first one has it. Those of protocols
 * that are recognised by their first bytes, too, know their looks.
 */
final class DissectorTable {
    private static final int PORTS = 1 << 16;

    private final Rules rules;
    private final @Nullable FlowTrace trace;
    private final @Nullable Dissector[] tcp = new Dissector[PORTS];
    private final @Nullable Dissector[] udp = new Dissector[PORTS];
    private final BitSet known = new BitSet();
    private final List<Dissector> dissectors = new ArrayList<>();
    private final List<Looks> looks = new ArrayList<>();

    /** A dissector that takes flows of other ports if they look like its protocol. */
    record Looks(Dissector dissector, Transport transport) {}

    DissectorTable(List<ProtocolPorts> protocols, Rules rules, @Nullable FlowTrace trace) {
        this.rules = rules;
        this.trace = trace;
        for (ProtocolPorts each : protocols) {
            if (each.ports() != null) {
                known.or(each.ports());
            }
            Dissector dissector = each.protocol().dissector(rules);
            dissectors.add(dissector);
            for (Transport transport : each.transports()) {
                claim(table(transport), each.ports(), dissector);
                if (each.others() == ProtocolPorts.Others.RECOGNISED) {
                    looks.add(new Looks(dissector, transport));
                }
            }
        }
    }

    private @Nullable Dissector[] table(Transport transport) {
        return transport == Transport.TCP ? tcp : udp;
    }

    private static void claim(@Nullable Dissector[] table, @Nullable BitSet ports, Dissector dissector) {
        for (int port = 0; port < PORTS; port++) {
            if (table[port] == null && (ports == null || ports.get(port))) {
                table[port] = dissector;
            }
        }
    }

    /** The ports that tell which side of a flow is the server. */
    BitSet knownPorts() {
        return known;
    }

    /** How many bytes of memory the flows of all dissectors hold. */
    long memory() {
        long memory = 0;
        for (int i = 0; i < dissectors.size(); i++) {
            memory += dissectors.get(i).memory();
        }
        return memory;
    }

    /** The dissectors of protocols that are recognised, in the order in which they were given. */
    List<Looks> looks() {
        return looks;
    }

    /** What dissects a flow by its port, or null if no protocol has that. */
    @Nullable
    Dissector of(Flow flow) {
        return table(flow.transport())[flow.serverPort()];
    }

    /** The dissector itself, or one for the flow alone that tells every step. */
    Dissector traced(Dissector dissector, Flow flow) {
        return trace == null ? dissector : traced(dissector.protocol(), flow, trace);
    }

    /** One dissector a flow, so that each step can be told with the flow that it belongs to. */
    private Dissector traced(Protocol protocol, Flow flow, FlowTrace trace) {
        Dissector dissector = protocol.dissector(rules);
        String name = protocol.name();
        dissector.trace((message, field, expected, offset, bytes, from, to) ->
                trace.taken(flow, name, message, field, expected, offset, bytes, from, to));
        return dissector;
    }
}
