package org.protospec.runtime.lane;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.LaneFlow;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/**
 * Flows spread over lanes, each of which has a thread. What the tracker tells of flows is written down in {@link Stretch}es, which go to
 * all lanes at once; what the lanes have written of a stretch is put in order again, and written by the thread that reads the capture.
 *
 * <p>Only few stretches are under way at a time, so that memory is bounded; they are used again, so that nothing is allocated for a
 * packet. A capture that fits into one is done without any other thread.
 */
public final class Lanes {
    /** Stretches under way at most. */
    private static final int STRETCHES = 4;
    /** Within a packet a stretch may become as many times longer than it should. */
    private static final int OVERLONG = 4;
    /** What a byte of a flow may make a flow hold: a text of one byte is remembered in a buffer of 256, in several places at worst. */
    private static final int BYTE_MEMORY = 512;
    /** What a call may make a flow hold besides. */
    private static final int CALL_MEMORY = 4096;

    private final List<Lane> lanes = new ArrayList<>();
    private final int bytes;
    private final @Nullable OutputStream target;
    private final LaneThreads threads;
    private final ArrayDeque<Stretch> free = new ArrayDeque<>();
    private final ArrayDeque<Stretch> underWay = new ArrayDeque<>();
    private final Moment moment = new Moment();
    private @Nullable FlowTracker tracker;
    private Stretch current;
    /** The packet that is being looked at. */
    private long number;

    private long timestamp;
    private int digits;
    /** The memory that the lanes held behind the last stretch that they have done. */
    private long memory;
    /** Bytes and calls that are under way. */
    private long payload;

    private long calls;

    /** Makes what a lane does. */
    @FunctionalInterface
    public interface Works {
        /** Makes the work of one lane, which writes to a stream. */
        LaneWork open(OutputStream output);
    }

