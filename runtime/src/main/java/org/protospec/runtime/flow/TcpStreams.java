package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.OverlapPolicy;
import org.protospec.runtime.tcp.SegmentPool;
import org.protospec.runtime.tcp.SegmentQueue;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The two streams of a TCP connection: which bytes are handed on, in which order, and what of them waits.
 *
 * <p>Bytes behind a hole wait for it to be filled, or to become a gap ({@link TcpHoles}). Bytes that answer some of the other direction
 * which are still missing wait for those, so that question and answer keep their order whatever the capture made of it (the acknowledgment
 * number tells what the sender knew). The first bytes of a direction whose SYN was not captured wait a little for earlier ones.
 */
final class TcpStreams {
    private static final Direction[] DIRECTIONS = Direction.values();

    private final FlowHandler handler;
    private final TimerWheel timers;
    private final LimitCounters counters;
    private final SegmentPool pool = new SegmentPool();
    private final TcpHoles holes;
    private final TcpOverlaps overlaps;
    private final boolean wantsStreams;
    private final long queuedBytes;
    private final long queuedBytesTotal;

    TcpStreams(FlowHandler handler, Limits limits, LimitCounters counters, OverlapPolicy policy, TimerWheel timers) {
        this.handler = handler;
        this.timers = timers;
        this.counters = counters;
        this.holes = new TcpHoles(limits, counters, timers);
        this.overlaps = new TcpOverlaps(policy, pool, limits, handler.wantsOverlaps());
        this.wantsStreams = handler.wantsStreams();
        this.queuedBytes = limits.of(Limit.QUEUED_BYTES);
        this.queuedBytesTotal = limits.of(Limit.QUEUED_BYTES_TOTAL);
    }

    long memory() {
        return pool.used();
    }

    private boolean wanted(TcpFlow flow, Direction sender) {
        return !flow.ignored(sender) && (flow.consumer() != null || wantsStreams || !flow.has(Flow.OPENED));
    }

    // ---- what segments bring ----

    /** Takes a segment that is next, acknowledges nothing that is missing, and has nothing waiting before it. */
    void usual(TcpFlow flow, Direction sender, TcpSegment s) {
        Direction receiver = sender.opposite();
        flow.window(sender, s.window());
        int number = s.acknowledgment();
        int progress = number - flow.acknowledged(receiver);
        if (progress > 0 && progress <= TcpAssembler.MAX_WINDOW) {
            flow.acknowledged(receiver, number);
            overlaps.acknowledged(flow, receiver, number);
        }
        if (s.length() > 0) {
            flow.next(sender, s.sequence() + s.length());
            flow.count(sender, s.length());
            handOn(flow, flow.consumer(), sender, s.bytes(), s.offset(), s.length());
        }
    }

    /** Takes the acknowledgment of a segment for the direction of the other side. */
    void acknowledge(TcpFlow flow, Direction acknowledged, TcpSegment s) {
        flow.window(acknowledged.opposite(), s.window());
        TcpRules.startByAcknowledgment(flow, acknowledged, s);
        if (!flow.is(TcpFlow.STARTED, acknowledged) || flow.is(TcpFlow.TENTATIVE, acknowledged.opposite())) {
            // Of another connection, maybe: a half-open one (RFC 9293, section 3.5.1).
            return;
        }
        int number = s.acknowledgment();
        int progress = number - flow.acknowledged(acknowledged);
        if (progress > 0 && progress <= TcpAssembler.MAX_WINDOW) {
            flow.acknowledged(acknowledged, number);
            overlaps.acknowledged(flow, acknowledged, number);
            if (number - flow.next(acknowledged) > 0
                    && !flow.is(TcpFlow.CLOSED, acknowledged)
                    && flow.seen(acknowledged)
                    && wanted(flow, acknowledged)
                    && !flow.is(TcpFlow.TENTATIVE, acknowledged)) {
                queue(flow, acknowledged).acknowledged(number, timers.now(), flow.packets());
            }
        }
    }

    /** Takes a segment's bytes: hands them on if they are next, else keeps them. */
    void payload(TcpFlow flow, Direction sender, int sequence, TcpSegment s) {
        if (flow.is(TcpFlow.CLOSED, sender)) {
            return;
        }
        boolean tentative = flow.is(TcpFlow.TENTATIVE, sender);
        if (tentative && TcpRules.startsEarlier(flow, sender, sequence, s.length())) {
            flow.next(sender, sequence);
        }
        int ahead = sequence - flow.next(sender);
        SegmentQueue queue = flow.queue(sender);
        boolean depends = depends(flow, sender, s);
        if (ahead == 0 && !tentative && !depends && (queue == null || !queue.waits())) {
            flow.next(sender, sequence + s.length());
            deliver(flow, sender, s.bytes(), s.offset(), s.length());
        } else if (ahead <= TcpAssembler.MAX_WINDOW && ahead >= -TcpAssembler.MAX_WINDOW) {
            keep(flow, sender, sequence, depends, s);
        }
    }

