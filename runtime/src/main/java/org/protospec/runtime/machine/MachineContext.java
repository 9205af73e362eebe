package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;

/**
 * What a machine holds, and who its events belong to.
 *
 * <p>A million flows may be idle at a time, so an idle one holds little: yes and no in one number, no {@link Side} of a
 * direction in which nothing is under way, and nothing that is only needed in a {@link Turn}.
 */
abstract class MachineContext extends MachineHooks implements EventContext {
    /** Flags of a direction, shifted by its ordinal: its bytes are no longer looked at. */
    static final int OPAQUE = 1;
    /** It has ended (FIN). */
    static final int CLOSED = 1 << 2;
    /** The machine was told of that. */
    static final int CLOSED_TOLD = 1 << 4;

    static final int ONE_SIDED_TOLD = 1 << 6;
    /** The state has read a message without bytes; it reads none again before it is entered anew. */
    static final int EMPTIED = 1 << 8;

    /** Flags of the flow: its conversation is over. */
    static final int ENDED = 1 << 10;
    /** It is being dissected just now. */
    static final int RUNNING = 1 << 11;
    /** It is one of datagrams. */
    static final int DATAGRAMS = 1 << 12;
    /** Nothing more comes: no time begins to run any more. */
    static final int ENDING = 1 << 13;
    /** The transition under way hands the flow over to another protocol. */
    static final int HANDING_OVER = 1 << 14;

    final Dissector dissector;
    final Flow flow;
    private @Nullable Side up;
    private @Nullable Side down;
    /** Offset in its stream of a direction's next byte, while it has no {@link Side}. */
    private long upOffset;

    private long downOffset;
    int flags;
    int state;

    /** What the state reads, once somebody has asked. */
    private @Nullable StateReading reading;

    /** What the flow was handed over to; then nothing is left here. */
    @Nullable
    Machine successor;

    /** Protocols within this one, if its flow has any. */
    @Nullable
    InnerStream inner;

    MachineContext(Dissector dissector, Flow flow, int initial) {
        this.dissector = dissector;
        this.flow = flow;
        this.state = initial;
        dissector.limits(flow.clock().limits());
    }

    // ------------------------------------------------------------------ flags

    final boolean is(int flag) {
        return (flags & flag) != 0;
    }

    final boolean is(int flag, Direction direction) {
        return (flags & flag << direction.ordinal()) != 0;
    }

    final void set(int flag) {
        flags |= flag;
    }

    final void set(int flag, Direction direction) {
        flags |= flag << direction.ordinal();
    }

    final void clear(int flag) {
        flags &= ~flag;
    }

    final boolean ended() {
        return is(ENDED);
    }

    // ------------------------------------------------------------------ directions

    /** What the current state reads. */
    final StateReading reading() {
        StateReading known = reading;
        return known != null ? known : lookUp();
    }

    private StateReading lookUp() {
        StateReading found = dissector.reads().of(this, state);
        reading = found;
        return found;
    }

    /** The machine is in another state from now on. */
    final void state(int entered) {
        state = entered;
        reading = null;
    }

    /** Number of the message that the current state reads of a direction, {@link #DEFER} or {@link #NOTHING}. */
    final int grammar(Direction direction) {
        return reading().grammar(direction);
    }

    /** What is under way in a direction; null if nothing is. */
    final @Nullable Side side(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    final boolean hasSide(Direction direction) {
        return side(direction) != null;
    }

    /** Whether there is something to read in a direction: bytes, or that bytes are missing. */
    final boolean hasMore(Direction direction) {
        Side side = side(direction);
        return side != null && side.hasMore();
    }

    /** Number of the packet in which what is next in a direction was captured: a byte, or else its end. */
    final long nextPacket(Direction direction) {
        Side side = side(direction);
        return side == null ? Long.MAX_VALUE : Math.min(side.input.nextPacket(), side.closedPacket);
    }

    /** The same with a side lent to it if nothing is under way. */
    final Side open(Direction direction) {
        Side side = side(direction);
        if (side == null) {
            side = dissector.lend(direction, direction == Direction.UP ? upOffset : downOffset);
            // A message without bytes has the packet at hand.
            side.input.mark(dissector.turn().packet, dissector.turn().time);
            hold(direction, side);
        }
        return side;
    }

    final void hold(Direction direction, @Nullable Side side) {
        if (direction == Direction.UP) {
            up = side;
        } else {
            down = side;
        }
    }

    /** Offset in its stream of the next byte that the flow brings. */
    final long endOffset(Direction direction) {
        Side side = side(direction);
        return side != null ? side.input.endOffset() : direction == Direction.UP ? upOffset : downOffset;
    }

    final void offset(Direction direction, long offset) {
        if (direction == Direction.UP) {
            upOffset = offset;
        } else {
            downOffset = offset;
        }
    }

    /** Counts bytes that nobody looks at. */
    final void pass(Direction direction, long bytes) {
        if (direction == Direction.UP) {
            upOffset += bytes;
        } else {
            downOffset += bytes;
        }
    }

    /** The caller takes its bytes back: keeps what is left of them, and gives back what an idle flow does not need. */
    final void settle() {
        settle(up);
        settle(down);
    }

    private void settle(@Nullable Side side) {
        if (side == null) {
            return;
        }
        if (ended() || is(OPAQUE, side.direction)) {
            abandon(side.direction);
        } else if (side.isIdle()) {
            letGo(side);
        } else {
            side.input.keep();
        }
    }

    final void letGo(Side side) {
        offset(side.direction, side.input.endOffset());
        hold(side.direction, null);
        dissector.give(side);
    }

    /** Leaves the message being read, whose stream ends as incomplete; its unread bytes stay. */
    final void leave(Side side) {
        MessageParser<?> parser = side.parser;
        if (parser != null) {
            side.parser = null;
            parser.abort();
            give(side.grammar, parser);
        }
    }

    /** Leaves the message being read after handing on what there is of its stream. */
    final void abandon(Side side) {
        MessageParser<?> parser = side.parser;
        if (parser != null) {
            Turn turn = dissector.turn();
            side.parser = null;
            turn.reading = side.input;
            parser.abort(side.input);
            turn.reading = null;
            give(side.grammar, parser);
        }
    }

    /** Leaves a direction with all its bytes. */
    final void abandon(Direction direction) {
        Side side = side(direction);
        if (side != null) {
            leave(side);
            // While a handler runs, the input of the message that it looks at is still needed; settle() comes later.
            if (!is(RUNNING)) {
                letGo(side);
            }
        }
    }

    // ------------------------------------------------------------------ context of events

    /** Begins what is to be done with the packet under way. */
    final Turn now() {
        Turn turn = dissector.turn();
        turn.begin(flow.clock().packet(), flow.clock().now());
        return turn;
    }

    @Override
    public final String protocol() {
        return dissector.protocol().name();
    }

    @Override
    public final Flow flow() {
        return flow;
    }

    @Override
    public final long packet() {
        Input in = dissector.turn().reading;
        return in == null ? dissector.turn().packet : in.packet();
    }

    @Override
    public final long time() {
        Input in = dissector.turn().reading;
        return in == null ? dissector.turn().time : in.time();
    }

    @Override
    public final boolean afterCapture() {
        return dissector.turn().afterCapture;
    }

    @Override
    public final void raise(Alert alert) {
        AlertEvent event = new AlertEvent(alert);
        event.at(this);
        dissector.alerts().deliver(event);
    }

    @Override
    public final void drop() {
        if (!flow.dropped()) {
            flow.drop();
            // The message whose event is being told is still looked at; the rest is let go once that is done.
            set(ENDED);
        }
    }
}
