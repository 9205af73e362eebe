package org.protospec.runtime.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A datagram of which fragments are missing: what it is told apart by, and the bytes that have come. */
final class PartialDatagram {
    private static final int BLOCK = BlockPool.BLOCK;
    private static final int BLOCKS = (FragmentAssembler.MAX_DATAGRAM + BLOCK - 1) / BLOCK;
    private static final int UNKNOWN = -1;

    // The key, see Fragment.
    int version;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int identification;
    int keyProtocol;
    int hash;

    /** The next one whose hash leads to the same place of the table. */
    @Nullable
    PartialDatagram chained;

    /** The one that came before it, and the one behind it. */
    @Nullable
    PartialDatagram older;

    @Nullable
    PartialDatagram newer;

    /** Capture time of the fragment that came first, in nanoseconds. */
    long began;

    /** Whether it was given up, and waits only for the rest of its fragments. */
    boolean abandoned;

    /** What it carries, as the fragment at offset 0 says. */
    int protocol;

    final Ranges ranges = new Ranges();
    private final @Nullable byte[][] blocks = new byte @Nullable [BLOCKS][];
    private int length = UNKNOWN;
    private int known;

    void begin(long now) {
        began = now;
        abandoned = false;
        protocol = 0;
        length = UNKNOWN;
        known = FragmentAssembler.MAX_DATAGRAM;
        ranges.clear();
    }

    /** Length of the whole in bytes; negative while its last fragment is missing. */
    int length() {
        return length;
    }

    void length(int bytes) {
        length = bytes;
    }

    /** How many of its first bytes are there once it is complete: less than all where the snap length cut a fragment. */
    int known() {
        return known;
    }

    /** The bytes from here on are missing although their fragment was captured. */
    void cutAt(int offset) {
        known = Math.min(known, offset);
    }

    boolean isComplete() {
        return length >= 0 && ranges.covers(0, length);
    }

    /** How many blocks the bytes from {@code from} to {@code to} need that it does not have yet. */
    int blocksMissing(int from, int to) {
        int missing = 0;
        for (int i = from / BLOCK; i * BLOCK < to; i++) {
            missing += blocks[i] == null ? 1 : 0;
        }
        return missing;
    }

    int byteAt(int offset) {
        byte[] block = blocks[offset / BLOCK];
        return block == null ? 0 : block[offset % BLOCK];
    }

    /** Writes bytes of a fragment, from an offset in the datagram to another. */
    void write(Fragment fragment, int from, int to, BlockPool pool) {
        int at = from;
        while (at < to) {
            byte[] block = blocks[at / BLOCK];
            if (block == null) {
                block = pool.take();
                blocks[at / BLOCK] = block;
            }
            int count = Math.min(to - at, BLOCK - at % BLOCK);
            System.arraycopy(fragment.array(), fragment.index(at), block, at % BLOCK, count);
            at += count;
        }
    }

    /** Copies its first bytes. */
    void copy(byte[] target, int count) {
        for (int at = 0; at < count; at += BLOCK) {
            byte[] block = blocks[at / BLOCK];
            if (block != null) {
                System.arraycopy(block, 0, target, at, Math.min(BLOCK, count - at));
            }
        }
    }

    /** Gives its blocks back. */
    void release(BlockPool pool) {
        for (byte[] block : blocks) {
            if (block != null) {
                pool.release(block);
            }
        }
        Arrays.fill(blocks, null);
    }
}
