package org.protospec.runtime.flow;

import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.OverlapPolicy;
import org.protospec.runtime.tcp.SegmentPool;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What puts the bytes of TCP connections in order (RFC 9293) as a receiver would, from segments in whatever order they were captured.
 *
 * <p>The usual segment is the next one of its direction and is handed on at once ({@link TcpDelivery}). What any other brings is either
 * next, too, or waits ({@link TcpArrivals}).
 */
final class TcpAssembler {
    /** The largest window there is (RFC 7323, section 2.3): bytes farther ahead or behind belong to something else. */
    static final int MAX_WINDOW = 1 << 30;

    private static final int SYN_FIN_RST = TcpSegment.SYN | TcpSegment.FIN | TcpSegment.RST;

    /** What is set of a connection in its middle, of which both sides were captured. */
    private static final int IN_THE_MIDDLE =
            both(TcpFlow.STARTED) | both(Flow.SEEN) | TcpFlow.ESTABLISHED | Flow.OPENED;
    /** What makes it unusual. */
    private static final int UNUSUAL =
            both(TcpFlow.TENTATIVE) | both(TcpFlow.CLOSED) | both(Flow.IGNORED) | TcpFlow.RESET;

    private final FlowHandler handler;
    private final TimerWheel timers;
    private final long closedTimeout;
    private final TcpDelivery delivery;
    private final TcpArrivals arrivals;
    private final Limits limits;

    TcpAssembler(FlowHandler handler, Limits limits, LimitCounters counters, OverlapPolicy policy, TimerWheel timers) {
        this.handler = handler;
        this.timers = timers;
        this.limits = limits;
        this.closedTimeout = limits.of(Limit.CLOSED_TIMEOUT);
        SegmentPool pool = new SegmentPool();
        TcpOverlaps overlaps = new TcpOverlaps(policy, pool, limits, handler.wantsOverlaps());
        this.delivery = new TcpDelivery(handler, limits, counters, pool, overlaps, timers);
        this.arrivals = new TcpArrivals(handler, limits, counters, delivery, overlaps, timers);
    }

    /** Returns how many bytes of memory wait or are kept, of all flows. */
    long memory() {
        return delivery.memory();
    }

    private static int both(int flag) {
        return flag | flag << 1;
    }

    /** Takes a segment of a flow that is not over. */
    void segment(TcpFlow flow, Direction sender, TcpSegment s) {
        if (isUsual(flow, sender, s)) {
            delivery.usual(flow, sender, s);
        } else {
            unusual(flow, sender, s);
        }
    }

    /**
     * Whether a segment is the next one of its direction and acknowledges what was captured of the other one, in the middle of a
     * connection in which nothing waits: then all the questions of {@link #unusual} have the same answers.
     */
    private static boolean isUsual(TcpFlow flow, Direction sender, TcpSegment s) {
        return (s.flags() & (SYN_FIN_RST | TcpSegment.ACK)) == TcpSegment.ACK
                && (flow.flags & (IN_THE_MIDDLE | UNUSUAL)) == IN_THE_MIDDLE
                && !flow.queues()
                && s.acknowledgment() - flow.next(sender.opposite()) <= 0
                && (s.length() == 0 || s.sequence() == flow.next(sender));
    }

    private void unusual(TcpFlow flow, Direction sender, TcpSegment s) {
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
            flow.set(TcpFlow.TENTATIVE, sender);
        }
        if (!s.has(TcpSegment.SYN) && !flow.has(TcpFlow.ESTABLISHED)) {
            establish(flow);
        }
        if (s.has(TcpSegment.ACK)) {
            arrivals.acknowledge(flow, sender.opposite(), s);
        }
        if (s.length() > 0) {
            arrivals.payload(flow, sender, sequence, s);
        }
        if (s.has(TcpSegment.FIN)) {
            fin(flow, sender, sequence + s.length() + s.cutOff(), s);
        }
        if (flow.queues()) {
            delivery.settle(flow);
        }
        endIfOver(flow);
    }

    private void establish(TcpFlow flow) {
        flow.flags |= TcpFlow.ESTABLISHED;
        // With the third step of a handshake there is a connection; in mid-stream one is believed in when it has bytes.
        if (!flow.midstream()) {
            flow.open(handler);
        }
    }

    private void endIfOver(TcpFlow flow) {
        if (flow.endReason() != null) {
            return;
        }
        if (flow.has(TcpFlow.RESET)) {
            finish(flow, EndReason.RST);
            timers.schedule(flow, timers.now() + closedTimeout);
        } else if (flow.is(TcpFlow.CLOSED, Direction.UP)
                && flow.is(TcpFlow.CLOSED, Direction.DOWN)
                && TcpRules.allAcknowledged(flow)) {
            finish(flow, EndReason.FIN);
        }
    }

    private void reset(TcpFlow flow, Direction sender, TcpSegment s) {
        if (!TcpRules.resetAcceptable(flow, sender, s)) {
            return;
        }
        if (s.has(TcpSegment.ACK)) {
            arrivals.acknowledge(flow, sender.opposite(), s);
        }
        if (flow.is(TcpFlow.STARTED, sender) && arrivals.resetWaits(flow, sender, s)) {
            delivery.settle(flow);
        } else {
            flow.flags |= TcpFlow.RESET;
        }
        endIfOver(flow);
    }

    private void fin(TcpFlow flow, Direction sender, int sequence, TcpSegment s) {
        if (flow.is(TcpFlow.CLOSED, sender)) {
            return;
        }
        int ahead = sequence - flow.next(sender);
        if (ahead < 0 && flow.is(TcpFlow.TENTATIVE, sender)) {
            flow.next(sender, sequence);
        } else if (ahead < 0 || ahead > MAX_WINDOW) {
            return;
        }
        flow.set(TcpFlow.FIN_SEEN, sender);
        if (flow.is(TcpFlow.FIN_SEEN, sender.opposite())) {
            timers.schedule(flow, timers.now() + flow.timeout(limits));
        }
        arrivals.fin(flow, sender, sequence, s);
    }

    /** A flow's timer has run out: what waited long enough waits no longer. */
    void expired(TcpFlow flow) {
        if (flow.endReason() == null && flow.queues()) {
            delivery.settle(flow);
            endIfOver(flow);
        }
    }

    /** Returns when a flow is to be looked at because of what waits in it, in the time of the timers. */
    long deadline(TcpFlow flow) {
        return flow.endReason() == null ? delivery.deadline(flow) : Long.MAX_VALUE;
    }

    /** Hands on what waits in either direction and ends the flow, if it was not ended before. */
    void finish(TcpFlow flow, EndReason reason) {
        if (flow.endReason() != null) {
            return;
        }
        delivery.flush(flow);
        boolean closed = flow.is(TcpFlow.CLOSED, Direction.UP) && flow.is(TcpFlow.CLOSED, Direction.DOWN);
        flow.over(flow.has(TcpFlow.RESET) ? EndReason.RST : closed ? EndReason.FIN : reason, handler);
    }
}
