package org.protospec.runtime.flow;

import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.SegmentQueue;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What arrives in segments that are not the usual one (RFC 9293, section 3.10.7): acknowledgments, bytes, the ends of streams. What is next
 * is handed on, all else waits in a {@link SegmentQueue} until {@link TcpDelivery} hands it on.
 */
final class TcpArrivals {
    private final FlowHandler handler;
    private final TimerWheel timers;
    private final LimitCounters counters;
    private final TcpDelivery delivery;
    private final TcpOverlaps overlaps;
    private final long queuedBytes;
    private final long queuedBytesTotal;

    TcpArrivals(
            FlowHandler handler,
            Limits limits,
            LimitCounters counters,
            TcpDelivery delivery,
            TcpOverlaps overlaps,
            TimerWheel timers) {
        this.handler = handler;
        this.timers = timers;
        this.counters = counters;
        this.delivery = delivery;
        this.overlaps = overlaps;
        this.queuedBytes = limits.of(Limit.QUEUED_BYTES);
        this.queuedBytesTotal = limits.of(Limit.QUEUED_BYTES_TOTAL);
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
                    && delivery.wanted(flow, acknowledged)
                    && !flow.is(TcpFlow.TENTATIVE, acknowledged)) {
                delivery.queue(flow, acknowledged).acknowledged(number, timers.now(), flow.packets());
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
            delivery.deliver(flow, sender, s.bytes(), s.offset(), s.length());
        } else if (ahead <= TcpAssembler.MAX_WINDOW && ahead >= -TcpAssembler.MAX_WINDOW) {
            keep(flow, sender, sequence, depends, s);
        }
    }

    private boolean depends(TcpFlow flow, Direction sender, TcpSegment s) {
        return s.has(TcpSegment.ACK)
                && TcpRules.depends(flow, sender, s.acknowledgment())
                && delivery.wanted(flow, sender)
                && delivery.wanted(flow, sender.opposite());
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
        if (!delivery.wanted(flow, sender)) {
            countOnly(flow, sender, sequence + s.length(), s.length());
            return;
        }
        SegmentQueue queue = delivery.waiting(flow, sender);
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
            delivery.force(flow, sender, queue);
            delivery.drain(flow, sender);
        }
    }

    private boolean isFull(SegmentQueue queue) {
        if (queue.memory() > queuedBytes) {
            counters.reached(Limit.QUEUED_BYTES);
            return true;
        }
        if (delivery.memory() > queuedBytesTotal) {
            counters.reached(Limit.QUEUED_BYTES_TOTAL);
            return true;
        }
        return false;
    }

    /** Nobody takes the bytes: those before that were queued while somebody did are counted first. */
    private void countOnly(TcpFlow flow, Direction sender, int end, int length) {
        delivery.flush(flow, sender);
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
        if (!delivery.wanted(flow, sender)) {
            delivery.flush(flow, sender);
            // What was queued may have held the end already.
            if (!flow.is(TcpFlow.CLOSED, sender)) {
                flow.next(sender, sequence);
                delivery.close(flow, sender);
            }
            return;
        }
        boolean depends = depends(flow, sender, s);
        SegmentQueue queue = flow.queue(sender);
        if (sequence == flow.next(sender) && !tentative && !depends && (queue == null || !queue.waits())) {
            delivery.close(flow, sender);
        } else {
            delivery.waiting(flow, sender)
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
        boolean waits = (behind || depends) && delivery.wanted(flow, sender);
        if (!waits || flow.is(TcpFlow.TENTATIVE, sender) || flow.is(TcpFlow.CLOSED, sender)) {
            return false;
        }
        SegmentQueue waiting = delivery.waiting(flow, sender);
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
}
