package org.protospec.runtime.tcp;

import org.jspecify.annotations.Nullable;

/** A run of consecutive bytes of a stream in a buffer of fixed size, a link of a {@link SegmentQueue}. */
final class Block {
    /** Holds the payload of a segment of an Ethernet frame. */
    static final int SIZE = 2048;

    final byte[] bytes = new byte[SIZE];

    /** The sequence number of the first byte. */
    int sequence;

    /** How many bytes are held, from the buffer's start. */
    int length;

    /** What the sender had received of the other direction when it sent these bytes; only if {@link #depends}. */
    int acknowledgment;

    /** Whether that was more than had been captured so far. */
    boolean depends;

    /** The number of the latest packet that brought some of these bytes. */
    long packet;

    /** Its capture time, in nanoseconds since 1970. */
    long time;

    @Nullable
    Block next;

    int end() {
        return sequence + length;
    }

    /** Whether the bytes of another block may be held in this one, behind its own. */
    boolean takes(Block after) {
        return after.sequence == end()
                && length + after.length <= SIZE
                && dependsLike(after.depends, after.acknowledgment);
    }

    boolean dependsLike(boolean other, int otherAcknowledgment) {
        return depends == other && (!depends || acknowledgment == otherAcknowledgment);
    }
}