    /**
     * Creates lanes without threads yet.
     *
     * @param bytes how long a stretch is
     * @param target where goes what the lanes write; null if they write nothing
     */
    public Lanes(int count, int bytes, Limits limits, @Nullable OutputStream target, Works works) {
        this.bytes = bytes;
        this.target = target;
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane(i, limits, works));
        }
        threads = new LaneThreads(lanes);
        current = new Stretch(count);
    }

    /** Sets whose flows they are; to be called once, before the first packet. */
    public void follow(FlowTracker followed) {
        tracker = followed;
    }

    private FlowTracker tracker() {
        return Objects.requireNonNull(tracker);
    }

    // ------------------------------------------------------------------ what is told

    /** A packet begins; to be called before the tracker learns of it. */
    public void packet(long packet, long time, int timestampDigits) {
        if (current.packets == Stretch.PACKETS || current.bytes >= bytes) {
            handOut(Place.NO_DEADLINE, Long.MAX_VALUE);
        }
        endPacket();
        number = packet;
        timestamp = time;
        digits = timestampDigits;
        current.packet(number, timestamp, digits);
    }

    /** The wheel stays where it is until the next packet. */
    private void endPacket() {
        if (current.packets > 0) {
            current.times[current.packets - 1] = tracker().timers().now();
        }
    }

    /** Begins to write down what a flow brings, for its lane to do; {@code protocol} is the number of that which takes it. */
    public FlowConsumer open(Flow flow, int protocol) {
        LaneFlow view = new LaneFlow(lane(flow).clock(), flow, protocol);
        record(Calls.OPEN, Direction.UP, 0, flow, view, null, new byte[0], 0, 0);
        current.openings().add(new Stretch.Opening(moment.packet, moment.deadline, moment.order, view));
        return new LaneRecorder(this, flow, view);
    }

    private Lane lane(Flow flow) {
        return lanes.get(lane(flow.id()));
    }

    private int lane(long flow) {
        return (int) (flow % lanes.size());
    }

    /** Has something told that belongs to no flow, behind all that came before. */
    public void report(Object thing) {
        begin(null);
        moment.set(current.packets - 1, tracker());
        current.told(0).add(moment, Calls.REPORT, Direction.UP, 0, null, thing);
        count(0);
    }

    void record(
            int kind,
            Direction direction,
            long size,
            Flow flow,
            LaneFlow view,
            @Nullable Object thing,
            byte[] source,
            int offset,
            int length) {
        begin(flow);
        moment.set(current.packets - 1, tracker(), flow);
        Calls told = current.told(lane(flow.id()));
        told.add(moment, kind, direction, size, view, thing);
        if (length > 0) {
            told.bytes(source, offset, length);
        }
        count(length);
    }

    /** What was recorded last keeps so many bytes elsewhere. */
    void keeps(long more) {
        current.bytes += more;
    }

    /** There is room for something, and a packet to which it belongs. */
    private void begin(@Nullable Flow flow) {
        if (current.bytes >= (long) OVERLONG * bytes) {
            long firing = tracker().firing();
            if (flow != null && firing != FlowTracker.NOT_FIRING) {
                handOut(firing, flow.order());
            } else {
                handOut(Place.NO_DEADLINE, Long.MAX_VALUE);
            }
        }
        if (current.packets == 0) {
            current.packet(number, timestamp, digits);
        }
    }

    private void count(int length) {
        current.bytes += Calls.CALL_BYTES + length;
        current.payload += length;
        current.calls++;
    }

    // ------------------------------------------------------------------ stretches

    /** Hands the stretch to the lanes, up to a place in its last packet, and goes on with that packet in another one. */
    private void handOut(long deadline, long order) {
        endPacket();
        Stretch stretch = current;
        stretch.endDeadline = deadline;
        stretch.endOrder = order;
        stretch.handOut();
        underWay.add(stretch);
        payload += stretch.payload;
        calls += stretch.calls;
        threads.give(stretch);
        while (!underWay.isEmpty() && underWay.element().isDone()) {
            takeBack();
        }
        current = next();
        current.packet(number, timestamp, digits);
    }

    private Stretch next() {
        if (free.isEmpty() && underWay.size() < STRETCHES) {
            return new Stretch(lanes.size());
        }
        if (free.isEmpty()) {
            takeBack();
        }
        return free.pop();
    }

    /** Waits for the oldest stretch under way, and writes what the lanes have written. */
    private void takeBack() {
        Stretch stretch = underWay.element();
        try {
            stretch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other threads were busy", e);
        }
        underWay.remove();
        payload -= stretch.payload;
        calls -= stretch.calls;
        finish(stretch);
        free.push(stretch);
    }

    private void finish(Stretch stretch) {
        boolean whole = false;
        try {
            Stretch.Failure failure = stretch.firstFailure();
            if (target != null) {
                stretch.merge(target, failure);
            }
            if (failure != null) {
                fail(failure);
            }
            whole = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!whole) {
                threads.stop();
            }
        }
        memory = stretch.memory();
        stretch.clear();
    }

    private static void fail(Stretch.Failure failure) {
        if (failure.thrown() instanceof RuntimeException thrown) {
            throw new LaneFailure(failure.number(), thrown);
        }
        // A lane declares no exception: anything else is an error.
        throw (Error) failure.thrown();
    }

    /** Waits until the lanes have done all that was told so far. To be called by the reading thread, and not while a time-out is told. */
    public void settle() {
        while (!underWay.isEmpty()) {
            takeBack();
        }
        if (current.packets == 0) {
            return;
        }
        endPacket();
        current.endDeadline = Place.NO_DEADLINE;
        current.endOrder = Long.MAX_VALUE;
        // The lanes' threads are idle: this one need not wake them.
        for (Lane lane : lanes) {
            lane.run(current);
        }
        finish(current);
        current.packet(number, timestamp, digits);
    }

    /** The capture has ended: waits for the lanes, and ends their threads until there is more. */
    public void end() {
        settle();
        threads.stop();
    }

    /** Something went wrong: ends the threads, whatever was told. */
    public void abort() {
        threads.stop();
    }

    // ------------------------------------------------------------------ what the lanes amount to

    /** How much memory the lanes' flows hold, once everything is done. */
    public long memory() {
        settle();
        return memory;
    }

    /** How much memory they hold at most, as far as is known: twice as much as before, as buffers double, and what is under way. */
    public long memoryAtMost() {
        return 2 * memory + BYTE_MEMORY * (payload + current.payload) + CALL_MEMORY * (calls + current.calls);
    }

    /** Adds how often the lanes' flows have reached each limit. */
    public void addTo(LimitCounters sum) {
        for (Lane lane : lanes) {
            sum.add(lane.clock().counters());
        }
    }
}
