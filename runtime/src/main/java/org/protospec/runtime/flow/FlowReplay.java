package org.protospec.runtime.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer of a flow would have been told, held back until it is known who that is, and told then as if it had listened from the
 * start: with the packet numbers, the times and the byte counts of then.
 *
 * <p>Holds nothing but the moment of its creation until the first bytes come. Time-outs that were due between two calls are told before
 * the second one, as of their own time, with the packet of that call.
 */
public final class FlowReplay {
    private static final int PACKET = 0;
    private static final int NOW = 1;
    private static final int TIME = 2;
    /** What was called ({@link #DATA}...), the direction, and how many bytes: 3 bits, 1 bit, the rest. */
    private static final int CALL = 3;

    private static final int LONGS = 4;
    private static final int DATA = 0;
    private static final int GAP = 1;
    private static final int CLOSED = 2;
    private static final int DATAGRAM = 3;
    private static final int OVERLAP = 4;
    /** Bytes of differing segments that are held back; what is more is not told, as there is no bound on them. */
    private static final int OVERLAP_BYTES = 4096;

    private static final int COUNT_SHIFT = 4;
    private static final int FIRST_BYTES = 128;
    private static final long[] NO_CALLS = {};
    private static final byte[] NO_BYTES = {};

    private final Flow flow;
    private final long packet;
    private final long now;
    private final long time;
    private long[] calls = NO_CALLS;
    private byte[] held = NO_BYTES;
    private int count;
    private int length;
    private boolean turned;
    private @Nullable List<SegmentOverlap> overlaps;
    private int overlapBytes;

    /** Begins to hold back what is told of a flow, as of the current packet. */
    public FlowReplay(Flow flow) {
        this.flow = flow;
        FlowTracker tracker = flow.tracker();
        packet = tracker.packet();
        now = tracker.now();
        time = tracker.time();
    }

    /** Returns the flow. */
    public Flow flow() {
        return flow;
    }

    /** Holds back bytes of a stream, see {@link FlowConsumer#data}. */
    public void data(Direction direction, byte[] bytes, int offset, int size) {
        add(DATA, direction, size);
        keep(bytes, offset, size);
    }

    /** Holds back that bytes are missing, see {@link FlowConsumer#gap}. */
    public void gap(Direction direction, long bytes) {
        add(GAP, direction, bytes);
    }

    /** Holds back that a direction has ended, see {@link FlowConsumer#closed}. */
    public void closed(Direction direction) {
        add(CLOSED, direction, 0);
    }

    /** Holds back a datagram, see {@link FlowConsumer#datagram}. */
    public void datagram(Direction direction, byte[] bytes, int offset, int size) {
        add(DATAGRAM, direction, size);
        keep(bytes, offset, size);
    }

    /** Holds back that segments differ, see {@link FlowConsumer#overlap}; of very many or large ones no more than some. */
    public void overlap(SegmentOverlap overlap) {
        int size = 2 * overlap.earlier().length();
        if (overlapBytes + size <= OVERLAP_BYTES) {
            overlapBytes += size;
            if (overlaps == null) {
                overlaps = new ArrayList<>();
            }
            overlaps.add(overlap.copy());
            add(OVERLAP, overlap.direction(), overlaps.size() - 1);
        }
    }

    /** Returns about how many bytes of memory it takes. */
    public long memory() {
        return (long) calls.length * Long.BYTES + held.length + overlapBytes;
    }

    private void add(int call, Direction direction, long size) {
        if (count + LONGS > calls.length) {
            calls = Arrays.copyOf(calls, Math.max(4 * LONGS, 2 * calls.length));
        }
        FlowTracker tracker = flow.tracker();
        calls[count + PACKET] = tracker.packet();
        calls[count + NOW] = tracker.now();
        calls[count + TIME] = tracker.time();
        calls[count + CALL] = call | direction.ordinal() << COUNT_SHIFT - 1 | size << COUNT_SHIFT;
        count += LONGS;
    }

    private void keep(byte[] bytes, int offset, int size) {
        if (length + size > held.length) {
            held = Arrays.copyOf(held, Math.max(Math.max(FIRST_BYTES, length + size), 2 * held.length));
        }
        System.arraycopy(bytes, offset, held, length, size);
        length += size;
    }

    /**
     * Takes the flow's client for its server and the other way round, for what was held back and for all that follows. Not to be called
     * from inside a call to a {@link FlowConsumer} other than {@link FlowConsumer#end}: whoever calls it still holds a direction.
     */
    public void turn() {
        flow.turn();
        turned = !turned;
    }

    /**
     * Tells everything to a consumer, and holds nothing any more.
     *
     * @param opener makes the consumer; what it asks the tracker is answered as of this object's creation
     */
    public FlowConsumer replay(Supplier<FlowConsumer> opener) {
        FlowTracker tracker = flow.tracker();
        long told = tracker.told();
        long toldTime = tracker.toldTime();
        long up = flow.bytes(Direction.UP);
        long down = flow.bytes(Direction.DOWN);
        flow.bytes(Direction.UP, 0);
        flow.bytes(Direction.DOWN, 0);
        try {
            tracker.replay(packet, now, time);
            FlowConsumer consumer = opener.get();
            tell(consumer);
            return consumer;
        } finally {
            flow.bytes(Direction.UP, up);
            flow.bytes(Direction.DOWN, down);
            tracker.replayed(told, toldTime);
            calls = NO_CALLS;
            held = NO_BYTES;
            overlaps = null;
        }
    }

    private void tell(FlowConsumer consumer) {
        FlowTracker tracker = flow.tracker();
        int at = 0;
        for (int i = 0; i < count; i += LONGS) {
            tracker.replay(calls[i + PACKET], calls[i + NOW], calls[i + TIME]);
            TimerNode timer = consumer.timer();
            if (timer != null) {
                tracker.timers().expireOverdue(timer, calls[i + TIME]);
            }
            long call = calls[i + CALL];
            int size = tell(consumer, (int) call & 7, direction(call), at, call >>> COUNT_SHIFT);
            at += size;
        }
    }

    private Direction direction(long call) {
        boolean down = (call >>> COUNT_SHIFT - 1 & 1) != 0;
        return down != turned ? Direction.DOWN : Direction.UP;
    }

    private int tell(FlowConsumer consumer, int call, Direction direction, int at, long size) {
        // In the middle of it the consumer may have lost its interest, as it may have then.
        boolean wanted = !flow.ignored(direction);
        switch (call) {
            case DATA -> {
                flow.count(direction, size);
                if (wanted) {
                    consumer.data(direction, held, at, (int) size);
                }
            }
            case DATAGRAM -> {
                flow.count(direction, size);
                if (wanted) {
                    consumer.datagram(direction, held, at, (int) size);
                }
            }
            case GAP -> {
                if (wanted) {
                    consumer.gap(direction, size);
                }
                return 0;
            }
            case OVERLAP -> {
                overlap(consumer, (int) size, wanted);
                return 0;
            }
            default -> consumer.closed(direction);
        }
        return (int) size;
    }

    private void overlap(FlowConsumer consumer, int index, boolean wanted) {
        SegmentOverlap overlap = Objects.requireNonNull(overlaps).get(index);
        if (turned) {
            overlap.turn();
        }
        if (wanted) {
            consumer.overlap(overlap);
        }
    }
}
