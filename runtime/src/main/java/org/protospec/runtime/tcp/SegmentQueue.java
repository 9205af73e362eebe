package org.protospec.runtime.tcp;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one direction of a connection beyond the first missing byte: the bytes that wait for it, where the stream ends (FIN),
 * and how far the receiver has acknowledged.
 *
 * <p>Most connections never need one. The bytes are copies, in order, without overlap: of two segments with different bytes for the same
 * place the one captured first wins. Sequence numbers are compared modulo 2^32 (RFC 9293, section 3.4), which is unambiguous as long as
 * all lie within 2^31 of each other; the caller sees to that.
 */
public final class SegmentQueue {
    private final SegmentPool pool;
    private @Nullable Block first;
    private @Nullable Block last;
    private int blocks;
    private boolean finKnown;
    private int fin;

    private boolean acknowledged;
    private int acknowledgment;
    private long acknowledgedAt;
    private long acknowledgedPacket;
    private boolean answered;
    private int answerEnd;

    /** Link of the pool's list of free queues. */
    @Nullable
    SegmentQueue nextFree;

    SegmentQueue(SegmentPool pool) {
        this.pool = pool;
    }

    /** Tells whether no bytes wait. */
    public boolean isEmpty() {
        return first == null;
    }

    /** Tells whether bytes or the end of the stream wait. */
    public boolean waits() {
        return first != null || finKnown;
    }

    /** Returns the sequence number of what waits first, bytes or FIN. Only to be asked if something {@link #waits()}. */
    public int firstSequence() {
        return first != null ? first.sequence : fin;
    }

    /** Returns how much memory the waiting bytes take: whole blocks, so that many small segments do not pass for little. */
    public int memory() {
        return blocks * Block.SIZE;
    }

    /** Keeps a copy of those bytes of a segment that are not held already. */
    public void add(int sequence, byte[] bytes, int offset, int length) {
        int end = sequence + length;
        Block before = lastNotAfter(sequence);
        int position = sequence;
        if (before != null && before.end() - position > 0) {
            position = before.end();
        }
        while (position - end < 0) {
            Block after = before == null ? first : before.next;
            boolean open = after == null || after.sequence - end >= 0;
            int stop = open ? end : Objects.requireNonNull(after).sequence;
            if (stop - position > 0) {
                before = store(before, position, bytes, offset + (position - sequence), stop - position);
            }
            if (open) {
                return;
            }
            // Storing may have joined the block behind the hole to the one before it.
            before = before != null && before.next != after ? before : Objects.requireNonNull(after);
            position = before.end();
        }
    }

    /** Returns the last block that begins at or before a sequence number; usually that is the very last. */
    private @Nullable Block lastNotAfter(int sequence) {
        if (last != null && last.sequence - sequence <= 0) {
            return last;
        }
        Block before = null;
        for (Block block = first; block != null && block.sequence - sequence <= 0; block = block.next) {
            before = block;
        }
        return before;
    }

    /** Puts bytes behind a block, which has nothing in that place, and returns the block that holds the last of them. */
    private @Nullable Block store(@Nullable Block behind, int sequence, byte[] bytes, int offset, int length) {
        Block before = behind;
        int stored = 0;
        while (stored < length) {
            Block block = before;
            if (block == null || block.end() != sequence + stored || block.length == Block.SIZE) {
                block = link(before);
                block.sequence = sequence + stored;
                block.length = 0;
            }
            int count = Math.min(length - stored, Block.SIZE - block.length);
            System.arraycopy(bytes, offset + stored, block.bytes, block.length, count);
            block.length += count;
            stored += count;
            before = block;
        }
        join(Objects.requireNonNull(before));
        return before;
    }

    /** Joins a block with the next one if nothing lies between them and both fit into one, so that small segments end up together. */
    private void join(Block block) {
        Block after = block.next;
        if (after != null && after.sequence == block.end() && block.length + after.length <= Block.SIZE) {
            System.arraycopy(after.bytes, 0, block.bytes, block.length, after.length);
            block.length += after.length;
            block.next = after.next;
            if (last == after) {
                last = block;
            }
            blocks--;
            pool.release(after);
        }
    }

    private Block link(@Nullable Block before) {
        Block block = pool.takeBlock();
        blocks++;
        if (before == null) {
            block.next = first;
            first = block;
        } else {
            block.next = before.next;
            before.next = block;
        }
        if (block.next == null) {
            last = block;
        }
        return block;
    }

    /** Returns the array that holds the first waiting bytes, from index 0. */
    public byte[] firstBytes() {
        return Objects.requireNonNull(first).bytes;
    }

    /** Returns how many bytes {@link #firstBytes()} holds. */
    public int firstLength() {
        return Objects.requireNonNull(first).length;
    }

    /** Lets go of the bytes of {@link #firstBytes()}. */
    public void removeFirst() {
        Block block = Objects.requireNonNull(first);
        first = block.next;
        if (first == null) {
            last = null;
        }
        blocks--;
        pool.release(block);
    }

    /** Keeps in mind where the stream ends; the first FIN counts. */
    public void fin(int sequence) {
        if (!finKnown) {
            finKnown = true;
            fin = sequence;
        }
    }

    /** Tells whether the stream is known to end at or before a sequence number. */
    public boolean endsAt(int sequence) {
        return finKnown && sequence - fin >= 0;
    }

    /**
     * Learns that the receiver has acknowledged bytes which were not captured.
     *
     * @param next up to where the acknowledgment says it has them
     * @param time when, in nanoseconds
     * @param packet the number of the acknowledging packet within the flow
     */
    public void acknowledged(int next, long time, long packet) {
        if (!acknowledged) {
            acknowledged = true;
            acknowledgedAt = time;
            acknowledgedPacket = packet;
            acknowledgment = next;
        } else if (next - acknowledgment > 0) {
            acknowledgment = next;
        }
    }

    /** Learns where the first bytes end that the receiver sent with or after that acknowledgment. */
    public void answered(int end) {
        if (acknowledged && !answered) {
            answered = true;
            answerEnd = end;
        }
    }

    /** Tells whether the receiver has acknowledged all up to a sequence number, or more. */
    public boolean isAcknowledged(int sequence) {
        return acknowledged && acknowledgment - sequence >= 0;
    }

    /** Tells whether an acknowledgment by the sender of this direction shows that it knew the receiver's answer. */
    public boolean answerKnown(int senderAcknowledgment) {
        return answered && senderAcknowledgment - answerEnd >= 0;
    }

    /** Returns when the hole was first acknowledged, in nanoseconds. */
    public long acknowledgedAt() {
        return acknowledgedAt;
    }

    /** Returns the packet within the flow that first acknowledged the hole. */
    public long acknowledgedPacket() {
        return acknowledgedPacket;
    }

    /** Forgets about the hole, which was filled or skipped; what waits behind the next one stays. */
    public void holePassed() {
        acknowledged = false;
        answered = false;
    }

    void reset() {
        while (first != null) {
            removeFirst();
        }
        finKnown = false;
        holePassed();
    }
}
