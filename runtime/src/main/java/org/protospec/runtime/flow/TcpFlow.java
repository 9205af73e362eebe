package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.SegmentQueue;
import org.protospec.runtime.tcp.SentBytes;

/**
 * A TCP connection: the flow and the sequence numbers of its two directions. It only holds the state; {@link TcpAssembler} knows what it
 * means. Both directions lie in one object, as plain fields, to keep a million of them small.
 */
final class TcpFlow extends Flow {
    /** Per direction: the sequence numbers below are known. */
    static final int STARTED = 1 << 8;
    /** Per direction: its SYN was seen, the initial sequence number is known. */
    static final int SYNCHRONIZED = 1 << 10;
    /** Per direction: a FIN was seen, maybe out of order. */
    static final int FIN_SEEN = 1 << 12;
    /** Per direction: all bytes up to the FIN were handed on. */
    static final int CLOSED = 1 << 14;
    /** Something else than SYNs was seen. */
    static final int ESTABLISHED = 1 << 16;
    /** Per direction: where it starts is a guess, as its SYN was not captured, or not yet: its bytes wait a little. */
    static final int TENTATIVE = 1 << 17;
    /** An acceptable RST was reached. */
    static final int RESET = 1 << 19;
    /** Per direction: it was waited for before anything was captured of it, in vain. */
    static final int UNHEARD = 1 << 21;
    /** Per direction: one byte beyond the last one was acknowledged, and is taken for a FIN that was not captured. */
    static final int FIN_MISSED = 1 << 23;

    private static final int BOTH_FINS = FIN_SEEN | FIN_SEEN << 1;

    private int nextUp;
    private int nextDown;
    private int initialUp;
    private int initialDown;
    private int acknowledgedUp;
    private int acknowledgedDown;
    private char windowUp;
    private char windowDown;
    private byte scaleUp = NO_SCALE;
    private byte scaleDown = NO_SCALE;
    private @Nullable SegmentQueue queueUp;
    private @Nullable SegmentQueue queueDown;
    private @Nullable SentBytes sentUp;
    private @Nullable SentBytes sentDown;

    private static final byte NO_SCALE = -1;

    /** RFC 7323, section 2.3. */
    private static final int MAX_SCALE = 14;

    TcpFlow(
            FlowTracker tracker,
            long id,
            long clientHigh,
            long clientLow,
            int clientPort,
            long serverHigh,
            long serverLow,
            int serverPort) {
        super(tracker, id, clientHigh, clientLow, clientPort, serverHigh, serverLow, serverPort);
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    long timeout(Limits limits) {
        if (endReason() != null || (flags & BOTH_FINS) == BOTH_FINS) {
            return limits.of(Limit.CLOSED_TIMEOUT);
        }
        return has(ESTABLISHED) ? limits.of(Limit.ESTABLISHED_TIMEOUT) : limits.of(Limit.HALF_OPEN_TIMEOUT);
    }

    @Override
    void turn() {
        super.turn();
        turnFlags(STARTED | SYNCHRONIZED | FIN_SEEN | CLOSED | TENTATIVE | UNHEARD | FIN_MISSED);
        int next = nextUp;
        nextUp = nextDown;
        nextDown = next;
        int initial = initialUp;
        initialUp = initialDown;
        initialDown = initial;
        int acknowledged = acknowledgedUp;
        acknowledgedUp = acknowledgedDown;
        acknowledgedDown = acknowledged;
        char window = windowUp;
        windowUp = windowDown;
        windowDown = window;
        byte scale = scaleUp;
        scaleUp = scaleDown;
        scaleDown = scale;
        SegmentQueue queue = queueUp;
        queueUp = queueDown;
        queueDown = queue;
        SentBytes sent = sentUp;
        sentUp = sentDown;
        sentDown = sent;
    }

    /** Looks at every part of the object, which lies in several lines of a cache; what is returned means nothing. */
    int glance() {
        return flags + (int) lastTime() + nextUp + (sentDown == null ? 0 : 1);
    }

    boolean is(int flag, Direction direction) {
        return has(flag << direction.ordinal());
    }

    void set(int flag, Direction direction) {
        flags |= flag << direction.ordinal();
    }

    void clear(int flag, Direction direction) {
        flags &= ~(flag << direction.ordinal());
    }

    /** Tells whether any of the directions has a queue. */
    boolean queues() {
        return queueUp != null || queueDown != null;
    }

    @Nullable
    SegmentQueue queue(Direction direction) {
        return direction == Direction.UP ? queueUp : queueDown;
    }

    void queue(Direction direction, @Nullable SegmentQueue queue) {
        if (direction == Direction.UP) {
            queueUp = queue;
        } else {
            queueDown = queue;
        }
    }

    /** Returns what was handed on of a direction and is not acknowledged yet, if any is kept. */
    @Nullable
    SentBytes sent(Direction direction) {
        return direction == Direction.UP ? sentUp : sentDown;
    }

    void sent(Direction direction, @Nullable SentBytes sent) {
        if (direction == Direction.UP) {
            sentUp = sent;
        } else {
            sentDown = sent;
        }
    }

    /** Returns the sequence number expected next, SYN and FIN counted in: RCV.NXT of a receiver that gets all that is captured. */
    int next(Direction direction) {
        return direction == Direction.UP ? nextUp : nextDown;
    }

    void next(Direction direction, int sequence) {
        if (direction == Direction.UP) {
            nextUp = sequence;
        } else {
            nextDown = sequence;
        }
    }

    /** Returns the initial sequence number; only if {@link #SYNCHRONIZED}. */
    int initial(Direction direction) {
        return direction == Direction.UP ? initialUp : initialDown;
    }

    void initial(Direction direction, int sequence) {
        if (direction == Direction.UP) {
            initialUp = sequence;
        } else {
            initialDown = sequence;
        }
    }

    /** Returns up to where the other side has acknowledged this direction. */
    int acknowledged(Direction direction) {
        return direction == Direction.UP ? acknowledgedUp : acknowledgedDown;
    }

    void acknowledged(Direction direction, int sequence) {
        if (direction == Direction.UP) {
            acknowledgedUp = sequence;
        } else {
            acknowledgedDown = sequence;
        }
    }

    /** Begins the numbering of a direction. */
    void start(Direction direction, int sequence) {
        set(STARTED, direction);
        next(direction, sequence);
        acknowledged(direction, sequence);
    }

    /** Notes what a sender last offered to receive; the window of a SYN is not scaled. */
    void window(Direction sender, int window) {
        if (sender == Direction.UP) {
            windowUp = (char) window;
        } else {
            windowDown = (char) window;
        }
    }

    void scale(Direction sender, int shift) {
        byte scale = (byte) Math.min(shift, MAX_SCALE);
        if (sender == Direction.UP) {
            scaleUp = scale;
        } else {
            scaleDown = scale;
        }
    }

    /** Returns how many bytes a side offered to receive last, or -1 if it is unknown. */
    long receiveWindow(Direction receiver) {
        if (!seen(receiver) || !is(SYNCHRONIZED, Direction.UP) || !is(SYNCHRONIZED, Direction.DOWN)) {
            return -1;
        }
        // RFC 7323, section 2.2: scaled only if both sides sent the option.
        boolean scaled = scaleUp >= 0 && scaleDown >= 0;
        return receiver == Direction.UP
                ? (long) windowUp << (scaled ? scaleUp : 0)
                : (long) windowDown << (scaled ? scaleDown : 0);
    }
}
