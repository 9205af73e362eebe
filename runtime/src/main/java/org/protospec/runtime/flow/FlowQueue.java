package org.protospec.runtime.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which flows make room for others: the second-chance algorithm (Corbató, "A Paging Experiment with the Multics System",
 * 1968). A flow with a packet since it was last looked at goes to the back of the queue, so that no packet has to move it.
 */
final class FlowQueue {
    private @Nullable Flow oldest;
    private @Nullable Flow newest;

    void add(Flow flow) {
        flow.older = newest;
        flow.newer = null;
        if (newest == null) {
            oldest = flow;
        } else {
            newest.newer = flow;
        }
        newest = flow;
    }

    void remove(Flow flow) {
        Flow older = flow.older;
        Flow newer = flow.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        flow.older = null;
        flow.newer = null;
    }

    /** Adds every flow to a list, from the front to the back. */
    void addTo(List<Flow> list) {
        for (Flow flow = oldest; flow != null; flow = flow.newer) {
            list.add(flow);
        }
    }

    /** Returns the flow that is to go first, or null if there is none. */
    @Nullable
    Flow victim() {
        Flow flow = oldest;
        while (flow != null && flow.has(Flow.TOUCHED)) {
            flow.flags &= ~Flow.TOUCHED;
            remove(flow);
            add(flow);
            flow = oldest;
        }
        return flow;
    }
}