    private boolean depends(TcpFlow flow, Direction sender, TcpSegment s) {
        return s.has(TcpSegment.ACK)
                && TcpRules.depends(flow, sender, s.acknowledgment())
                && wanted(flow, sender)
                && wanted(flow, sender.opposite());
    }

    private void keep(TcpFlow flow, Direction sender, int sequence, boolean depends, TcpSegment s) {
        int before = 0;
        if (!flow.is(TcpFlow.TENTATIVE, sender)) {
            before = Math.max(flow.next(sender) - sequence, 0);
            if (before > 0) {
                overlaps.compare(flow, sender, sequence, s);
            }
            if (before >= s.length()) {
                return;
            }
            flow.open(handler);
        }
        if (!wanted(flow, sender)) {
            countOnly(flow, sender, sequence + s.length(), s.length());
            return;
        }
        SegmentQueue queue = waiting(flow, sender);
        queue.add(
                sequence + before,
                s.bytes(),
                s.offset() + before,
                s.length() - before,
                depends,
                s.acknowledgment(),
                flow.tracker().packet(),
                flow.tracker().now(),
                overlaps.policy(),
                overlaps.in(flow, sender));
        while (queue == flow.queue(sender) && !queue.isEmpty() && isFull(queue)) {
            force(flow, sender, queue);
            drain(flow, sender);
        }
    }

    private boolean isFull(SegmentQueue queue) {
        if (queue.memory() > queuedBytes) {
            counters.reached(Limit.QUEUED_BYTES);
            return true;
        }
        if (pool.used() > queuedBytesTotal) {
            counters.reached(Limit.QUEUED_BYTES_TOTAL);
            return true;
        }
        return false;
    }

    /** Nobody takes the bytes: those before that were queued while somebody did are counted first. */
    private void countOnly(TcpFlow flow, Direction sender, int end, int length) {
        flush(flow, sender);
        int fresh = Math.min(end - flow.next(sender), length);
        if (fresh > 0 && !flow.is(TcpFlow.CLOSED, sender)) {
            flow.next(sender, end);
            flow.count(sender, fresh);
        }
    }

    /** Takes the end of a direction. */
    void fin(TcpFlow flow, Direction sender, int sequence, TcpSegment s) {
        boolean tentative = flow.is(TcpFlow.TENTATIVE, sender);
        if (!tentative) {
            flow.open(handler);
        }
        if (!wanted(flow, sender)) {
            flush(flow, sender);
            // What was queued may have held the end already.
            if (!flow.is(TcpFlow.CLOSED, sender)) {
                flow.next(sender, sequence);
                close(flow, sender);
            }
            return;
        }
        boolean depends = depends(flow, sender, s);
        SegmentQueue queue = flow.queue(sender);
        if (sequence == flow.next(sender) && !tentative && !depends && (queue == null || !queue.waits())) {
            close(flow, sender);
        } else {
            waiting(flow, sender)
                    .end(
                            SegmentQueue.End.FIN,
                            sequence,
                            depends,
                            s.acknowledgment(),
                            flow.tracker().packet(),
                            flow.tracker().now());
        }
    }

    /** Tells whether a reset waits for bytes before it, or that it answers, and keeps it in mind then. */
    boolean resetWaits(TcpFlow flow, Direction sender, TcpSegment s) {
        SegmentQueue queue = flow.queue(sender);
        boolean depends = depends(flow, sender, s);
        boolean behind = s.sequence() - flow.next(sender) > 0 || queue != null && queue.waits();
        boolean waits = (behind || depends) && wanted(flow, sender);
        if (!waits || flow.is(TcpFlow.TENTATIVE, sender) || flow.is(TcpFlow.CLOSED, sender)) {
            return false;
        }
        SegmentQueue waiting = waiting(flow, sender);
        waiting.end(
                SegmentQueue.End.RST,
                s.sequence(),
                depends,
                s.acknowledgment(),
                flow.tracker().packet(),
                flow.tracker().now());
        // The sender sends nothing again: only what is captured out of order can still come.
        waiting.acknowledged(s.sequence(), timers.now(), flow.packets());
        return waiting.end() == SegmentQueue.End.RST;
    }

    private void close(TcpFlow flow, Direction sender) {
        // Whatever else waits or was acknowledged lies behind the end.
        release(flow, sender);
        flow.next(sender, flow.next(sender) + 1);
        flow.set(TcpFlow.CLOSED, sender);
        FlowConsumer consumer = flow.consumer();
        if (consumer != null) {
            consumer.closed(sender);
        }
    }

    // ---- what is handed on ----

    private void deliver(TcpFlow flow, Direction sender, byte[] bytes, int offset, int length) {
        flow.count(sender, length);
        handOn(flow, flow.open(handler), sender, bytes, offset, length);
    }

    /** Hands bytes on that are counted, of a flow whose consumer was asked for. */
    private void handOn(
            TcpFlow flow, @Nullable FlowConsumer consumer, Direction sender, byte[] bytes, int offset, int length) {
        if (wanted(flow, sender)) {
            overlaps.handedOn(flow, sender, bytes, offset, length);
            if (consumer != null) {
                consumer.data(sender, bytes, offset, length);
            }
        }
    }

