package org.protospec.runtime.flow;

/**
 * The time of a {@link FlowTracker}: that of the packet which it takes, or of an earlier one while bytes are handed on that came with it.
 */
public abstract class TrackerClock extends FlowClock {
    private static final long NO_REPLAY = Long.MIN_VALUE;

    final TimerWheel timers = new TimerWheel();
    private long packet;
    private long now;
    /** The packet whose bytes are being handed on, if it is an earlier one. */
    private long told;

    private long toldTime;
    /** The wheel's time then, while calls are replayed. */
    private long replayed = NO_REPLAY;

    TrackerClock() {}

    /** Has a listener told of each time-out, those of the consumers included. */
    public final void timeouts(TimeoutListener listener) {
        timers.listen(listener);
    }

    /** Returns the timers; their time is the tracker's. */
    @Override
    public final TimerWheel timers() {
        return timers;
    }

    /**
     * Returns the number of the current packet, from 1; 0 before the first. While bytes are handed on that had to wait, that is the packet
     * which brought them, or filled the hole before them.
     */
    @Override
    public final long packet() {
        return told > 0 ? told : packet;
    }

    /** Returns the timestamp of that packet, nanoseconds since 1970. */
    @Override
    public final long now() {
        return told > 0 ? toldTime : now;
    }

    /**
     * Returns the tracker's time, which never runs backwards ({@link TimerWheel#now()}); while calls that were held back are replayed
     * ({@link FlowReplay}), as it was then.
     */
    @Override
    public final long time() {
        return replayed == NO_REPLAY ? timers.now() : replayed;
    }

    /** Lets timers expire up to a time in nanoseconds since 1970, without a packet. */
    public final void advance(long timestamp) {
        now = timestamp;
        timers.advance(timestamp);
    }

    /** Lets timers expire up to the time of a packet, which is the current one from now on. */
    final void advance(long number, long timestamp) {
        packet = number;
        advance(timestamp);
    }

    /** What is handed on from now on came with an earlier packet. */
    final void goBackTo(long number, long timestamp) {
        told = number;
        toldTime = timestamp;
    }

    /** What is handed on from now on comes with the current packet. */
    final void goOn() {
        told = 0;
    }

    /** What is told from now on was held back since an earlier packet, and since that time of the wheel. */
    final void replay(long number, long timestamp, long time) {
        goBackTo(number, timestamp);
        replayed = time;
    }

    /** What is told from now on is told as of now again, or as of the earlier packet as before the replay. */
    final void replayed(long toldBefore, long toldTimeBefore) {
        goBackTo(toldBefore, toldTimeBefore);
        replayed = NO_REPLAY;
    }

    /** Tells whether what is told now was held back ({@link FlowReplay}). */
    public final boolean isReplaying() {
        return replayed != NO_REPLAY;
    }

    /** Returns the number of the earlier packet whose bytes are being handed on, or 0 if it is the current one. */
    final long told() {
        return told;
    }

    /** Returns the timestamp of {@link #told()}. */
    final long toldTime() {
        return toldTime;
    }
}
