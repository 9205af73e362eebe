package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;

/**
 * What takes the bytes of one flow, in order, each byte once.
 *
 * <p>For TCP the calls of one direction are any number of {@link #data} and {@link #gap}, then at most one {@link #closed}; for UDP
 * any number of {@link #datagram}. {@link #end} is the last call of all. Where the stream is cut into calls has no meaning. All calls
 * come from the thread that feeds the tracker; {@link Flow#drop()}, {@link Flow#ignore} and {@link Flow#opaque()} may be called from
 * inside them.
 */
public interface FlowConsumer {
    /**
     * Takes the next bytes of a TCP stream.
     *
     * @param direction who sent them
     * @param bytes the array that holds them, valid during the call only, not to be written to
     * @param offset where they begin
     * @param length how many there are, at least 1
     */
    void data(Direction direction, byte[] bytes, int offset, int length);

    /**
     * Learns that the next bytes of a TCP stream are missing from the capture and will never come.
     *
     * @param bytes how many are missing, at least 1
     */
    void gap(Direction direction, long bytes);

    /**
     * Learns that two segments carry different bytes for the same place of a TCP stream.
     *
     * @param overlap valid during the call
     */
    default void overlap(SegmentOverlap overlap) {}

    /** Learns that a side has closed its direction of a TCP connection (FIN), after all its bytes. */
    void closed(Direction direction);

    /**
     * Takes one UDP datagram's payload.
     *
     * @param bytes the array that holds it, valid during the call only, not to be written to
     * @param length how many bytes there are, 0 for an empty datagram
     */
    void datagram(Direction direction, byte[] bytes, int offset, int length);

    /** Learns that the flow is over; the last call. */
    void end(EndReason reason);

    /**
     * Looks at what the next packet will ask for, so that it is on its way from memory ({@link FlowsAhead}), and does nothing else; what is
     * returned means nothing, but must be made of all that was looked at.
     */
    default int glance() {
        return 0;
    }

    /** Returns what of it waits for time to pass, or null; {@link FlowReplay} asks. */
    default @Nullable TimerNode timer() {
        return null;
    }
}
