package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link TimerWheel} calls when its time has come: the base class of whatever has a time-out. The node is the timer, so
 * that none is allocated; it can wait for one deadline at a time.
 */
public abstract class TimerNode {
    /** Neighbours in the wheel's list; both null while no deadline is set. */
    @Nullable
    TimerNode previous;

    @Nullable
    TimerNode next;

    /** In the wheel's time, nanoseconds. */
    long deadline;

    /** For subclasses. */
    protected TimerNode() {}

    /**
     * The deadline was reached. The node is no longer scheduled and may schedule itself again.
     *
     * @param now the wheel's time in nanoseconds, at or after the deadline
     */
    protected abstract void expired(long now);

    /** Which of several nodes of the same deadline is called first: the one of the lowest number. */
    protected long order() {
        return 0;
    }

    /** Tells whether a deadline is set. */
    public final boolean scheduled() {
        return next != null;
    }
}
