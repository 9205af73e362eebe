package org.protospec.runtime.limit;

import java.util.EnumMap;
import java.util.Map;

/** How often each limit of a run was reached. For one thread. */
public final class LimitCounters {
    private final long[] counts = new long[Limit.values().length];

    /** Counts that a limit was reached once more. */
    public void reached(Limit limit) {
        counts[limit.ordinal()]++;
    }

    /** Counts what others have counted, too. */
    public void add(LimitCounters others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    /** Returns how often a limit was reached. */
    public long of(Limit limit) {
        return counts[limit.ordinal()];
    }

    /** Returns the limits that were reached at least once and how often, in the order of {@link Limit}. */
    public Map<Limit, Long> reached() {
        Map<Limit, Long> reached = new EnumMap<>(Limit.class);
        for (Limit each : Limit.values()) {
            if (of(each) > 0) {
                reached.put(each, of(each));
            }
        }
        return reached;
    }
}
