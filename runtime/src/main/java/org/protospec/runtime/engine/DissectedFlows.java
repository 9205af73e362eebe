package org.protospec.runtime.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.detect.Detector;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/** Gives each flow to the protocol of its server port, or of its first bytes, and counts them. */
final class DissectedFlows implements FlowHandler {
    private final PortTable ports;
    private final Dissectors dissectors;
    private final UndissectedCounts undissected = new UndissectedCounts();
    private Limits limits = Limits.defaults();
    private LimitCounters counters = new LimitCounters();
    private @Nullable Detector<Integer> detector;
    private long flows;
    private long taken;
    private long takenPackets;

    /** What dissects flows, in this thread or in others. */
    interface Dissectors {
        /** Begins to dissect a flow, which a protocol takes. */
        FlowConsumer take(Flow flow, int protocol);

        /** A flow that was taken is over; its consumer knows. */
        void ended(Flow flow, EndReason reason);

        /** How many bytes of memory the flows hold. */
        long memory();

        /** The same at most. */
        long memoryAtMost();

        /** Whether anybody wants to know of bytes that were sent again and differ. */
        boolean wantsOverlaps();
    }

    DissectedFlows(PortTable ports, Dissectors dissectors) {
        this.ports = ports;
        this.dissectors = dissectors;
    }

    /** Has flows of unknown ports recognised by their first bytes, if any protocol says what those look like. */
    void detect(Limits limits, LimitCounters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /** What recognises flows, made for the first one; null if no protocol says what its flows look like. */
    private @Nullable Detector<Integer> detector() {
        if (detector == null && !ports.looks().isEmpty()) {
            Detector<Integer> made = new Detector<>(this::take, limits, counters);
            ports.looks()
                    .forEach(each -> made.add(
                            each.number(), each.transport(), each.protocol().signatures()));
            detector = made;
        }
        return detector;
    }

    /** Is called behind every packet. */
    void settle() {
        if (detector != null) {
            detector.settle();
        }
    }

    /** Flows that no protocol took. */
    List<UndissectedFlows> undissected() {
        return undissected.counts();
    }

    /** Packets of flows that a protocol took and that are over. */
    long takenPackets() {
        return takenPackets;
    }

    /** Flows seen. */
    long flows() {
        return flows;
    }

    /** Flows that a protocol took. */
    long taken() {
        return taken;
    }

    @Override
    public boolean wantsOverlaps() {
        return dissectors.wantsOverlaps();
    }

    @Override
    public long memory() {
        return dissectors.memory() + (detector == null ? 0 : detector.memory());
    }

    @Override
    public long memoryAtMost() {
        return dissectors.memoryAtMost() + (detector == null ? 0 : detector.memory());
    }

    @Override
    public void started(Flow flow) {
        flows++;
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        int protocol = ports.of(flow);
        if (protocol != PortTable.NOBODY) {
            return take(flow, protocol);
        }
        Detector<Integer> watching = detector();
        return watching == null ? null : watching.watch(flow);
    }

    private FlowConsumer take(Flow flow, int protocol) {
        taken++;
        flow.dissected();
        // Whether a machine still looks at the bytes is known in its own thread only, and must not matter in this one.
        flow.observe();
        return dissectors.take(flow, protocol);
    }

    @Override
    public void late(Flow flow) {
        if (flow.isDissected()) {
            takenPackets++;
        } else {
            undissected.late(flow);
        }
    }

    @Override
    public void ended(Flow flow, EndReason reason) {
        if (flow.isDissected()) {
            takenPackets += flow.packets();
            dissectors.ended(flow, reason);
        } else {
            undissected.ended(flow);
        }
    }
}
