package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
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
 *       FlowLimits#gapPackets()} more packets of the flow came, or {@link FlowLimits#gapDelay()} passed, or the sender went on after it
 *       had received what the receiver answered to them (a whole round trip);
 *   <li>more waits behind it than {@link FlowLimits#queuedBytes()}, or than {@link FlowLimits#queuedBytesTotal()} in all flows;
 *   <li>the flow ends.
 * </ul>
 */
final class TcpAssembler {
    /** The largest window there is (RFC 7323, section 2.3): bytes farther ahead or behind belong to something else. */
    private static final int MAX_WINDOW = 1 << 30;

    /** A window where none is known, in captures of one side or from mid-stream: 1 MiB. */
    private static final int USUAL_WINDOW = 1 << 20;

    private static final int SYN_FIN_RST = TcpSegment.SYN | TcpSegment.FIN | TcpSegment.RST;

    private final FlowHandler handler;
    private final FlowLimits limits;
    private final TimerWheel timers;
    private final SegmentPool pool = new SegmentPool();
    private final boolean wantsStreams;

    TcpAssembler(FlowHandler handler, FlowLimits limits, TimerWheel timers) {
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
                synchronize(flow, sender, s);
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
        if (flow.is(TcpFlow.CLOSED, sender) && flow.is(TcpFlow.CLOSED, receiver) && finsAcknowledged(flow)) {
            finish(flow, EndReason.FIN);
        }
    }

    private static boolean finsAcknowledged(TcpFlow flow) {
        return flow.acknowledged(Direction.UP) - flow.next(Direction.UP) >= 0
                && flow.acknowledged(Direction.DOWN) - flow.next(Direction.DOWN) >= 0;
    }

    private void establish(TcpFlow flow) {
        flow.flags |= TcpFlow.ESTABLISHED;
        // With the third step of a handshake there is a connection; in mid-stream one is believed in when it has bytes.
        if (!flow.midstream()) {
            flow.open(handler);
        }
    }

    // ---- connection ----

    /** Tells whether a SYN is the first segment of a new connection between the endpoints of a flow, see {@link FlowTracker}. */
    boolean beginsAnew(TcpFlow flow, Direction sender, TcpSegment s) {
        boolean known = flow.is(TcpFlow.SYNCHRONIZED, sender);
        if (known && flow.initial(sender) == s.sequence()) {
            return false;
        }
        if (flow.endReason() != null) {
            return true;
        }
        if (s.has(TcpSegment.ACK)) {
            return false;
        }
        if (!known && flow.is(TcpFlow.STARTED, sender)) {
            // Captured late, or the start of another connection after the one of which only the middle was captured.
            int behind = flow.next(sender) - s.sequence();
            return behind < 0 || behind > USUAL_WINDOW;
        }
        return known && !flow.has(TcpFlow.ESTABLISHED)
                || flow.is(TcpFlow.FIN_SEEN, Direction.UP)
                || flow.is(TcpFlow.FIN_SEEN, Direction.DOWN)
                || !flow.seen(sender.opposite())
                || timers.now() - flow.lastTime() >= limits.closedTimeout();
    }

    private void synchronize(TcpFlow flow, Direction sender, TcpSegment s) {
        int first = s.sequence() + 1;
        boolean untouched = flow.bytes(sender) == 0 && !flow.has(TcpFlow.ESTABLISHED);
        if (!flow.is(TcpFlow.STARTED, sender) || untouched) {
            flow.start(sender, first);
            flow.initial(sender, s.sequence());
        } else if (!flow.is(TcpFlow.SYNCHRONIZED, sender)) {
            if (flow.bytes(sender) == 0 && !flow.is(TcpFlow.CLOSED, sender)) {
                flow.next(sender, first);
            }
            flow.initial(sender, s.sequence());
        }
        flow.set(TcpFlow.SYNCHRONIZED, sender);
        if (s.windowScale() >= 0) {
            flow.scale(sender, s.windowScale());
        }
        if (!flow.has(Flow.OPENED)) {
            flow.flags &= ~Flow.MIDSTREAM;
        }
    }

    private void reset(TcpFlow flow, Direction sender, TcpSegment s) {
        if (!resetAcceptable(flow, sender, s)) {
            return;
        }
        finish(flow, EndReason.RST);
        timers.schedule(flow, timers.now() + limits.closedTimeout());
    }

    /** RFC 9293, section 3.10.7: in the window; as an answer to a SYN, one that acknowledges it. */
    private static boolean resetAcceptable(TcpFlow flow, Direction sender, TcpSegment s) {
        Direction receiver = sender.opposite();
        if (!flow.is(TcpFlow.STARTED, sender)) {
            return !flow.is(TcpFlow.SYNCHRONIZED, receiver)
                    || !s.has(TcpSegment.ACK)
                    || s.acknowledgment() - flow.initial(receiver) > 0 && flow.next(receiver) - s.acknowledgment() >= 0;
        }
        long window = flow.receiveWindow(receiver);
        int before = flow.acknowledged(sender) - s.sequence();
        long after = s.sequence() - flow.next(sender);
        return before <= 0 && after <= Math.max(window, 1) || window < 0 && Math.abs(after) <= USUAL_WINDOW;
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
                && (queue.memory() > limits.queuedBytes() || pool.used() > limits.queuedBytesTotal())) {
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
            startByAcknowledgment(flow, acknowledged, s);
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

    /** The first steps of a handshake tell where the other side's numbers begin, even if its SYN was not captured. */
    private static void startByAcknowledgment(TcpFlow flow, Direction acknowledged, TcpSegment s) {
        Direction sender = acknowledged.opposite();
        boolean handshake = flow.is(TcpFlow.SYNCHRONIZED, sender)
                && (s.has(TcpSegment.SYN) || s.sequence() == flow.initial(sender) + 1 && flow.bytes(sender) == 0);
        if (handshake) {
            flow.start(acknowledged, s.acknowledgment());
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
        return flow.packets() - queue.acknowledgedPacket() >= limits.gapPackets()
                || timers.now() - queue.acknowledgedAt() >= limits.gapDelay()
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
