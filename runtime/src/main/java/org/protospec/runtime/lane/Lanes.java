package org.protospec.runtime.lane;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.LaneFlow;
import org.protospec.runtime.flow.SegmentOverlap;
import org.protospec.runtime.flow.TimeoutListener;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/**
 * Flows spread over lanes, each of which has a thread, and the thread that reads the capture. What the tracker tells of the lanes' flows is
 * written down in {@link Stretch}es, which go to all lanes at once; the reading thread does its own flows at once. What all of them have
 * written of a stretch is put in order again, and handed on by the reading thread.
 *
 * <p>Only few stretches are under way at a time, so that memory is bounded; they are used again, so that nothing is allocated for a
 * packet. A capture that fits into one is done without any other thread.
 */
public final class Lanes {
    /** Within a packet a stretch may become as many times longer than it should. */
    private static final int OVERLONG = 4;

    private final List<Lane> lanes = new ArrayList<>();
    private final LaneWork own;
    private final Turns turns;
    private final int bytes;
    private final Stretches stretches;
    private final Moment moment = new Moment();
    private final NextPlace place = new NextPlace();
    private @Nullable FlowTracker tracker;
    private Stretch current;
    /** The packet that is being looked at. */
    private long number;

    private long timestamp;
    private int digits;
    private int ownDigits = -1;

    /** Makes what a thread does. */
    @FunctionalInterface
    public interface Works {
        /** Makes the work of one thread, which writes to a stream. */
        LaneWork open(OutputStream output);
    }

    /**
     * Creates lanes without threads yet.
     *
     * @param threads how many threads there are, of which one reads the capture; at least 2
     * @param bytes how long a stretch is
     * @param target where goes what is written; null if nothing is
     * @param works makes what each thread does, that of the reading one first
     */
    public Lanes(int threads, int bytes, Limits limits, @Nullable OutputStream target, Works works) {
        this.bytes = bytes;
        own = works.open(new Own());
        turns = new Turns(threads);
        for (int i = 0; i < threads - 1; i++) {
            lanes.add(new Lane(i, limits, works));
        }
        stretches = new Stretches(lanes, target);
        current = stretches.next();
    }

    /** Where the reading thread's work writes. */
    private final class Own extends OutputStream {
        @Override
        public void write(int octet) {
            current.own().write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            current.own().write(bytes, offset, length);
        }
    }

    /** Sets whose flows they are; to be called once, before the first packet. */
    public void follow(FlowTracker followed) {
        tracker = followed;
        followed.timeouts(place);
    }

    private FlowTracker tracker() {
        return Objects.requireNonNull(tracker);
    }

    // ------------------------------------------------------------------ what is told

    /** A packet begins; to be called before the tracker learns of it. */
    public void packet(long packet, long time, int timestampDigits) {
        ownPiece();
        if (current.packets == Stretch.PACKETS || current.bytes >= bytes) {
            handOut(Place.NO_DEADLINE, Long.MAX_VALUE);
        }
        endPacket();
        number = packet;
        timestamp = time;
        digits = timestampDigits;
        current.packet(number, timestamp, digits);
        if (digits != ownDigits) {
            ownDigits = digits;
            own.timestampDigits(digits);
        }
    }

    /** The wheel stays where it is until the next packet. */
    private void endPacket() {
        if (current.packets > 0) {
            current.times[current.packets - 1] = tracker().timers().now();
        }
    }

    /**
     * Has a flow dissected, and begins to write down what it brings if a lane does that; null if it is the reading thread's own.
     *
     * @param protocol the number of the protocol that takes it
     */
    public @Nullable FlowConsumer open(Flow flow, int protocol) {
        int thread = turns.next();
        // Of the reading thread's own the lanes only learn who they are, and need no lane's time for that.
        int lane = Math.max(thread - 1, 0);
        LaneFlow view = new LaneFlow(lanes.get(lane).clock(), flow, protocol);
        begin();
        place(flow);
        own.opened(view);
        current.openings().add(new Stretch.Opening(moment.packet, moment.deadline, moment.order, view));
        if (thread == 0) {
            return null;
        }
        record(Calls.OPEN, Direction.UP, 0, flow, lane, view, null, new byte[0], 0, 0);
        return new LaneRecorder(this, flow, lane, view);
    }

