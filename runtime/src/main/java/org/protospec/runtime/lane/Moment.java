package org.protospec.runtime.lane;

import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowTracker;

/** When something is told: the packets and times of then, its place in the order, and what was counted of the flow. One object, used again. */
final class Moment {
    /** Place in the stretch of the packet that is looked at. */
    int packet;

    /** Number, timestamp and time of what is told, which may be of an earlier packet. */
    long number;

    long now;
    long time;

    long deadline;
    long order;
    boolean heldBack;

    long packets;
    long lastTime;
    long up;
    long down;

    /** Sets the moment of something that is told of a flow now, at a place in the order. */
    void set(int inStretch, long itsDeadline, long itsOrder, FlowTracker tracker, Flow flow) {
        packet = inStretch;
        deadline = itsDeadline;
        order = itsOrder;
        number = tracker.packet();
        now = tracker.now();
        time = tracker.time();
        heldBack = tracker.isReplaying();
        packets = flow.packets();
        lastTime = flow.lastTime();
        up = flow.bytes(Direction.UP);
        down = flow.bytes(Direction.DOWN);
    }
}
