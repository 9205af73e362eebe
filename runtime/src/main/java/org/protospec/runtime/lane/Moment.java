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

    private long last;

    /** Returns the place in the order behind all that was told so far. */
    long next() {
        return ++last;
    }

    /** Sets the moment of something that is told of a flow now. */
    void set(int inStretch, FlowTracker tracker, Flow flow) {
        packet = inStretch;
        number = tracker.packet();
        now = tracker.now();
        time = tracker.time();
        heldBack = tracker.isReplaying();
        boolean firing = tracker.firing() != FlowTracker.NOT_FIRING;
        deadline = firing ? tracker.firing() : Place.NO_DEADLINE;
        order = firing ? flow.order() : next();
        packets = flow.packets();
        lastTime = flow.lastTime();
        up = flow.bytes(Direction.UP);
        down = flow.bytes(Direction.DOWN);
    }
}
