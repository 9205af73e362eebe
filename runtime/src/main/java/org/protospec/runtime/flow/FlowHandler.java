package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;

/** What decides who takes the bytes of each new flow, and learns of its end. */
public interface FlowHandler {
    /** Learns of a new flow, at its first packet. The flow's direction is settled; nothing else of the packet was looked at yet. */
    default void started(Flow flow) {}

    /**
     * Chooses the consumer of a flow; asked once, when a TCP connection is established (the third step of the handshake was seen) or
     * before its first bytes, gap or FIN, for UDP before the first datagram. A flow that never gets so far, such as one of a port scan,
     * is never asked about.
     *
     * @return the consumer, or null if nobody is interested: the flow is then tracked, but its bytes are not put in order unless {@link
     *     #wantsStreams()}
     */
    @Nullable
    FlowConsumer open(Flow flow);

    /** Learns that a flow is over, after its consumer did. The flow object may be kept, it is never used again for another flow. */
    void ended(Flow flow, EndReason reason);

    /** Learns of a packet that came after its flow was over; it is not counted in {@link Flow#packets()}. */
    default void late(Flow flow) {}

    /** Tells whether TCP streams are to be put in order even if nobody takes their bytes, so that {@link Flow#bytes} is exact for all flows. */
    default boolean wantsStreams() {
        return false;
    }

    /**
     * Tells whether anybody wants to know of bytes that were sent again and differ. If not, what was handed on is not kept until it is
     * acknowledged.
     */
    default boolean wantsOverlaps() {
        return true;
    }

    /** Returns how many bytes of memory the consumers of all flows hold beyond what an idle flow takes. */
    default long memory() {
        return 0;
    }

    /** Returns what {@link #memory()} would at most; asked first, as it may be easier to tell. */
    default long memoryAtMost() {
        return memory();
    }
}
