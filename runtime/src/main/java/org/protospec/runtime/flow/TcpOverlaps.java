package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.OverlapPolicy;
import org.protospec.runtime.tcp.OverlapSink;
import org.protospec.runtime.tcp.SegmentPool;
import org.protospec.runtime.tcp.SentBytes;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * Compares what a sender sends again with what it sent before: with what waits, and with what was handed on and was not acknowledged
 * yet. What comes again after its acknowledgment is not looked at, by receivers neither.
 */
final class TcpOverlaps implements OverlapSink {
    private final SegmentPool pool;
    private final SegmentOverlap overlap;
    private final int retainedBytes;
    private final long retainedTotal;

    /** Whose bytes are being compared. */
    private @Nullable TcpFlow flow;

    private Direction sender = Direction.UP;

    TcpOverlaps(OverlapPolicy policy, SegmentPool pool, Limits limits, boolean wanted) {
        this.pool = pool;
        this.overlap = new SegmentOverlap(policy);
        this.retainedBytes = wanted ? limits.intOf(Limit.RETAINED_BYTES) : 0;
        this.retainedTotal = limits.of(Limit.QUEUED_BYTES_TOTAL);
    }

    OverlapPolicy policy() {
        return overlap.policy();
    }

    /** Returns what is to be told of bytes of a flow that differ. */
    OverlapSink in(TcpFlow flow, Direction sender) {
        this.flow = flow;
        this.sender = sender;
        return this;
    }

    @Override
    public void differ(int sequence, byte[] earlier, int earlierAt, byte[] later, int laterAt, int length) {
        TcpFlow it = flow;
        FlowConsumer consumer = it == null ? null : it.consumer();
        if (it != null && consumer != null && !it.ignored(sender)) {
            int distance = sequence - it.next(sender);
            consumer.overlap(overlap.of(sender, distance, earlier, earlierAt, later, laterAt, length));
        }
    }

    /** Bytes are handed on: they are kept until they are acknowledged, by a receiver of whom anything was captured. */
    void handedOn(TcpFlow flow, Direction sender, byte[] bytes, int offset, int length) {
        if (retainedBytes == 0
                || !flow.seen(sender.opposite())
                || flow.acknowledged(sender) - flow.next(sender) >= 0
                || pool.used() > retainedTotal) {
            return;
        }
        SentBytes sent = flow.sent(sender);
        if (sent == null) {
            sent = pool.takeSent();
            flow.sent(sender, sent);
        }
        sent.add(flow.next(sender) - length, bytes, offset, length, retainedBytes);
    }

    /** The receiver has acknowledged the bytes before a sequence number. */
    void acknowledged(TcpFlow flow, Direction sender, int number) {
        SentBytes sent = flow.sent(sender);
        if (sent != null && sent.acknowledged(number)) {
            release(flow, sender);
        }
    }

    /** Compares a segment with what was handed on. */
    void compare(TcpFlow flow, Direction sender, int sequence, TcpSegment s) {
        SentBytes sent = flow.sent(sender);
        // A keep-alive's one byte may be any (RFC 9293, section 3.8.4).
        boolean keepAlive = s.length() == 1 && flow.next(sender) - sequence == 1;
        if (sent != null && !keepAlive) {
            sent.compare(sequence, s.bytes(), s.offset(), s.length(), in(flow, sender));
        }
    }

    /** Forgets what was kept of a direction. */
    void release(TcpFlow flow, Direction sender) {
        SentBytes sent = flow.sent(sender);
        if (sent != null) {
            flow.sent(sender, null);
            pool.release(sent);
        }
    }
}
