package org.protospec.runtime.flow;

import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/**
 * The time that the consumers of flows live in: which packet it is, what time, and what waits for time to pass. It is that of the {@link
 * FlowTracker}, or, on another thread, a {@link LaneClock} that follows it.
 */
public abstract class FlowClock {
    FlowClock() {}

    /** Returns the number of the packet that brought what is being told, from 1. */
    public abstract long packet();

    /** Returns the timestamp of that packet, nanoseconds since 1970. */
    public abstract long now();

    /** Returns the time of the timers, which never runs backwards, as of what is being told. */
    public abstract long time();

    /** Returns the timers. */
    public abstract TimerWheel timers();

    /** Returns the limits in force. */
    public abstract Limits limits();

    /** Returns how often each limit was reached. */
    public abstract LimitCounters counters();
}
