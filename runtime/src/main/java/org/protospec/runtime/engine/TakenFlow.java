package org.protospec.runtime.engine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.SegmentOverlap;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.flow.TimerNode;
import org.protospec.runtime.machine.Machine;

/**
 * The consumer of a flow that a protocol has taken and that is more than its machine alone: digests are computed, or
 * there is no machine, as the flow's beginning is missing.
 */
final class TakenFlow implements FlowConsumer {
    private final String protocol;
    private final @Nullable Machine machine;
    private final @Nullable StreamDigests digests;
    private final @Nullable FlowConsumer next;

    TakenFlow(String protocol, @Nullable Machine machine, @Nullable StreamDigests digests) {
        this.protocol = protocol;
        this.machine = machine;
        this.digests = digests;
        this.next = digests == null ? machine : digests;
    }

    String protocol() {
        return protocol;
    }

    @Nullable
    Machine machine() {
        return machine;
    }

    @Nullable
    StreamDigests digests() {
        return digests;
    }

    @Override
    public void data(Direction direction, byte[] bytes, int offset, int length) {
        if (next != null) {
            next.data(direction, bytes, offset, length);
        }
    }

    @Override
    public void gap(Direction direction, long bytes) {
        if (next != null) {
            next.gap(direction, bytes);
        }
    }

    @Override
    public void overlap(SegmentOverlap overlap) {
        if (next != null) {
            next.overlap(overlap);
        }
    }

    @Override
    public void closed(Direction direction) {
        if (next != null) {
            next.closed(direction);
        }
    }

    @Override
    public void datagram(Direction direction, byte[] bytes, int offset, int length) {
        if (next != null) {
            next.datagram(direction, bytes, offset, length);
        }
    }

    @Override
    public @Nullable TimerNode timer() {
        return machine == null ? null : machine.timer();
    }

    @Override
    public void end(EndReason reason) {
        if (next != null) {
            next.end(reason);
        }
    }
}
