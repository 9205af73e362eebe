package org.protospec.runtime.lane;

import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.LaneFlow;
import org.protospec.runtime.flow.SegmentOverlap;

/** The consumer of a flow on the reading thread: writes down what it is told, for the lane of the flow. */
final class LaneRecorder implements FlowConsumer {
    private static final byte[] NO_BYTES = {};

    private final Lanes lanes;
    private final Flow flow;
    private final int lane;
    private final LaneFlow view;

    LaneRecorder(Lanes lanes, Flow flow, int lane, LaneFlow view) {
        this.lanes = lanes;
        this.flow = flow;
        this.lane = lane;
        this.view = view;
    }

    @Override
    public void data(Direction direction, byte[] bytes, int offset, int length) {
        lanes.record(Calls.DATA, direction, length, flow, lane, view, null, bytes, offset, length);
    }

    @Override
    public void datagram(Direction direction, byte[] bytes, int offset, int length) {
        lanes.record(Calls.DATAGRAM, direction, length, flow, lane, view, null, bytes, offset, length);
    }

    @Override
    public void gap(Direction direction, long bytes) {
        lanes.record(Calls.GAP, direction, bytes, flow, lane, view, null, NO_BYTES, 0, 0);
    }

    @Override
    public void overlap(SegmentOverlap overlap) {
        SegmentOverlap copy = overlap.copy();
        lanes.record(Calls.OVERLAP, overlap.direction(), 0, flow, lane, view, copy, NO_BYTES, 0, 0);
        lanes.keeps(2L * overlap.earlier().length());
    }

    @Override
    public void closed(Direction direction) {
        lanes.record(Calls.CLOSED, direction, 0, flow, lane, view, null, NO_BYTES, 0, 0);
    }

    @Override
    public void end(EndReason reason) {
        lanes.record(Calls.END, Direction.UP, reason.ordinal(), flow, lane, view, null, NO_BYTES, 0, 0);
    }
}
