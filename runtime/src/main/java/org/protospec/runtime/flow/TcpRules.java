package org.protospec.runtime.flow;

import org.protospec.runtime.tcp.TcpSegment;

/** What a segment's control bits and numbers mean for a connection (RFC 9293, section 3.10), as far as a capture lets one tell. */
final class TcpRules {
    /** A window where none is known, in captures of one side or from mid-stream: 1 MiB. */
    private static final int USUAL_WINDOW = 1 << 20;

    private TcpRules() {}

    /**
     * Tells whether a SYN is the first segment of a new connection between the endpoints of a flow, see {@link FlowTracker}.
     *
     * @param patience how many nanoseconds a live connection must have been silent
     */
    static boolean beginsAnew(TcpFlow flow, Direction sender, TcpSegment s, long patience) {
        boolean known = flow.is(TcpFlow.SYNCHRONIZED, sender);
        if (known && flow.initial(sender) == s.sequence()) {
            return false;
        }
        boolean ended = flow.endReason() != null;
        if (!known && flow.is(TcpFlow.STARTED, sender)) {
            // Captured late, or the start of another connection after the one of which only the middle was captured.
            int behind = flow.next(sender) - s.sequence();
            return (behind < 0 || behind > USUAL_WINDOW) && (ended || !s.has(TcpSegment.ACK));
        }
        if (ended) {
            return true;
        }
        if (s.has(TcpSegment.ACK)) {
            return false;
        }
        boolean silent = flow.tracker().timers().now() - flow.lastTime() >= patience;
        if (!flow.seen(sender)) {
            return silent;
        }
        return silent
                || known && !flow.has(TcpFlow.ESTABLISHED)
                || flow.is(TcpFlow.FIN_SEEN, Direction.UP)
                || flow.is(TcpFlow.FIN_SEEN, Direction.DOWN)
                || !flow.seen(sender.opposite());
    }

    /** Takes the numbers of a SYN. A repeated SYN-ACK with another number counts while nothing else was seen. */
    static void synchronize(TcpFlow flow, Direction sender, TcpSegment s) {
        int first = s.sequence() + 1;
        boolean untouched = flow.bytes(sender) == 0 && !flow.has(TcpFlow.ESTABLISHED);
        if (!flow.is(TcpFlow.STARTED, sender) || untouched) {
            flow.start(sender, first);
            flow.initial(sender, s.sequence());
        } else if (!flow.is(TcpFlow.SYNCHRONIZED, sender)) {
            if (flow.bytes(sender) == 0 && !flow.is(TcpFlow.CLOSED, sender)) {
                int acknowledged = flow.acknowledged(sender) - first;
                flow.next(sender, first);
                if (acknowledged < 0 || acknowledged > USUAL_WINDOW) {
                    // What was acknowledged belonged to another connection.
                    flow.acknowledged(sender, first);
                }
            }
            flow.initial(sender, s.sequence());
        }
        flow.set(TcpFlow.SYNCHRONIZED, sender);
        flow.clear(TcpFlow.TENTATIVE, sender);
        if (s.windowScale() >= 0) {
            flow.scale(sender, s.windowScale());
        }
        if (!flow.has(Flow.OPENED)) {
            flow.flags &= ~Flow.MIDSTREAM;
        }
    }

    /** RFC 9293, section 3.10.7: in the window; as an answer to a SYN, one that acknowledges it. */
    static boolean resetAcceptable(TcpFlow flow, Direction sender, TcpSegment s) {
        Direction receiver = sender.opposite();
        if (!flow.is(TcpFlow.STARTED, sender)) {
            return !flow.is(TcpFlow.SYNCHRONIZED, receiver)
                    || !s.has(TcpSegment.ACK)
                    || s.acknowledgment() - flow.initial(receiver) > 0 && flow.next(receiver) - s.acknowledgment() >= 0;
        }
        if (flow.is(TcpFlow.SYNCHRONIZED, sender)
                && !flow.is(TcpFlow.SYNCHRONIZED, receiver)
                && flow.bytes(sender) == 0
                && s.sequence() != flow.next(sender)) {
            // A half-open connection of before is discovered (section 3.5.1): the answer to its ACK resets that one,
            // and the
            // SYN is sent again.
            return false;
        }
        long window = flow.receiveWindow(receiver);
        int before = flow.acknowledged(sender) - s.sequence();
        long after = s.sequence() - flow.next(sender);
        return before <= 0 && after <= Math.max(window, 1) || window < 0 && Math.abs(after) <= USUAL_WINDOW;
    }

    /** The first steps of a handshake tell where the other side's numbers begin, even if its SYN was not captured. */
    static void startByAcknowledgment(TcpFlow flow, Direction acknowledged, TcpSegment s) {
        Direction sender = acknowledged.opposite();
        boolean started = flow.is(TcpFlow.STARTED, acknowledged);
        if (s.has(TcpSegment.SYN)) {
            // A SYN-ACK acknowledges the SYN, and data on it at the most.
            boolean guessed = flow.is(TcpFlow.TENTATIVE, acknowledged);
            if (!started || guessed && s.acknowledgment() - flow.next(acknowledged) <= 0) {
                flow.start(acknowledged, s.acknowledgment());
                flow.clear(TcpFlow.TENTATIVE, acknowledged);
            }
            return;
        }
        boolean handshake = flow.is(TcpFlow.SYNCHRONIZED, sender)
                && s.sequence() == flow.initial(sender) + 1
                && flow.bytes(sender) == 0;
        if (handshake && !started) {
            flow.start(acknowledged, s.acknowledgment());
            // It may be more than the third step, and acknowledge what is captured late.
            flow.set(TcpFlow.TENTATIVE, acknowledged);
        }
    }

    /**
     * Tells whether bytes lie before the supposed start of a stream, which is moved back then: from mid-stream a segment without payload
     * may be captured, or acknowledge, before a retransmission, or segments out of order. A keep-alive looks the same but for its length
     * (RFC 9293, section 3.8.4).
     */
    static boolean startsEarlier(TcpFlow flow, Direction sender, int sequence, int length) {
        int before = flow.next(sender) - sequence;
        return before > 0 && before <= USUAL_WINDOW && length > 1;
    }

    /**
     * Tells whether a segment was sent by someone who had received more of the other direction than has been handed on so far: the one
     * answers the other and is handed on behind it.
     */
    static boolean depends(TcpFlow flow, Direction sender, int acknowledgment) {
        Direction other = sender.opposite();
        if (!flow.seen(other)) {
            return !flow.is(TcpFlow.UNHEARD, other);
        }
        if (flow.is(TcpFlow.TENTATIVE, other)) {
            return true;
        }
        int missing = acknowledgment - flow.next(other);
        return flow.is(TcpFlow.STARTED, other)
                && missing > 0
                && missing <= TcpAssembler.MAX_WINDOW
                && !(missing == 1 && flow.is(TcpFlow.FIN_MISSED, other));
    }

    /** Tells whether both sides have acknowledged all that the other sent, a FIN counted in. */
    static boolean allAcknowledged(TcpFlow flow) {
        return flow.acknowledged(Direction.UP) - flow.next(Direction.UP) >= 0
                && flow.acknowledged(Direction.DOWN) - flow.next(Direction.DOWN) >= 0;
    }
}
