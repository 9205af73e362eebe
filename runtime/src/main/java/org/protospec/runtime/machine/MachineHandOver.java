package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.HandOverEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.parse.ContentSink;

/**
 * How a machine gives its flow away: from a place on, both directions are another protocol's, whose machine takes what waits in
 * them. The first machine stays the flow's consumer, and hands on all that comes to its {@link #successor}.
 */
abstract class MachineHandOver extends MachineStates {
    /** Flags that the other protocol's machine begins with; it is told of an end by itself. */
    private static final int KEPT = OPAQUE | OPAQUE << 1 | CLOSED | CLOSED << 1 | DATAGRAMS | ENDING;

    /** Where among the flags it is counted how often the flow was handed over before, in six bits. */
    private static final int COUNT_SHIFT = 16;

    private static final int COUNT_MASK = 0x3f;

    MachineHandOver(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    /** Gives the flow to another protocol behind the transition under way; the last one named counts. */
    protected final void handOver(String protocol) {
        if (!ended()) {
            set(HANDING_OVER);
            Turn turn = dissector.turn();
            turn.successor = protocol;
            turn.successorFrom = turn.moment;
        }
    }

    /** The transition that hands over is done: ends this machine, and begins the other one. */
    final void passOn() {
        clear(HANDING_OVER);
        if (flow.dropped()) {
            return;
        }
        Turn turn = dissector.turn();
        String name = turn.successor;
        long moment = turn.successorFrom;
        Dissector other = mayHandOver() ? dissector.other(name) : null;
        Machine next = other == null ? null : other.takeOver(flow);
        if (next != null) {
            finish();
        }
        tell(name, next == null ? note(name) : null);
        if (flow.dropped()) {
            // By a rule that was told.
            giveUp(other, next);
        } else if (next == null) {
            opaque();
        } else {
            next.take(this);
            successor = next;
            next.begin(moment);
            next.goOn();
        }
    }

    private static void giveUp(@Nullable Dissector other, @Nullable Machine next) {
        if (other != null && next != null) {
            next.release();
            other.released();
        }
    }

    private boolean mayHandOver() {
        return depth() < Math.min(flow.clock().limits().of(Limit.HAND_OVERS), COUNT_MASK);
    }

    private String note(String name) {
        if (mayHandOver()) {
            return "no protocol " + name + " is installed";
        }
        flow.clock().counters().reached(Limit.HAND_OVERS);
        return "handed over too often";
    }

    private void tell(String name, @Nullable String note) {
        HandOverEvent event = new HandOverEvent(name, place(Direction.UP), place(Direction.DOWN), note);
        event.at(this);
        dissector.handOvers().deliver(event);
    }

    /** Offset in its stream of the first byte of a direction that is not this machine's any more. */
    private long place(Direction direction) {
        Side side = side(direction);
        return side == null ? endOffset(direction) : side.input.restartOffset();
    }

    /** This machine's conversation ends here. */
    private void finish() {
        if (!ended()) {
            // Before, so that nothing here leads on to another state.
            set(ENDED);
            answerLeave(state);
            answerFinish();
        }
        cancelTimeouts();
        dissector.turn().jump = Turn.NO_JUMP;
        leave(Direction.UP);
        leave(Direction.DOWN);
        endInner(EndReason.FIN);
        release();
    }

    private void leave(Direction direction) {
        Side side = side(direction);
        if (side != null) {
            leave(side);
            side.takeUp();
        }
    }

    /** Takes from another machine what its flow holds. */
    final void take(MachineHandOver other) {
        flags |= other.flags & KEPT;
        flags |= other.depth() + 1 << COUNT_SHIFT;
        for (Direction direction : Direction.values()) {
            Side side = other.side(direction);
            offset(direction, other.endOffset(direction));
            if (side != null) {
                other.hold(direction, null);
                dissector.takeOver(side, other.dissector);
                hold(direction, side);
            }
        }
    }

    /** Reads what was handed over. */
    abstract void goOn();

    @Override
    public final ContentSink within(String protocol) {
        Side side = side(Direction.UP);
        Direction direction = side != null && side.input == dissector.turn().reading ? Direction.UP : Direction.DOWN;
        for (InnerStream each = inner; each != null; each = each.next) {
            if (each.protocol().equals(protocol)) {
                return each.way(direction);
            }
        }
        InnerStream opened = new InnerStream(this, protocol, open(protocol), inner);
        inner = opened;
        return opened.way(direction);
    }

    private @Nullable Machine open(String protocol) {
        Dissector other = mayHandOver() ? dissector.other(protocol) : null;
        Machine machine = other == null ? null : other.takeOver(flow);
        if (machine != null) {
            machine.flags |= depth() + 1 << COUNT_SHIFT;
            machine.begin();
        }
        return machine;
    }

    /** A rule of a protocol within this one may have given the flow up. */
    final void noticeDrop() {
        if (flow.dropped()) {
            set(ENDED);
        }
    }

    /** Nothing more comes for the protocols within this one. */
    final void endInner(EndReason reason) {
        InnerStream ending = inner;
        inner = null;
        for (InnerStream each = ending; each != null; each = each.next) {
            each.end(reason);
        }
    }

    /** How often the flow was handed over before this machine got it. */
    final int depth() {
        return flags >>> COUNT_SHIFT & COUNT_MASK;
    }
}
