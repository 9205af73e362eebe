package org.protospec.runtime.engine;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many packets belonged to no flow, by reason. Allocates for a new reason only. */
final class SkippedPackets {
    /** Reasons counted by name; what comes beyond them is counted together, as reasons may hold numbers of the capture. */
    static final int MAX_REASONS = 1000;

    static final String OTHER = "other";

    private final SortedMap<String, Counter> counters = new TreeMap<>();
    private String lastReason = "";
    private @Nullable Counter last;

    private static final class Counter {
        long packets;
    }

    void count(String reason) {
        Counter counter = last;
        if (counter == null || !reason.equals(lastReason)) {
            String name = counters.size() < MAX_REASONS || counters.containsKey(reason) ? reason : OTHER;
            counter = counters.computeIfAbsent(name, any -> new Counter());
            last = counter;
            lastReason = reason;
        }
        counter.packets++;
    }

    SortedMap<String, Long> packets() {
        SortedMap<String, Long> packets = new TreeMap<>();
        for (Map.Entry<String, Counter> each : counters.entrySet()) {
            packets.put(each.getKey(), each.getValue().packets);
        }
        return packets;
    }
}