    /** Has something told that belongs to no flow, behind all that came before. */
    public void report(Object thing) {
        begin();
        own.report(thing);
    }

    void record(
            int kind,
            Direction direction,
            long size,
            Flow flow,
            int lane,
            LaneFlow view,
            @Nullable SegmentOverlap overlap,
            byte[] source,
            int offset,
            int length) {
        begin();
        place(flow);
        Calls told = current.told(lane);
        told.add(moment, kind, direction, size, view, overlap);
        if (length > 0) {
            told.bytes(source, offset, length);
        }
        count(length);
    }

    /** What was recorded last keeps so many bytes elsewhere. */
    void keeps(long more) {
        current.bytes += more;
    }

    /** What the tracker tells of a flow now comes behind what the reading thread has written until now. */
    private void place(Flow flow) {
        ownPiece();
        place.take();
        moment.set(current.packets - 1, place.deadline, place.order, tracker(), flow);
    }

    /** There is room for something, and a packet to which it belongs. */
    private void begin() {
        if (current.bytes >= (long) OVERLONG * bytes) {
            handOut(place.deadline, place.isTimeout() ? place.order : Long.MAX_VALUE);
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

    // ------------------------------------------------------------------ the reading thread's own flows

    /** What it has written since the last call is a piece, which comes behind all that was told before. */
    private void ownPiece() {
        int pending = own.pending();
        LaneOutput written = current.own();
        if (written.hasUnplaced(pending)) {
            place.take();
            current.bytes += written.piece(current.packets - 1, place.deadline, place.order, pending);
        }
    }

    /** The place in the order of one thread of what is told next: that of the time-out that is told, or else behind all that was told. */
    private final class NextPlace implements TimeoutListener {
        long deadline = Place.NO_DEADLINE;
        long order;
        private long last;

        @Override
        public void begins(long due, long itsOrder) {
            ownPiece();
            deadline = due;
            order = itsOrder;
        }

        @Override
        public void ends() {
            ownPiece();
            deadline = Place.NO_DEADLINE;
        }

        boolean isTimeout() {
            return deadline != Place.NO_DEADLINE;
        }

        void take() {
            if (!isTimeout()) {
                order = ++last;
            }
        }
    }

    /**
     * Something went wrong in the reading thread: hands on what was written until then, and throws what went wrong first, here or in a lane.
     * Does nothing if that was told before.
     */
    public void failed(Throwable thrown) {
        if (stretches.isAborted()) {
            return;
        }
        begin();
        ownPiece();
        place.take();
        current.failed(new Stretch.Failure(current.packets - 1, place.deadline, place.order + 1, number, thrown));
        settle();
    }

    // ------------------------------------------------------------------ stretches

    /** Hands the stretch to the lanes, up to a place in its last packet, and goes on with that packet in another one. */
    private void handOut(long deadline, long order) {
        ownPiece();
        own.flush();
        endPacket();
        current.endDeadline = deadline;
        current.endOrder = order;
        stretches.handOut(current);
        current = stretches.next();
        current.packet(number, timestamp, digits);
    }

    /** Waits until the lanes have done all that was told so far. To be called by the reading thread, and not while a time-out is told. */
    public void settle() {
        ownPiece();
        own.flush();
        stretches.takeBackAll();
        if (current.packets == 0) {
            return;
        }
        endPacket();
        current.endDeadline = Place.NO_DEADLINE;
        current.endOrder = Long.MAX_VALUE;
        stretches.doHere(current);
        current.packet(number, timestamp, digits);
    }

    /** The capture has ended: waits for the lanes, and ends their threads until there is more. */
    public void end() {
        settle();
        stretches.stopThreads();
    }

    /** Something went wrong: ends the threads, whatever was told. */
    public void abort() {
        stretches.abort();
    }

    // ------------------------------------------------------------------ what the lanes amount to

    /** How much memory the lanes' flows hold, once everything is done. */
    public long memory() {
        settle();
        return stretches.memory();
    }

    /** How much memory they hold at most, as far as is known: twice as much as before, as buffers double, and what is under way. */
    public long memoryAtMost() {
        return stretches.memoryAtMost(current);
    }

    /** Adds how often the lanes' flows have reached each limit. */
    public void addTo(LimitCounters sum) {
        for (Lane lane : lanes) {
            sum.add(lane.clock().counters());
        }
    }
}
