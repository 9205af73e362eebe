package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The TCP flows of packets that come next, looked at before: of many flows each has left all caches when its next packet comes, and what a
 * packet asks, one thing behind the other, would be waited for one behind the other. Here the same is asked of many flows, step by step, so
 * that the processor fetches them from memory side by side.
 *
 * <p>Nothing is changed by that, and nothing depends on it: what was noted may be of no packet at all.
 */
public final class FlowsAhead {
    /** So many flows at most are looked at together; they stay in a core's own cache until their packets have come. */
    public static final int MOST = 32;
    /** With fewer flows that are not over caches hold what matters of them. */
    private static final int MANY = 1 << 15;

    private final TrackedFlows tracked;
    private final FlowTable<TcpFlow> table;
    private final int[] hashes = new int[MOST];
    private final @Nullable TcpFlow[] flows = new @Nullable TcpFlow[MOST];
    private int count;
    /** What was seen, so that the JIT compiler takes no look for idle. */
    private int seen;

    FlowsAhead(TrackedFlows tracked) {
        this.tracked = tracked;
        this.table = tracked.tcp;
    }

    /** Tells whether so many flows are open that it is worth while. */
    public boolean worthwhile() {
        return tracked.openConnections() >= MANY;
    }

    /** Notes the flow of a segment that comes soon, by its endpoints; at most {@link #MOST} before {@link #fetch()}. */
    public void note(TcpSegment s) {
        hashes[count++] = table.hash(
                s.sourceHigh(),
                s.sourceLow(),
                s.sourcePort(),
                s.destinationHigh(),
                s.destinationLow(),
                s.destinationPort());
    }

    /** Fetches what the packets of the flows that were noted will ask for, and forgets the notes. */
    public void fetch() {
        int sum = seen;
        for (int i = 0; i < count; i++) {
            sum += table.glance(hashes[i]);
        }
        for (int i = 0; i < count; i++) {
            flows[i] = table.likely(hashes[i]);
        }
        for (int i = 0; i < count; i++) {
            TcpFlow flow = flows[i];
            sum += flow == null ? 0 : flow.glance();
        }
        for (int i = 0; i < count; i++) {
            TcpFlow flow = flows[i];
            FlowConsumer consumer = flow == null ? null : flow.consumer();
            sum += consumer == null ? 0 : consumer.glance();
        }
        seen = sum;
        count = 0;
    }
}
