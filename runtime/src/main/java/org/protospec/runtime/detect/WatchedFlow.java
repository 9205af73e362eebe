package org.protospec.runtime.detect;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowReplay;
import org.protospec.runtime.flow.SegmentOverlap;
import org.protospec.runtime.flow.TimerNode;

/**
 * The consumer of a flow whose protocol is not known: keeps what comes and compares it, until the flow is recognised or cannot be any
 * more. Holds no bytes and no states of automata before the first bytes come, and none once that is decided.
 */
final class WatchedFlow<P> implements FlowConsumer {
    private final Detector<P> detector;
    private @Nullable FlowReplay replay;
    private @Nullable Comparison<P> comparison;
    private @Nullable FlowConsumer consumer;
    /** The protocol of a flow that is about to be turned. */
    private @Nullable P turningTo;

    WatchedFlow(Detector<P> detector, Flow flow) {
        this.detector = detector;
        this.replay = new FlowReplay(flow);
    }

    @Nullable
    FlowConsumer consumer() {
        return consumer;
    }

    @Override
    public void data(Direction direction, byte[] bytes, int offset, int length) {
        FlowReplay held = replay;
        if (held != null) {
            long before = held.memory();
            held.data(direction, bytes, offset, length);
            detector.held(held.memory() - before);
            compare(held, direction, bytes, offset, length, Comparison.Cut.ANYWHERE);
        } else if (consumer != null) {
            consumer.data(direction, bytes, offset, length);
        }
    }

    @Override
    public void datagram(Direction direction, byte[] bytes, int offset, int length) {
        FlowReplay held = replay;
        if (held != null) {
            long before = held.memory();
            held.datagram(direction, bytes, offset, length);
            detector.held(held.memory() - before);
            compare(held, direction, bytes, offset, length, Comparison.Cut.HERE);
        } else if (consumer != null) {
            consumer.datagram(direction, bytes, offset, length);
        }
    }

    private void compare(
            FlowReplay held, Direction direction, byte[] bytes, int offset, int length, Comparison.Cut cut) {
        if (turningTo != null) {
            return;
        }
        Comparison<P> comparing = comparison;
        if (comparing == null) {
            comparing = new Comparison<>(
                    held.flow(), detector.candidates(held.flow().transport()), detector.bytes());
            comparison = comparing;
        }
        P protocol = comparing.bytes(direction, bytes, offset, length, cut);
        if (protocol == null) {
            unless(comparing);
        } else if (comparing.foundTurned()) {
            turningTo = protocol;
            detector.turnLater(this);
        } else {
            recognised(held, protocol);
        }
    }

    private void recognised(FlowReplay held, P protocol) {
        release(held);
        Flow flow = held.flow();
        consumer = held.replay(() -> detector.opener().open(flow, protocol));
    }

    private void release(FlowReplay held) {
        detector.held(-held.memory());
        replay = null;
        comparison = null;
    }

    /** Turns the flow, if that was not done before, and tells the protocol what was held back. */
    void turn() {
        FlowReplay held = replay;
        P protocol = turningTo;
        if (held != null && protocol != null) {
            turningTo = null;
            held.turn();
            recognised(held, protocol);
        }
    }

    /** Gives up once no signature can become complete. */
    private void unless(Comparison<P> comparing) {
        FlowReplay held = replay;
        if (held != null && !comparing.isOpen()) {
            if (comparing.isTooLong()) {
                detector.tooLong();
            }
            held.flow().opaque();
            release(held);
        }
    }

    @Override
    public void gap(Direction direction, long bytes) {
        FlowReplay held = replay;
        if (held != null) {
            long before = held.memory();
            held.gap(direction, bytes);
            detector.held(held.memory() - before);
            stopped(direction);
        } else if (consumer != null) {
            consumer.gap(direction, bytes);
        }
    }

    @Override
    public void overlap(SegmentOverlap overlap) {
        FlowReplay held = replay;
        if (held != null) {
            long before = held.memory();
            held.overlap(overlap);
            detector.held(held.memory() - before);
        } else if (consumer != null) {
            consumer.overlap(overlap);
        }
    }

    @Override
    public void closed(Direction direction) {
        FlowReplay held = replay;
        if (held != null) {
            long before = held.memory();
            held.closed(direction);
            detector.held(held.memory() - before);
            stopped(direction);
        } else if (consumer != null) {
            consumer.closed(direction);
        }
    }

    private void stopped(Direction direction) {
        FlowReplay held = replay;
        if (held == null || turningTo != null) {
            return;
        }
        Comparison<P> comparing = comparison;
        if (comparing == null) {
            comparing = new Comparison<>(
                    held.flow(), detector.candidates(held.flow().transport()), detector.bytes());
            comparison = comparing;
        }
        comparing.stopped(direction);
        unless(comparing);
    }

    @Override
    public void end(EndReason reason) {
        turn();
        if (replay != null) {
            release(replay);
        }
        if (consumer != null) {
            consumer.end(reason);
        }
    }

    @Override
    public @Nullable TimerNode timer() {
        FlowConsumer recognised = consumer;
        return recognised == null ? null : recognised.timer();
    }
}