    /** Hands on all that no longer has to wait, and declares gaps. */
    void settle(TcpFlow flow) {
        holes.decideStarts(flow);
        boolean progress = true;
        while (progress && flow.queues() && !flow.has(TcpFlow.RESET)) {
            progress = drain(flow, Direction.UP) | drain(flow, Direction.DOWN);
            progress = progress
                    || holes.pass(flow, Direction.UP)
                    || holes.pass(flow, Direction.DOWN)
                    || holes.breakCircle(flow);
        }
        if (flow.queues() && flow.endReason() == null) {
            long deadline = holes.deadline(flow);
            if (deadline < flow.deadline) {
                timers.schedule(flow, deadline);
            }
        }
    }

    long deadline(TcpFlow flow) {
        return flow.queues() ? holes.deadline(flow) : Long.MAX_VALUE;
    }

    /** Hands on the waiting bytes of a direction that are next, and its end if it comes then; false if there are none. */
    private boolean drain(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null || flow.is(TcpFlow.TENTATIVE, sender)) {
            return false;
        }
        boolean any = handOn(flow, sender, queue);
        if (queue.endsAt(flow.next(sender)) && (!queue.isEmpty() || !isBlocked(flow, sender, queue))) {
            SegmentQueue.End end = queue.end();
            release(flow, sender);
            if (end == SegmentQueue.End.RST) {
                flow.flags |= TcpFlow.RESET;
            } else {
                close(flow, sender);
            }
            return true;
        }
        if (flow.acknowledged(sender) - flow.next(sender) <= 0) {
            queue.holePassed();
        }
        if (!queue.waits() && !queue.isAcknowledged()) {
            release(flow, sender);
        } else if (any) {
            queue.waitingSince(timers.now(), flow.packets());
        }
        return any;
    }

    /** Hands on the waiting bytes that are next, as of the packets that brought them, or filled the hole before them. */
    private boolean handOn(TcpFlow flow, Direction sender, SegmentQueue queue) {
        FlowTracker tracker = flow.tracker();
        boolean any = false;
        long packet = 0;
        long time = 0;
        while (!queue.isEmpty() && TcpHoles.isNext(flow, sender, queue) && !isBlocked(flow, sender, queue)) {
            int skip = flow.next(sender) - queue.firstSequence();
            int length = queue.firstLength();
            if (queue.firstPacket() > packet) {
                packet = queue.firstPacket();
                time = queue.firstTime();
            }
            if (skip < length) {
                flow.next(sender, queue.firstSequence() + length);
                tracker.goBackTo(packet, time);
                deliver(flow, sender, queue.firstBytes(), skip, length - skip);
                tracker.goOn();
            }
            queue.removeFirst();
            any = true;
        }
        return any;
    }

    private boolean isBlocked(TcpFlow flow, Direction sender, SegmentQueue queue) {
        return queue.firstDepends()
                && TcpRules.depends(flow, sender, queue.firstAcknowledgment())
                && wanted(flow, sender.opposite());
    }

    // ---- the end ----

    /** Hands on all that waits in both directions, whatever is missing before it, in the order in which it was captured. */
    void flush(TcpFlow flow) {
        flow.clear(TcpFlow.TENTATIVE, Direction.UP);
        flow.clear(TcpFlow.TENTATIVE, Direction.DOWN);
        while (flow.queues()) {
            if (drain(flow, Direction.UP) | drain(flow, Direction.DOWN)) {
                continue;
            }
            Direction first = TcpHoles.firstCaptured(flow);
            if (first == null) {
                break;
            }
            SegmentQueue queue = flow.queue(first);
            if (queue != null) {
                force(flow, first, queue);
            }
        }
        for (Direction each : DIRECTIONS) {
            if (wanted(flow, each)) {
                holes.passAcknowledged(flow, each);
            }
            release(flow, each);
            overlaps.release(flow, each);
        }
    }

    private void flush(TcpFlow flow, Direction sender) {
        flow.clear(TcpFlow.TENTATIVE, sender);
        SegmentQueue queue = flow.queue(sender);
        while (queue != null && queue == flow.queue(sender) && queue.waits()) {
            if (!drain(flow, sender)) {
                force(flow, sender, queue);
            }
        }
        release(flow, sender);
    }

    /** Lets what waits first wait no longer, whatever it waits for. */
    private void force(TcpFlow flow, Direction sender, SegmentQueue queue) {
        flow.clear(TcpFlow.TENTATIVE, sender);
        if (!TcpHoles.isNext(flow, sender, queue)) {
            holes.skip(flow, sender, queue, queue.firstSequence());
        }
        queue.independent();
    }

    private SegmentQueue queue(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null) {
            queue = pool.take();
            flow.queue(sender, queue);
        }
        return queue;
    }

    /** The queue for something that begins to wait. */
    private SegmentQueue waiting(TcpFlow flow, Direction sender) {
        SegmentQueue queue = queue(flow, sender);
        if (!queue.waits()) {
            queue.waitingSince(timers.now(), flow.packets());
        }
        return queue;
    }

    private void release(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue != null) {
            flow.queue(sender, null);
            pool.release(queue);
        }
    }
}
