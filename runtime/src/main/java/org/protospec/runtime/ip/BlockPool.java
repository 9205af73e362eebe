package org.protospec.runtime.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Blocks of memory that the bytes of datagrams lie in; they are used again. */
final class BlockPool {
    /** Bytes of a block: a fragment fills most of one, an attacker's tiny one wastes no more than one. */
    static final int BLOCK = 2048;

    private @Nullable byte[][] free = new byte @Nullable [64][];
    private int freeCount;
    private int used;

    /** Bytes of the blocks in use. */
    long bytes() {
        return (long) used * BLOCK;
    }

    byte[] take() {
        used++;
        if (freeCount == 0) {
            return new byte[BLOCK];
        }
        byte[] block = free[--freeCount];
        free[freeCount] = null;
        return block == null ? new byte[BLOCK] : block;
    }

    void release(byte[] block) {
        used--;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = block;
    }
}
