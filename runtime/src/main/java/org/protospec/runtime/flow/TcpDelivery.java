package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.SegmentPool;
import org.protospec.runtime.tcp.SegmentQueue;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What hands on the bytes of the two streams of a TCP connection, and their ends: which, in which order, and what of them waits.
 *
 * <p>Bytes behind a hole wait for it to be filled, or to become a gap ({@link TcpHoles}). Bytes that answer some of the other direction
 * which are still missing wait for those, so that question and answer keep their order whatever the capture made of it (the acknowledgment
 * number tells what the sender knew). The first bytes of a direction whose SYN was not captured wait a little for earlier ones.
 */
final class TcpDelivery {
    private static final Direction[] DIRECTIONS = Direction.values();

    private final FlowHandler handler;
    private final TimerWheel timers;
    private final SegmentPool pool;
    private final TcpHoles holes;
    private final TcpOverlaps overlaps;
    private final boolean wantsStreams;

    TcpDelivery(
            FlowHandler handler,
            Limits limits,
            LimitCounters counters,
            SegmentPool pool,
            TcpOverlaps overlaps,
            TimerWheel timers) {
        this.handler = handler;
        this.timers = timers;
        this.pool = pool;
        this.holes = new TcpHoles(limits, counters, timers);
        this.overlaps = overlaps;
        this.wantsStreams = handler.wantsStreams();
    }

    /** Returns how many bytes of memory wait or are kept, of all flows. */
    long memory() {
        return pool.used();
    }

    /** Tells whether anybody takes the bytes of a direction, or may do so. */
    boolean wanted(TcpFlow flow, Direction sender) {
        return !flow.ignored(sender) && (flow.consumer() != null || wantsStreams || !flow.has(Flow.OPENED));
    }

    // ---- what is next ----

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

    /** Hands bytes on that are next. */
    void deliver(TcpFlow flow, Direction sender, byte[] bytes, int offset, int length) {
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

    /** Takes the end of a direction, which is next. */
    void close(TcpFlow flow, Direction sender) {
        // Whatever else waits or was acknowledged lies behind the end.
        release(flow, sender);
        flow.next(sender, flow.next(sender) + 1);
        flow.set(TcpFlow.CLOSED, sender);
        FlowConsumer consumer = flow.consumer();
        if (consumer != null) {
            consumer.closed(sender);
        }
    }

    // ---- what waits ----

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

    /** Returns the time of the timers at which something has waited long enough; the largest long if nothing waits. */
    long deadline(TcpFlow flow) {
        return flow.queues() ? holes.deadline(flow) : Long.MAX_VALUE;
    }

    /** Hands on the waiting bytes of a direction that are next, and its end if it comes then; false if there are none. */
    boolean drain(TcpFlow flow, Direction sender) {
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

    /** The same of one direction, whose bytes nobody takes any more. */
    void flush(TcpFlow flow, Direction sender) {
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
    void force(TcpFlow flow, Direction sender, SegmentQueue queue) {
        flow.clear(TcpFlow.TENTATIVE, sender);
        if (!TcpHoles.isNext(flow, sender, queue)) {
            holes.skip(flow, sender, queue, queue.firstSequence());
        }
        queue.independent();
    }

    // ---- the queues ----

    /** The queue of a direction, which it gets if it has none. */
    SegmentQueue queue(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null) {
            queue = pool.take();
            flow.queue(sender, queue);
        }
        return queue;
    }

    /** The queue for something that begins to wait. */
    SegmentQueue waiting(TcpFlow flow, Direction sender) {
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
