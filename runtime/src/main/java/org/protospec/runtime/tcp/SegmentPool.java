package org.protospec.runtime.tcp;

import org.jspecify.annotations.Nullable;

/**
 * The memory in which bytes of all connections of one tracker wait for earlier ones or for their acknowledgment: blocks, rings and
 * queues that are used again. It counts what is in use; keeping that within limits is up to the caller.
 */
public final class SegmentPool {
    /** Free blocks beyond this many (4 MiB) are left to the garbage collector. */
    private static final int FREE_BLOCKS = 2048;

    private static final int FREE_QUEUES = 2048;

    private static final int SMALLEST_RING_SHIFT = 9;
    private static final int RING_SIZES = 12;
    /** Free rings of one size beyond this many are left to the garbage collector. */
    private static final int FREE_RINGS = 64;

    private @Nullable Block freeBlocks;
    private int freeBlockCount;
    private @Nullable SegmentQueue freeQueues;
    private int freeQueueCount;
    private @Nullable SentBytes freeSent;
    private int freeSentCount;
    private final byte[][][] freeRings = new byte[RING_SIZES][FREE_RINGS][];
    private final int[] freeRingCounts = new int[RING_SIZES];
    private long used;

    /** Returns how many bytes the blocks and rings in use take. */
    public long used() {
        return used;
    }

    /** Returns an empty queue. */
    public SegmentQueue take() {
        SegmentQueue queue = freeQueues;
        if (queue == null) {
            return new SegmentQueue(this);
        }
        freeQueues = queue.nextFree;
        freeQueueCount--;
        queue.nextFree = null;
        return queue;
    }

    /** Takes a queue back, which must not be used any more; what still waits in it is forgotten. */
    public void release(SegmentQueue queue) {
        queue.reset();
        if (freeQueueCount < FREE_QUEUES) {
            queue.nextFree = freeQueues;
            freeQueues = queue;
            freeQueueCount++;
        }
    }

    /** Returns an empty place for sent bytes, with room for some. */
    public SentBytes takeSent() {
        used += SentBytes.LEAST;
        SentBytes sent = freeSent;
        if (sent == null) {
            return new SentBytes(this);
        }
        freeSent = sent.nextFree;
        freeSentCount--;
        sent.nextFree = null;
        return sent;
    }

    /** Takes a place for sent bytes back, which must not be used any more. */
    public void release(SentBytes sent) {
        used -= SentBytes.LEAST;
        sent.reset();
        if (freeSentCount < FREE_QUEUES) {
            sent.nextFree = freeSent;
            freeSent = sent;
            freeSentCount++;
        }
    }

    Block takeBlock() {
        used += Block.SIZE;
        Block block = freeBlocks;
        if (block == null) {
            return new Block();
        }
        freeBlocks = block.next;
        freeBlockCount--;
        block.next = null;
        return block;
    }

    void release(Block block) {
        used -= Block.SIZE;
        if (freeBlockCount < FREE_BLOCKS) {
            block.next = freeBlocks;
            freeBlocks = block;
            freeBlockCount++;
        }
    }

    /** Returns an array of at least that many bytes whose length is a power of two. */
    byte[] takeRing(int size) {
        int index = ringIndex(size);
        int length = 1 << index + SMALLEST_RING_SHIFT;
        used += length;
        return freeRingCounts[index] > 0 ? freeRings[index][--freeRingCounts[index]] : new byte[length];
    }

    void releaseRing(byte[] ring) {
        used -= ring.length;
        int index = ringIndex(ring.length);
        if (freeRingCounts[index] < FREE_RINGS) {
            freeRings[index][freeRingCounts[index]++] = ring;
        }
    }

    private static int ringIndex(int size) {
        int shift = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        return Math.max(shift - SMALLEST_RING_SHIFT, 0);
    }
}
