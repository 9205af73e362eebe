package org.protospec.runtime.flow;

import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/** The time of flows whose consumers run on another thread than the tracker, behind it: it is where the tracker was. */
public final class LaneClock extends FlowClock {
    private final TimerWheel timers = new TimerWheel();
    private final LimitCounters counters = new LimitCounters();
    private final Limits limits;
    private long packet;
    private long now;
    private long time;

    /** Creates a clock at time 0; {@code listener} learns of each time-out that is called. */
    public LaneClock(Limits limits, TimeoutListener listener) {
        this.limits = limits;
        timers.listen(listener);
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
     * Calls the time-outs that are due, one behind the other, up to a place in their order.
     *
     * @param deadline the deadline of that place
     * @param order its {@link TimerNode#order()}
     */
    public void fire(long deadline, long order) {
        for (TimerNode node = timers.poll(deadline, order); node != null; node = timers.poll(deadline, order)) {
            timers.call(node);
        }
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
