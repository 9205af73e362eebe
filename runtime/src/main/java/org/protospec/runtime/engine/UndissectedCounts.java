package org.protospec.runtime.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.Transport;

/** Counts the flows that no protocol takes by transport and server port. Allocates for a new port only, of which there are 65,536. */
final class UndissectedCounts {
    /** Ports listed one by one, those of the most packets; more than that nobody reads. */
    static final int LISTED = 20;

    private static final int PORTS = 1 << 16;

    private static final Comparator<UndissectedFlows> MOST_PACKETS_FIRST = new Comparator<>() {
        @Override
        public int compare(UndissectedFlows one, UndissectedFlows other) {
            return Long.compare(other.packets(), one.packets());
        }
    };

    /** For each transport, from its first flow on. */
    private final @Nullable Counter[][] counters = new Counter[Transport.values().length][];

    private static final class Counter {
        long flows;
        long packets;
        long bytes;
    }

    /** Counts a flow that is over. */
    void ended(Flow flow) {
        Counter counter = of(flow);
        counter.flows++;
        counter.packets += flow.packets();
        counter.bytes += flow.bytes(Direction.UP) + flow.bytes(Direction.DOWN);
    }

    /** Counts a packet that came after its flow was over. */
    void late(Flow flow) {
        of(flow).packets++;
    }

    private Counter of(Flow flow) {
        int transport = flow.transport().ordinal();
        if (counters[transport] == null) {
            counters[transport] = new Counter[PORTS];
        }
        @Nullable Counter[] table = counters[transport];
        Counter counter = table[flow.serverPort()];
        if (counter == null) {
            counter = new Counter();
            table[flow.serverPort()] = counter;
        }
        return counter;
    }

    /** The ports of the most packets first, of equally many TCP first and the lower port first; the rest in one at the end. */
    List<UndissectedFlows> counts() {
        List<UndissectedFlows> all = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            @Nullable Counter[] table = counters[transport.ordinal()];
            for (int port = 0; table != null && port < PORTS; port++) {
                Counter each = table[port];
                if (each != null) {
                    all.add(new UndissectedFlows(transport.label(), port, each.flows, each.packets, each.bytes));
                }
            }
        }
        all.sort(MOST_PACKETS_FIRST);
        if (all.size() <= LISTED) {
            return all;
        }
        List<UndissectedFlows> rest = all.subList(LISTED, all.size());
        UndissectedFlows other = new UndissectedFlows(
                UndissectedFlows.OTHER,
                rest.size(),
                rest.stream().mapToLong(UndissectedFlows::flows).sum(),
                rest.stream().mapToLong(UndissectedFlows::packets).sum(),
                rest.stream().mapToLong(UndissectedFlows::bytes).sum());
        List<UndissectedFlows> listed = new ArrayList<>(all.subList(0, LISTED));
        listed.add(other);
        return listed;
    }
}
