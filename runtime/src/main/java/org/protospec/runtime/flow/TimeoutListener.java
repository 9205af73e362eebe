package org.protospec.runtime.flow;

/** Whoever wants to know which time-out makes the consumers of flows do what they do. All are told one behind the other. */
public interface TimeoutListener {
    /**
     * One is told next.
     *
     * @param deadline in the wheel's time, nanoseconds
     * @param order its place among those of the same deadline
     */
    void begins(long deadline, long order);

    /** It was told. Not called if that ended in an exception. */
    void ends();
}
