package org.protospec.runtime.parse;

/**
 * Byte arrays that are used again: one stack of arrays for each power of two, for one thread.
 *
 * <p>Flows that wait in the middle of a message keep their bytes in such an array; idle flows hold none.
 */
public final class BufferPool {
    private static final int SMALLEST_SHIFT = 8;
    private static final int LARGEST_SHIFT = 20;
    private static final int KEPT_PER_SIZE = 64;

    private final byte[][][] free = new byte[LARGEST_SHIFT - SMALLEST_SHIFT + 1][KEPT_PER_SIZE][];
    private final int[] count = new int[LARGEST_SHIFT - SMALLEST_SHIFT + 1];
    private long used;

    /** How many bytes the arrays have that were taken and not given back. */
    public long used() {
        return used;
    }

    /** An array of at least {@code size} bytes, whose content is arbitrary. */
    public byte[] take(int size) {
        int slot = slot(size);
        byte[] buffer = slot < count.length && count[slot] > 0
                ? free[slot][--count[slot]]
                : new byte[slot < count.length ? 1 << slot + SMALLEST_SHIFT : size];
        used += buffer.length;
        return buffer;
    }

    /** Gives an array back that was taken here and that nobody uses any more. */
    public void give(byte[] buffer) {
        used -= buffer.length;
        int slot = slot(buffer.length);
        if (slot < count.length && buffer.length == 1 << slot + SMALLEST_SHIFT && count[slot] < KEPT_PER_SIZE) {
            free[slot][count[slot]++] = buffer;
        }
    }

    private static int slot(int size) {
        int shift = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(size, 1) - 1);
        return Math.max(shift - SMALLEST_SHIFT, 0);
    }
}
