package org.protospec.runtime.lane;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.LaneFlow;
import org.protospec.runtime.flow.SegmentOverlap;

/** What a lane is to be told of its flows in a stretch, one call behind the other, with the bytes. Arrays are used again. */
final class Calls {
    /** What is told; the first one begins a flow. */
    static final int OPEN = 0;

    static final int DATA = 1;
    static final int GAP = 2;
    static final int OVERLAP = 3;
    static final int CLOSED = 4;
    static final int DATAGRAM = 5;
    static final int END = 6;

    /** What a call takes beside its bytes. */
    static final int CALL_BYTES = 96;

    private static final int NUMBER = 0;
    private static final int NOW = 1;
    private static final int TIME = 2;
    private static final int DEADLINE = 3;
    private static final int ORDER = 4;
    /** Packet of the stretch, whether it was held back, direction, kind: 32 bits, 1, 1, the rest. */
    private static final int CALL = 5;

    private static final int SIZE = 6;
    private static final int PACKETS = 7;
    private static final int LAST_TIME = 8;
    private static final int UP = 9;
    private static final int DOWN = 10;
    private static final int LONGS = 11;

    private static final int HELD_BACK = 1 << 4;
    private static final int DOWNWARDS = 1 << 3;
    private static final int KIND = 7;
    private static final int FIRST_CALLS = 64;
    private static final int FIRST_BYTES = 4096;

    private long[] heads = new long[FIRST_CALLS * LONGS];
    private @Nullable LaneFlow[] flows = new @Nullable LaneFlow[FIRST_CALLS];
    private @Nullable SegmentOverlap[] overlaps = new @Nullable SegmentOverlap[FIRST_CALLS];
    private byte[] bytes = new byte[FIRST_BYTES];
    private int count;
    private int length;

    // ------------------------------------------------------------------ writing

    /** Adds a call without bytes. */
    void add(Moment moment, int kind, Direction direction, long size, LaneFlow flow, @Nullable SegmentOverlap overlap) {
        if (count == flows.length) {
            heads = Arrays.copyOf(heads, 2 * heads.length);
            flows = Arrays.copyOf(flows, 2 * flows.length);
            overlaps = Arrays.copyOf(overlaps, 2 * overlaps.length);
        }
        flows[count] = flow;
        overlaps[count] = overlap;
        int at = count++ * LONGS;
        heads[at + NUMBER] = moment.number;
        heads[at + NOW] = moment.now;
        heads[at + TIME] = moment.time;
        heads[at + DEADLINE] = moment.deadline;
        heads[at + ORDER] = moment.order;
        heads[at + CALL] = (long) moment.packet << 32
                | (moment.heldBack ? HELD_BACK : 0)
                | (direction == Direction.DOWN ? DOWNWARDS : 0)
                | kind;
        heads[at + SIZE] = size;
        heads[at + PACKETS] = moment.packets;
        heads[at + LAST_TIME] = moment.lastTime;
        heads[at + UP] = moment.up;
        heads[at + DOWN] = moment.down;
    }

    /** Adds the bytes of the call that was added last. */
    void bytes(byte[] source, int offset, int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * bytes.length));
        }
        System.arraycopy(source, offset, bytes, length, size);
        length += size;
    }

    /** Forgets all calls. */
    void clear() {
        Arrays.fill(flows, 0, count, null);
        Arrays.fill(overlaps, 0, count, null);
        count = 0;
        length = 0;
    }

    // ------------------------------------------------------------------ reading

    int count() {
        return count;
    }

    LaneFlow flow(int call) {
        return Objects.requireNonNull(flows[call]);
    }

    SegmentOverlap overlap(int call) {
        return Objects.requireNonNull(overlaps[call]);
    }

    byte[] bytes() {
        return bytes;
    }

    int kind(int call) {
        return (int) heads[call * LONGS + CALL] & KIND;
    }

    Direction direction(int call) {
        return (heads[call * LONGS + CALL] & DOWNWARDS) == 0 ? Direction.UP : Direction.DOWN;
    }

    boolean isHeldBack(int call) {
        return (heads[call * LONGS + CALL] & HELD_BACK) != 0;
    }

    /** Place in the stretch of the packet in which it is told. */
    int packet(int call) {
        return (int) (heads[call * LONGS + CALL] >>> 32);
    }

    long number(int call) {
        return heads[call * LONGS + NUMBER];
    }

    long now(int call) {
        return heads[call * LONGS + NOW];
    }

    long time(int call) {
        return heads[call * LONGS + TIME];
    }

    long deadline(int call) {
        return heads[call * LONGS + DEADLINE];
    }

    long order(int call) {
        return heads[call * LONGS + ORDER];
    }

    long size(int call) {
        return heads[call * LONGS + SIZE];
    }

    /** Tells a flow what was counted of it. */
    void count(int call, LaneFlow flow) {
        int at = call * LONGS;
        flow.counted(heads[at + PACKETS], heads[at + LAST_TIME], heads[at + UP], heads[at + DOWN]);
    }
}
