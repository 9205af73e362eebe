package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.SegmentPool;
import org.protospec.runtime.tcp.SegmentQueue;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What puts the bytes of TCP connections in order (RFC 9293) as a receiver would, from segments in the order of the capture.
 *
 * <p>The first captured copy of a byte wins. Bytes behind a hole wait for it to be filled. A hole becomes a gap when its bytes can no
 * longer be expected:
 *
 * <ul>
 *   <li>the receiver has acknowledged them, so that they will not be sent again, and they are not merely captured late: {@link
 *       Limit#GAP_PACKETS} more packets of the flow came, or {@link Limit#GAP_DELAY} passed, or the sender went on after it
 *       had received what the receiver answered to them (a whole round trip);
 *   <li>more waits behind it than {@link Limit#QUEUED_BYTES}, or than {@link Limit#QUEUED_BYTES_TOTAL} in all flows;
 *   <li>the flow ends.
 * </ul>
 */
final class TcpAssembler {
    /** The largest window there is (RFC 7323, section 2.3): bytes farther ahead or behind belong to something else. */
    private static final int MAX_WINDOW = 1 << 30;

    private static final int SYN_FIN_RST = TcpSegment.SYN | TcpSegment.FIN | TcpSegment.RST;

    private final FlowHandler handler;
    private final Limits limits;
    private final TimerWheel timers;
    private final SegmentPool pool = new SegmentPool();
    private final boolean wantsStreams;

    TcpAssembler(FlowHandler handler, Limits limits, TimerWheel timers) {
        this.handler = handler;
        this.limits = limits;
        this.timers = timers;
        this.wantsStreams = handler.wantsStreams();
    }

    /** Takes a segment of a flow that is not over. */
    void segment(TcpFlow flow, Direction sender, TcpSegment s) {
        int sequence = s.sequence();
        if ((s.flags() & SYN_FIN_RST) != 0) {
            if (s.has(TcpSegment.RST)) {
                reset(flow, sender, s);
                return;
            }
            if (s.has(TcpSegment.SYN)) {
                TcpRules.synchronize(flow, sender, s);
                sequence++;
            }
        }
        if (!flow.is(TcpFlow.STARTED, sender)) {
            flow.start(sender, sequence);
        }
        if (!s.has(TcpSegment.SYN) && !flow.has(TcpFlow.ESTABLISHED)) {
            establish(flow);
        }
        Direction receiver = sender.opposite();
        if (s.has(TcpSegment.ACK)) {
            acknowledge(flow, receiver, s);
        }
        if (flow.queues()) {
            passHole(flow, receiver, null);
            passHole(flow, sender, s);
        }
        if (s.length() > 0) {
            payload(flow, sender, sequence, s);
        }
        if (s.has(TcpSegment.FIN)) {
            fin(flow, sender, sequence + s.length(), s);
        }
        if (flow.is(TcpFlow.CLOSED, sender) && flow.is(TcpFlow.CLOSED, receiver) && TcpRules.allAcknowledged(flow)) {
            finish(flow, EndReason.FIN);
        }
    }

    private void establish(TcpFlow flow) {
        flow.flags |= TcpFlow.ESTABLISHED;
        // With the third step of a handshake there is a connection; in mid-stream one is believed in when it has bytes.
        if (!flow.midstream()) {
            flow.open(handler);
        }
    }

    // ---- connection ----

    private void reset(TcpFlow flow, Direction sender, TcpSegment s) {
        if (!TcpRules.resetAcceptable(flow, sender, s)) {
            return;
        }
        finish(flow, EndReason.RST);
        timers.schedule(flow, timers.now() + limits.of(Limit.CLOSED_TIMEOUT));
    }

    private void fin(TcpFlow flow, Direction sender, int sequence, TcpSegment s) {
        if (flow.is(TcpFlow.CLOSED, sender)) {
            return;
        }
        int ahead = sequence - flow.next(sender);
        if (ahead < 0 || ahead > MAX_WINDOW) {
            return;
        }
        flow.set(TcpFlow.FIN_SEEN, sender);
        if (flow.is(TcpFlow.FIN_SEEN, sender.opposite())) {
            timers.schedule(flow, timers.now() + flow.timeout(limits));
        }
        flow.open(handler);
        if (ahead == 0 || !wanted(flow, sender)) {
            flow.next(sender, sequence);
            close(flow, sender);
        } else {
            queue(flow, sender).fin(sequence);
            passHole(flow, sender, s);
        }
    }

    private static void close(TcpFlow flow, Direction sender) {
        flow.next(sender, flow.next(sender) + 1);
        flow.set(TcpFlow.CLOSED, sender);
        FlowConsumer consumer = flow.consumer();
        if (consumer != null) {
            consumer.closed(sender);
        }
    }

    /** Hands on what waits in either direction and ends the flow, if it was not ended before. */
    void finish(TcpFlow flow, EndReason reason) {
        if (flow.endReason() != null) {
            return;
        }
        flush(flow, Direction.UP);
        flush(flow, Direction.DOWN);
        boolean closed = flow.is(TcpFlow.CLOSED, Direction.UP) && flow.is(TcpFlow.CLOSED, Direction.DOWN);
        flow.over(closed && reason != EndReason.RST ? EndReason.FIN : reason, handler);
    }

    private void flush(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null) {
            return;
        }
        while (flow.queue(sender) != null && queue.waits()) {
            skipHole(flow, sender, queue);
        }
        release(flow, sender);
    }

    // ---- bytes ----

    private boolean wanted(TcpFlow flow, Direction sender) {
        return !flow.ignored(sender) && (flow.consumer() != null || wantsStreams);
    }

    private void payload(TcpFlow flow, Direction sender, int sequence, TcpSegment s) {
        if (flow.is(TcpFlow.CLOSED, sender)) {
            return;
        }
        int length = s.length();
        if (flow.bytes(sender) == 0 && TcpRules.startsEarlier(flow, sender, sequence, length)) {
            flow.next(sender, sequence);
        }
        int ahead = sequence - flow.next(sender);
        if (ahead > 0) {
            payloadAhead(flow, sender, sequence, ahead, s);
            return;
        }
        int skip = -ahead;
        // A retransmission, or a keep-alive's byte (RFC 9293, section 3.8.4).
        if (skip < 0 || skip >= length) {
            return;
        }
        SegmentQueue queue = flow.queue(sender);
        int fresh = length - skip;
        if (queue != null && !queue.isEmpty()) {
            // What waits was captured before: it wins over the rest of this segment.
            int free = queue.firstSequence() - flow.next(sender);
            if (free < fresh) {
                queue.add(queue.firstSequence(), s.bytes(), s.offset() + skip + free, fresh - free);
                fresh = free;
            }
        }
        flow.next(sender, flow.next(sender) + fresh);
        deliver(flow, sender, s.bytes(), s.offset() + skip, fresh);
        if (queue != null) {
            drain(flow, sender);
        }
    }

    private void payloadAhead(TcpFlow flow, Direction sender, int sequence, int ahead, TcpSegment s) {
        if (ahead > MAX_WINDOW) {
            return;
        }
        flow.open(handler);
        if (!wanted(flow, sender)) {
            // What was queued while it still was wanted is counted first; it may reach beyond this segment.
            flush(flow, sender);
            int fresh = Math.min(sequence + s.length() - flow.next(sender), s.length());
            if (fresh > 0 && !flow.is(TcpFlow.CLOSED, sender)) {
                flow.next(sender, sequence + s.length());
                flow.count(sender, fresh);
            }
            return;
        }
        SegmentQueue queue = queue(flow, sender);
        queue.add(sequence, s.bytes(), s.offset(), s.length());
        passHole(flow, sender, s);
        while (queue == flow.queue(sender)
                && !queue.isEmpty()
                && (queue.memory() > limits.of(Limit.QUEUED_BYTES)
                        || pool.used() > limits.of(Limit.QUEUED_BYTES_TOTAL))) {
            skipHole(flow, sender, queue);
        }
    }

    private void deliver(TcpFlow flow, Direction sender, byte[] bytes, int offset, int length) {
        flow.count(sender, length);
        FlowConsumer consumer = flow.open(handler);
        if (consumer != null && !flow.ignored(sender)) {
            consumer.data(sender, bytes, offset, length);
        }
    }

    /** Hands on the waiting bytes that are next, and the end of the stream if it comes then. */
    private void drain(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null) {
            return;
        }
        while (!queue.isEmpty() && flow.next(sender) - queue.firstSequence() >= 0) {
            int length = queue.firstLength();
            int skip = flow.next(sender) - queue.firstSequence();
            if (skip < length) {
                flow.next(sender, queue.firstSequence() + length);
                deliver(flow, sender, queue.firstBytes(), skip, length - skip);
            }
            queue.removeFirst();
        }
        if (queue.endsAt(flow.next(sender))) {
            release(flow, sender);
            close(flow, sender);
        } else if (flow.acknowledged(sender) - flow.next(sender) <= 0) {
            queue.holePassed();
            if (!queue.waits()) {
                release(flow, sender);
            }
        }
    }

    private SegmentQueue queue(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null) {
            queue = pool.take();
            flow.queue(sender, queue);
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

    // ---- holes ----

    /** Takes the acknowledgment of a segment for the direction of the other side. */
    private void acknowledge(TcpFlow flow, Direction acknowledged, TcpSegment s) {
        flow.window(acknowledged.opposite(), s.window());
        int number = s.acknowledgment();
        if (!flow.is(TcpFlow.STARTED, acknowledged)) {
            TcpRules.startByAcknowledgment(flow, acknowledged, s);
            return;
        }
        int progress = number - flow.acknowledged(acknowledged);
        if (progress > 0 && progress <= MAX_WINDOW) {
            flow.acknowledged(acknowledged, number);
            if (number - flow.next(acknowledged) > 0 && wanted(flow, acknowledged)) {
                queue(flow, acknowledged).acknowledged(number, timers.now(), flow.packets());
            }
        }
        SegmentQueue queue = flow.queue(acknowledged);
        if (queue != null) {
            int end = s.sequence() + s.length();
            if (s.length() > 0 && end - flow.next(acknowledged.opposite()) > 0) {
                queue.answered(end);
            }
        }
    }

    /**
     * Declares the next hole a gap if its bytes can no longer be expected.
     *
     * @param own the segment that the sender of that direction has sent now, null if it is not its
     */
    private void passHole(TcpFlow flow, Direction sender, @Nullable TcpSegment own) {
        SegmentQueue queue = flow.queue(sender);
        if (queue != null
                && queue.waits()
                && queue.isAcknowledged(queue.firstSequence())
                && patienceOver(flow, queue, own)) {
            skipHole(flow, sender, queue);
        }
    }

    private boolean patienceOver(TcpFlow flow, SegmentQueue queue, @Nullable TcpSegment own) {
        return flow.packets() - queue.acknowledgedPacket() >= limits.of(Limit.GAP_PACKETS)
                || timers.now() - queue.acknowledgedAt() >= limits.of(Limit.GAP_DELAY)
                || own != null && own.has(TcpSegment.ACK) && queue.answerKnown(own.acknowledgment());
    }

    private void skipHole(TcpFlow flow, Direction sender, SegmentQueue queue) {
        int missing = queue.firstSequence() - flow.next(sender);
        flow.next(sender, queue.firstSequence());
        FlowConsumer consumer = flow.consumer();
        if (missing > 0 && consumer != null && !flow.ignored(sender)) {
            consumer.gap(sender, missing);
        }
        queue.holePassed();
        drain(flow, sender);
        if (flow.queue(sender) == queue && flow.acknowledged(sender) - flow.next(sender) > 0) {
            // The next hole is acknowledged too, but has its own time to be filled.
            queue.acknowledged(flow.acknowledged(sender), timers.now(), flow.packets());
        }
    }
}
