package org.protospec.runtime.machine;

import org.protospec.runtime.event.SegmentOverlapEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.SegmentOverlap;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;

/**
 * The state machine of one flow: reads the messages that its state expects of each direction, and goes from state to state.
 *
 * <p>Generated machines say what each state reads and what happens on each event; the order is kept here, a part in each
 * class: {@link MachineContext} is what a flow holds, {@link MachineStates} its jumps and time-outs, {@link MachineHandOver} how it
 * is given to another protocol, {@link MachineFaults}
 * what becomes of what does not fit, {@link MachineReading} the order between the directions, {@link MachineDirect}
 * the short way for what is usual. This class takes what the flow brings.
 */
public abstract class Machine extends MachineDirect implements FlowConsumer {
    protected Machine(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    @Override
    public int glance() {
        Message message = remembered();
        return flags + (inner == null ? 0 : 1) + (message == null ? 0 : message.glance());
    }

    /** Begins the conversation. */
    public final void begin() {
        begin(Turn.NO_MOMENT);
    }

    /** Begins it at a moment, or now. */
    final void begin(long moment) {
        Turn turn = now();
        set(RUNNING);
        turn.trigger = "init";
        startTimeouts(moment);
        answerEnter(state);
        if (!ended()) {
            answerInit();
        }
        clear(RUNNING);
        if (is(HANDING_OVER)) {
            passOn();
        }
    }

    /**
     * An event happens that the spec declares; false where the conversation is over. Else {@link #happened} follows.
     *
     * @throws IllegalStateException where it happens while another one is told: whoever drives a machine waits for its end
     */
    protected final boolean happens(String event) {
        if (is(RUNNING)) {
            throw new IllegalStateException("\"" + event + "\" happens while another event of the machine is told");
        }
        if (ended()) {
            return false;
        }
        now().trigger = event;
        set(RUNNING);
        return true;
    }

    /** All was done that the event leads to. */
    protected final void happened() {
        clear(RUNNING);
        settle();
    }

    /** Checks what an event brings: whoever drives a machine keeps to the types of its spec. */
    protected static void inRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is from " + least + " to " + most + ", not " + value);
        }
    }

    /** The machine that has the flow now: this one, or the last one that it was handed over to. */
    public final Machine last() {
        Machine next = successor;
        return next == null ? this : next.last();
    }

    @Override
    final void goOn() {
        run();
        settle();
    }

    @Override
    public final void data(Direction direction, byte[] bytes, int offset, int length) {
        if (ended() || is(OPAQUE, direction)) {
            Machine next = successor;
            if (next == null) {
                pass(direction, length);
            } else {
                next.data(direction, bytes, offset, length);
            }
            return;
        }
        Turn turn = now();
        int taken = readDirectly(direction, bytes, offset, length);
        if (taken < length) {
            rest(turn, direction, bytes, offset + taken, length - taken);
        } else if (!isQuiet(direction)) {
            run();
            settle();
        }
    }

    private void rest(Turn turn, Direction direction, byte[] bytes, int offset, int length) {
        if (ended() && !is(HANDING_OVER) || is(OPAQUE, direction)) {
            // There may be a machine by now that takes them.
            data(direction, bytes, offset, length);
            return;
        }
        Side side = open(direction);
        side.lastTurn = turn.number;
        side.input.append(bytes, offset, length, turn.packet, turn.time);
        side.stalled = false;
        run();
        settle();
    }

    @Override
    public final void datagram(Direction direction, byte[] bytes, int offset, int length) {
        Machine next = successor;
        if (next != null) {
            next.datagram(direction, bytes, offset, length);
            return;
        }
        if (ended() || is(OPAQUE, direction)) {
            return;
        }
        Turn turn = now();
        set(DATAGRAMS);
        if (side(direction) == null) {
            // Offsets count from the datagram's first byte.
            offset(direction, 0);
        }
        Side side = open(direction);
        side.forgetErrors();
        clear(EMPTIED << direction.ordinal());
        side.emptyDatagram = length == 0;
        Input in = side.input;
        in.append(bytes, offset, length, turn.packet, turn.time);
        // Nothing of another datagram completes a message of this one.
        in.close();
        side.stalled = false;
        run();
        side.emptyDatagram = false;
        in.reopen();
        settle();
    }

    @Override
    public final void gap(Direction direction, long bytes) {
        Machine next = successor;
        if (next != null) {
            next.gap(direction, bytes);
            return;
        }
        if (ended() || is(OPAQUE, direction)) {
            pass(direction, bytes);
            return;
        }
        Turn turn = now();
        open(direction).input.gap(bytes, turn.packet, turn.time);
        run();
        settle();
    }

    @Override
    public final void overlap(SegmentOverlap overlap) {
        Machine next = successor;
        if (next != null) {
            next.overlap(overlap);
            return;
        }
        if (ended() || is(OPAQUE, overlap.direction())) {
            return;
        }
        now();
        SegmentOverlapEvent event =
                new SegmentOverlapEvent(overlap, endOffset(overlap.direction()) + overlap.distance());
        event.at(this);
        dissector.overlaps().deliver(event);
    }

    @Override
    public final void closed(Direction direction) {
        Machine next = successor;
        if (next != null) {
            next.closed(direction);
            return;
        }
        if (ended() || is(CLOSED, direction)) {
            return;
        }
        Turn turn = now();
        set(CLOSED, direction);
        Side side = side(direction);
        if (side != null && !is(OPAQUE, direction)) {
            side.closedPacket = turn.packet;
            side.stalled = false;
            side.input.close();
        }
        run();
        settle();
        for (InnerStream each = inner; each != null; each = each.next) {
            each.closed(direction);
        }
    }

    @Override
    public final void end(EndReason reason) {
        if (successor == null) {
            endThis(reason);
        }
        Machine next = successor;
        if (next != null) {
            next.end(reason);
        }
    }

    private void endThis(EndReason reason) {
        Turn turn = now();
        set(ENDING);
        endDeferral(Direction.UP);
        endDeferral(Direction.DOWN);
        endMessage(Direction.UP);
        endMessage(Direction.DOWN);
        if (reason == EndReason.END_OF_CAPTURE) {
            tellPendingTimeouts();
        }
        if (depth() > 0) {
            dissector.released();
        }
        if (successor != null) {
            return;
        }
        cancelTimeouts();
        if (!ended()) {
            turn.trigger = "end";
            answerLeave(state);
            answerFinish();
            set(ENDED);
        }
        abandon(Direction.UP);
        abandon(Direction.DOWN);
        endInner(reason);
        release();
    }

    /** Nothing more comes of the direction that deferred bytes wait for: a spec may read them without it. */
    private void endDeferral(Direction direction) {
        long offset;
        do {
            Side side = side(direction);
            offset = side == null ? 0 : side.input.offset();
            if (!tellOneSided(direction)) {
                return;
            }
            run();
        } while (!ended() && isBeyond(direction, offset));
    }

    private boolean isBeyond(Direction direction, long offset) {
        Side side = side(direction);
        return side != null && side.input.offset() > offset;
    }

    /** At the end of the flow a message that waits for an answer that cannot come may still be whole. */
    private void endMessage(Direction direction) {
        Side side = side(direction);
        MessageParser<?> parser = side == null ? null : side.parser;
        if (ended() || side == null || parser == null) {
            return;
        }
        if (parser.answered(side.input)) {
            side.stalled = false;
            run();
        } else {
            abandon(side);
        }
    }
}
