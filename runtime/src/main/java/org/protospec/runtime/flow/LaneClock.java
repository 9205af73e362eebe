package org.protospec.runtime.flow;

import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/** The time of flows whose consumers run on another thread than the tracker, behind it: it is where the tracker was. */
public final class LaneClock extends FlowClock {
    /** What learns of a time-out that is due. */
    @FunctionalInterface
    public interface Fired {
        /** It has a place in the order of time-outs. */
        void at(long deadline, long order);
    }

    private final TimerWheel timers = new TimerWheel();
    private final LimitCounters counters = new LimitCounters();
    private final Limits limits;
    private long packet;
    private long now;
    private long time;

    /** Creates a clock at time 0. */
    public LaneClock(Limits limits) {
        this.limits = limits;
    }

    /** What is told next came with a packet, at a time of the wheel then. */
    public void at(long number, long timestamp, long wheelTime) {
        packet = number;
        now = timestamp;
        time = wheelTime;
    }

    /** Moves the wheel on, and calls nobody. */
    public void moveTo(long wheelTime) {
        timers.moveTo(wheelTime);
    }

    /**
     * Calls the time-out that is due next, unless it comes behind a place in the order of time-outs.
     *
     * @param deadline the deadline of that place
     * @param order its {@link TimerNode#order()}
     * @param before learns of its place before it is called
     * @return whether one was called
     */
    public boolean fire(long deadline, long order, Fired before) {
        TimerNode node = timers.poll(deadline, order);
        if (node == null) {
            return false;
        }
        before.at(node.deadline, node.order());
        node.expired(timers.now());
        return true;
    }

    /** Tells whether a time-out may be due by now. */
    public boolean isDue() {
        return timers.isDue();
    }

    @Override
    public long packet() {
        return packet;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public TimerWheel timers() {
        return timers;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public LimitCounters counters() {
        return counters;
    }
}
