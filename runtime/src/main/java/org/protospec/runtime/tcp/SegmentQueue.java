package org.protospec.runtime.tcp;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits of one direction of a connection: bytes behind a missing one, bytes that answer some of the other direction that are
 * still missing, and where the stream ends (FIN or RST). It also knows since when the receiver has acknowledged what is missing.
 *
 * <p>Most connections never need one. The bytes are copies, in order, without overlap. Sequence numbers are compared modulo 2^32 (RFC
 * 9293, section 3.4), which is unambiguous as long as all lie within 2^31 of each other; the caller sees to that.
 */
public final class SegmentQueue {
    /** How a stream ends. */
    public enum End {
        /** No end was seen. */
        NONE,
        /** The sender has closed its direction. */
        FIN,
        /** The sender has reset the connection. */
        RST
    }

    /** Up to so many blocks, each holds the bytes of one packet only, so that its number is known; beyond, memory counts more. */
    private static final int PRECISE_BLOCKS = 16;

    private final SegmentPool pool;
    private @Nullable Block first;
    private @Nullable Block last;
    private int blocks;
    private End end = End.NONE;
    private int endSequence;
    private int endAcknowledgment;
    private boolean endDepends;
    private long endPacket;
    private long endTime;

    private long waitingSince;
    private long waitingFrom;
    private boolean acknowledged;
    private int acknowledgment;
    private long acknowledgedAt;
    private long acknowledgedPacket;

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
        return first != null || end != End.NONE;
    }

    /** Returns the sequence number of what waits first, bytes or the end. Only to be asked if something {@link #waits()}. */
    public int firstSequence() {
        return first != null ? first.sequence : endSequence;
    }

    /** Returns the number of the packet that brought what waits first. */
    public long firstPacket() {
        return first != null ? first.packet : endPacket;
    }

    /** Returns the capture time of that packet, in nanoseconds since 1970. */
    public long firstTime() {
        return first != null ? first.time : endTime;
    }

    /** Tells whether what waits first answered more of the other direction than had been captured when it came. */
    public boolean firstDepends() {
        return first != null ? first.depends : endDepends;
    }

    /** Returns up to where the sender of what waits first had received the other direction; only if it {@link #firstDepends()}. */
    public int firstAcknowledgment() {
        return first != null ? first.acknowledgment : endAcknowledgment;
    }

    /** Lets what waits first wait no longer for the other direction. */
    public void independent() {
        if (first != null) {
            first.depends = false;
        } else {
            endDepends = false;
        }
    }

    /** Returns how much memory the waiting bytes take: whole blocks, so that many small segments do not pass for little. */
    public int memory() {
        return blocks * Block.SIZE;
    }

    /**
     * Keeps a copy of those bytes of a segment that are not held already, or of all of them.
     *
     * @param depends whether they answer bytes of the other direction that were not captured yet
     * @param answered up to where they answer it, if so
     * @param packet the number of the segment's packet
     * @param time its capture time, in nanoseconds since 1970
     * @param policy which bytes stay where others are held already
     * @param sink is told where those differ
     */
    public void add(
            int sequence,
            byte[] bytes,
            int offset,
            int length,
            boolean depends,
            int answered,
            long packet,
            long time,
            OverlapPolicy policy,
            OverlapSink sink) {
        int end = sequence + length;
        Block before = lastNotAfter(sequence);
        int position = sequence;
        while (position - end < 0) {
            if (before != null && before.end() - position > 0) {
                int stop = before.end() - end < 0 ? before.end() : end;
                held(before, position, bytes, offset + (position - sequence), stop - position, policy, sink);
                position = stop;
                continue;
            }
            Block after = before == null ? first : before.next;
            int stop = after == null || after.sequence - end >= 0 ? end : after.sequence;
            if (stop - position > 0) {
                before = store(
                        before,
                        position,
                        bytes,
                        offset + (position - sequence),
                        stop - position,
                        depends,
                        answered,
                        packet,
                        time);
                position = stop;
            } else {
                before = after;
            }
        }
    }

    /** Bytes come that are held already. */
    private static void held(
            Block block, int sequence, byte[] bytes, int offset, int length, OverlapPolicy policy, OverlapSink sink) {
        int at = sequence - block.sequence;
        Comparison.of(sequence, block.bytes, at, bytes, offset, length, sink);
        if (policy == OverlapPolicy.LAST) {
            System.arraycopy(bytes, offset, block.bytes, at, length);
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
    private Block store(
            @Nullable Block behind,
            int sequence,
            byte[] bytes,
            int offset,
            int length,
            boolean depends,
            int answered,
            long packet,
            long time) {
        Block before = behind;
        int stored = 0;
        while (stored < length) {
            Block block = before;
            if (block == null
                    || block.end() != sequence + stored
                    || block.length == Block.SIZE
                    || block.packet != packet && blocks < PRECISE_BLOCKS
                    || !block.dependsLike(depends, answered)) {
                block = link(before);
                block.sequence = sequence + stored;
                block.length = 0;
                block.depends = depends;
                block.acknowledgment = answered;
                block.packet = packet;
                block.time = time;
            }
            if (block.packet < packet) {
                block.packet = packet;
                block.time = time;
            }
            int count = Math.min(length - stored, Block.SIZE - block.length);
            System.arraycopy(bytes, offset + stored, block.bytes, block.length, count);
            block.length += count;
            stored += count;
            before = block;
        }
        Block stop = Objects.requireNonNull(before);
        join(stop);
        return stop;
    }

    /** Joins a block with the next one if nothing lies between them and both fit into one, so that small segments end up together. */
    private void join(Block block) {
        Block after = block.next;
        if (after != null && blocks >= PRECISE_BLOCKS && block.takes(after)) {
            if (block.packet < after.packet) {
                block.packet = after.packet;
                block.time = after.time;
            }
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

    // ---- the end of the stream ----

    /**
     * Keeps in mind where the stream ends, and how; the first end counts.
     *
     * @param depends whether the segment answers bytes of the other direction that were not captured yet
     * @param answered up to where it answers it, if so
     */
    public void end(End how, int sequence, boolean depends, int answered, long packet, long time) {
        if (end == End.NONE) {
            end = how;
            endSequence = sequence;
            endDepends = depends;
            endAcknowledgment = answered;
            endPacket = packet;
            endTime = time;
        }
    }

    /** Tells how the stream ends, if that is known. */
    public End end() {
        return end;
    }

    /** Tells whether the stream is known to end at or before a sequence number. */
    public boolean endsAt(int sequence) {
        return end != End.NONE && sequence - endSequence >= 0;
    }

    // ---- what is missing ----

    /**
     * Begins to count how long the first thing here waits.
     *
     * @param time in nanoseconds
     * @param packet the number of the current packet within the flow
     */
    public void waitingSince(long time, long packet) {
        waitingSince = time;
        waitingFrom = packet;
    }

    /** Returns since when the first thing here waits, in nanoseconds. */
    public long waitingSince() {
        return waitingSince;
    }

    /** Returns the packet within the flow since which the first thing here waits. */
    public long waitingFrom() {
        return waitingFrom;
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

    /** Tells whether the receiver has acknowledged bytes that are missing. */
    public boolean isAcknowledged() {
        return acknowledged;
    }

    /** Returns up to where it has; only if it {@link #isAcknowledged()}. */
    public int acknowledgment() {
        return acknowledgment;
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
    }

    void reset() {
        while (first != null) {
            removeFirst();
        }
        end = End.NONE;
        holePassed();
    }
}
