package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.SegmentQueue;

/**
 * How long missing bytes are waited for. A hole becomes a gap when its bytes can no longer be expected:
 *
 * <ul>
 *   <li>the receiver has acknowledged them, so that they will not be sent again, and they are not merely captured late: {@link
 *       Limit#GAP_PACKETS} more packets of the flow came, or {@link Limit#GAP_DELAY} passed;
 *   <li>nobody has acknowledged them for {@link Limit#HOLE_TIMEOUT};
 *   <li>more waits behind it than {@link Limit#QUEUED_BYTES}, or than {@link Limit#QUEUED_BYTES_TOTAL} in all flows;
 *   <li>the flow ends.
 * </ul>
 *
 * <p>Of a direction of which no packet was captured no gap is declared: it is one-sided. One acknowledged byte behind the last one, with
 * nothing captured behind it, is a FIN that was not captured, and no gap either.
 */
final class TcpHoles {
    private final TimerWheel timers;
    private final LimitCounters counters;
    private final long gapPackets;
    private final long gapDelay;
    private final long holeTimeout;

    TcpHoles(Limits limits, LimitCounters counters, TimerWheel timers) {
        this.timers = timers;
        this.counters = counters;
        this.gapPackets = limits.of(Limit.GAP_PACKETS);
        this.gapDelay = limits.of(Limit.GAP_DELAY);
        this.holeTimeout = limits.of(Limit.HOLE_TIMEOUT);
    }

    /** Takes the guessed starts of both directions for true once either has been waited for long enough. */
    void decideStarts(TcpFlow flow) {
        if (isGuessedLongEnough(flow, Direction.UP) || isGuessedLongEnough(flow, Direction.DOWN)) {
            decide(flow, Direction.UP);
            decide(flow, Direction.DOWN);
        }
    }

    private static void decide(TcpFlow flow, Direction direction) {
        flow.clear(TcpFlow.TENTATIVE, direction);
        if (!flow.seen(direction)) {
            flow.set(TcpFlow.UNHEARD, direction);
        }
    }

    private boolean isGuessedLongEnough(TcpFlow flow, Direction direction) {
        SegmentQueue queue = flow.queue(direction);
        return queue != null && flow.is(TcpFlow.TENTATIVE, direction) && queue.waits() && isLate(flow, queue);
    }

    private boolean isLate(TcpFlow flow, SegmentQueue queue) {
        return hasPassed(flow, queue.waitingFrom(), queue.waitingSince());
    }

    private boolean hasPassed(TcpFlow flow, long packet, long time) {
        return flow.packets() - packet >= gapPackets || timers.now() - time >= gapDelay;
    }

    /** Lets what waits first in a direction go on if it has waited long enough; tells whether that was so. */
    boolean pass(TcpFlow flow, Direction sender) {
        SegmentQueue queue = flow.queue(sender);
        if (queue == null || flow.is(TcpFlow.TENTATIVE, sender)) {
            return false;
        }
        return isNext(flow, sender, queue) ? passBlocked(flow, sender, queue) : passMissing(flow, sender, queue);
    }

    /**
     * Whether nothing is missing before what waits first. Asked in one way only: of two numbers 2^31 apart either difference is
     * negative.
     */
    static boolean isNext(TcpFlow flow, Direction sender, SegmentQueue queue) {
        return queue.waits() && flow.next(sender) - queue.firstSequence() >= 0;
    }

    /** What waits first is next, but answers something that has not come. */
    private boolean passBlocked(TcpFlow flow, Direction sender, SegmentQueue queue) {
        if (!isLate(flow, queue)) {
            return false;
        }
        Direction other = sender.opposite();
        SegmentQueue missing = flow.queue(other);
        if (missing != null
                && !flow.is(TcpFlow.TENTATIVE, other)
                && !isNext(flow, other, missing)
                && passMissing(flow, other, missing)) {
            return true;
        }
        decide(flow, other);
        queue.independent();
        return true;
    }

    /** Something is missing before what waits first, or was acknowledged without being there. */
    private boolean passMissing(TcpFlow flow, Direction sender, SegmentQueue queue) {
        if (queue.isAcknowledged() && queue.acknowledgment() - flow.next(sender) > 0 && patienceOver(flow, queue)) {
            boolean reaches = queue.waits() && queue.acknowledgment() - queue.firstSequence() >= 0;
            passHole(flow, sender, queue, reaches ? queue.firstSequence() : queue.acknowledgment());
            return true;
        }
        if (queue.waits() && timers.now() - queue.waitingSince() >= holeTimeout) {
            counters.reached(Limit.HOLE_TIMEOUT);
            skip(flow, sender, queue, queue.firstSequence());
            return true;
        }
        return false;
    }

