package org.protospec.runtime.tcp;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one direction that were handed on and that the receiver has not acknowledged yet: the ones that the sender may send
 * again, kept to see whether it sends the same. A ring that grows with what it holds, up to a bound beyond which it forgets the
 * oldest.
 */
public final class SentBytes {
    /**
     * Room that each has, a power of two as all rings are: indexes wrap by a mask. Most segments of a dialogue are acknowledged before this
     * is used up.
     */
    static final int LEAST = 256;

    private final SegmentPool pool;
    private final byte[] least = new byte[LEAST];
    /** What holds the bytes: {@link #least}, or a larger one of the pool's. */
    private byte[] ring = least;
    /** The sequence number of the first byte held. */
    private int first;

    private int length;
    /** Index of the first byte held. */
    private int at;

    /** Link of the pool's list of free ones. */
    @Nullable
    SentBytes nextFree;

    SentBytes(SegmentPool pool) {
        this.pool = pool;
    }

    /** Forgets all bytes. */
    void reset() {
        length = 0;
        hold(least);
    }

    private void hold(byte[] next) {
        if (ring != least) {
            pool.releaseRing(ring);
        }
        ring = next;
        at = 0;
    }

    /**
     * Keeps bytes that follow those held; the oldest are forgotten where they would be more than {@code most}.
     *
     * @param sequence the sequence number of the first one
     */
    public void add(int sequence, byte[] bytes, int offset, int count, int most) {
        if (length == 0 || first + length != sequence) {
            length = 0;
            at = 0;
            first = sequence;
        }
        int kept = Math.min(count, most);
        int over = length + kept - most;
        if (over > 0) {
            forget(over);
        }
        if (kept < count) {
            first = sequence + count - kept;
        }
        if (length + kept > ring.length) {
            grow(length + kept);
        }
        int end = at + length & ring.length - 1;
        int run = Math.min(kept, ring.length - end);
        System.arraycopy(bytes, offset + count - kept, ring, end, run);
        System.arraycopy(bytes, offset + count - kept + run, ring, 0, kept - run);
        length += kept;
    }

    /** Forgets the bytes before a sequence number, and tells whether none are left. */
    public boolean acknowledged(int sequence) {
        int count = sequence - first;
        if (count >= length) {
            length = 0;
            return true;
        }
        if (count > 0) {
            forget(count);
        }
        return false;
    }

    private void forget(int count) {
        int gone = Math.min(count, length);
        first += gone;
        length -= gone;
        at = at + gone & ring.length - 1;
    }

    private void grow(int size) {
        byte[] larger = pool.takeRing(size);
        int run = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, larger, 0, run);
        System.arraycopy(ring, 0, larger, run, length - run);
        hold(larger);
    }

    /** Compares a segment with those of its bytes that are held. */
    public void compare(int sequence, byte[] bytes, int offset, int count, OverlapSink sink) {
        int from = Math.max(sequence - first, 0);
        int to = Math.min(sequence + count - first, length);
        if (from >= to) {
            return;
        }
        int begin = offset + first + from - sequence;
        int index = at + from & ring.length - 1;
        int run = Math.min(to - from, ring.length - index);
        Comparison.of(first + from, ring, index, bytes, begin, run, sink);
        if (run < to - from) {
            Comparison.of(first + from + run, ring, 0, bytes, begin + run, to - from - run, sink);
        }
    }
}
