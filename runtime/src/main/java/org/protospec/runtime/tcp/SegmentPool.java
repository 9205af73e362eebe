package org.protospec.runtime.tcp;

import org.jspecify.annotations.Nullable;

/**
 * The memory in which bytes of all connections of one tracker wait for earlier ones: blocks and queues that are used again. It counts
 * what is in use; keeping that within limits is up to the caller.
 */
public final class SegmentPool {
    /** Free blocks beyond this many (4 MiB) are left to the garbage collector. */
    private static final int FREE_BLOCKS = 2048;

    private static final int FREE_QUEUES = 2048;

    private @Nullable Block freeBlocks;
    private int freeBlockCount;
    private @Nullable SegmentQueue freeQueues;
    private int freeQueueCount;
    private long used;

    /** Returns how many bytes the blocks in use take. */
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
}