    private boolean patienceOver(TcpFlow flow, SegmentQueue queue) {
        return hasPassed(flow, queue.acknowledgedPacket(), queue.acknowledgedAt());
    }

    private void passHole(TcpFlow flow, Direction sender, SegmentQueue queue, int target) {
        if (target - flow.next(sender) == 1 && !queue.waits()) {
            flow.set(TcpFlow.FIN_MISSED, sender);
            queue.holePassed();
        } else {
            skip(flow, sender, queue, target);
        }
    }

    /** Declares the bytes before a sequence number a gap. */
    void skip(TcpFlow flow, Direction sender, SegmentQueue queue, int target) {
        gap(flow, sender, target);
        queue.holePassed();
        queue.waitingSince(timers.now(), flow.packets());
        if (flow.acknowledged(sender) - target > 0) {
            // The next hole is acknowledged too, but has its own time to be filled.
            queue.acknowledged(flow.acknowledged(sender), timers.now(), flow.packets());
        }
    }

    /** Declares a gap up to what was acknowledged, at the end of a flow. */
    void passAcknowledged(TcpFlow flow, Direction sender) {
        int missing = flow.acknowledged(sender) - flow.next(sender);
        if (missing > 1
                && missing <= TcpAssembler.MAX_WINDOW
                && flow.seen(sender)
                && !flow.is(TcpFlow.CLOSED, sender)) {
            gap(flow, sender, flow.acknowledged(sender));
        }
    }

    private static void gap(TcpFlow flow, Direction sender, int target) {
        int missing = target - flow.next(sender);
        flow.next(sender, target);
        FlowConsumer consumer = flow.consumer();
        if (missing > 0 && consumer != null && !flow.ignored(sender)) {
            consumer.gap(sender, missing);
        }
    }

    /**
     * Where both directions wait for each other, what was captured first goes first: one of them is a retransmission. To be asked when
     * neither direction has anything that may be handed on: what is next then waits for the other direction.
     */
    boolean breakCircle(TcpFlow flow) {
        SegmentQueue up = flow.queue(Direction.UP);
        SegmentQueue down = flow.queue(Direction.DOWN);
        if (up == null
                || down == null
                || !isHeldBack(flow, Direction.UP, up)
                || !isHeldBack(flow, Direction.DOWN, down)) {
            return false;
        }
        (up.firstPacket() <= down.firstPacket() ? up : down).independent();
        return true;
    }

    private static boolean isHeldBack(TcpFlow flow, Direction sender, SegmentQueue queue) {
        return isNext(flow, sender, queue) && !flow.is(TcpFlow.TENTATIVE, sender);
    }

    /** Returns the direction in which what waits first was captured first; null if nothing waits. */
    static @Nullable Direction firstCaptured(TcpFlow flow) {
        SegmentQueue up = flow.queue(Direction.UP);
        SegmentQueue down = flow.queue(Direction.DOWN);
        boolean upWaits = up != null && up.waits();
        boolean downWaits = down != null && down.waits();
        if (up != null && down != null && upWaits && downWaits) {
            return up.firstPacket() <= down.firstPacket() ? Direction.UP : Direction.DOWN;
        }
        return upWaits ? Direction.UP : downWaits ? Direction.DOWN : null;
    }

    /** Returns the time of the timers at which something has waited long enough; the largest long if nothing waits. */
    long deadline(TcpFlow flow) {
        return Math.min(deadline(flow, Direction.UP), deadline(flow, Direction.DOWN));
    }

    private long deadline(TcpFlow flow, Direction direction) {
        SegmentQueue queue = flow.queue(direction);
        if (queue == null) {
            return Long.MAX_VALUE;
        }
        long deadline = queue.isAcknowledged() ? after(queue.acknowledgedAt(), gapDelay) : Long.MAX_VALUE;
        if (queue.waits()) {
            boolean missing = !isNext(flow, direction, queue) && !flow.is(TcpFlow.TENTATIVE, direction);
            deadline = Math.min(deadline, after(queue.waitingSince(), missing ? holeTimeout : gapDelay));
        }
        return deadline;
    }

    private static long after(long time, long delay) {
        return time > Long.MAX_VALUE - delay ? Long.MAX_VALUE : time + delay;
    }
}
