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

    @Nullable
    Block next;

    int end() {
        return sequence + length;
    }
}
