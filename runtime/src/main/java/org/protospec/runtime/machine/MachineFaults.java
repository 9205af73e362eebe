package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.EvaluationException;
import org.protospec.runtime.event.DecodeError;
import org.protospec.runtime.event.DecodeErrorEvent;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.event.GapEvent;
import org.protospec.runtime.event.OverflowEvent;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.event.ResyncEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.parse.Delimiter;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.ParseError;
import org.protospec.runtime.parse.RecoveryListener;
import org.protospec.runtime.parse.Resync;

/** What a machine does with bytes that do not fit, that nobody expects, that wait too long, or that are missing. */
abstract class MachineFaults extends MachineHandOver implements RecoveryListener {
    private static final int MAX_ERRORS_AT_ONE_PLACE = 4;

    MachineFaults(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    // ------------------------------------------------------------------ what generated transitions do

    /** Lets go of the bytes behind the error or gap up to a delimiter and of that, and reads on behind it. */
    protected final void resyncAfter(Delimiter delimiter) {
        resync(delimiter, Resync.Place.AFTER);
    }

    /** Lets go of the bytes behind the error or gap up to a delimiter, and reads on with that. */
    protected final void resyncBefore(Delimiter delimiter) {
        resync(delimiter, Resync.Place.BEFORE);
    }

    private void resync(Delimiter delimiter, Resync.Place place) {
        Side fault = dissector.turn().fault;
        if (fault != null) {
            fault.resync.begin(delimiter, place);
        }
    }

    /** Makes room for another message in a queue of at most {@code most}. */
    protected final <M extends Message> void makeRoom(QueuePool<M> pool, MessageQueue<M> queue, String name, int most) {
        if (pool.makeRoom(queue, most)) {
            OverflowEvent event = new OverflowEvent(name, most);
            event.at(this);
            dissector.overflows().deliver(event);
        }
    }

    // ------------------------------------------------------------------ what does not fit

    final void failed(Side side, MessageParser<?> parser) {
        Input in = side.input;
        Turn turn = now();
        ParseError error = parser.error(
                protocol(), side.direction.label(), in.nextPacket() == Long.MAX_VALUE ? turn.packet : in.nextPacket());
        side.parser = null;
        parser.abort();
        give(side.grammar, parser);
        in.restart();
        side.countError();
        tell(side, error);
    }

    private void tell(Side side, ParseError error) {
        ParseErrorEvent event = new ParseErrorEvent(error);
        event.at(this);
        dissector.parseErrors().deliver(event);
        if (ended()) {
            return;
        }
        int before = state;
        dissector.turn().trigger = "parse_error";
        dissector.turn().fault = side;
        boolean taken = answerParseError(error);
        dissector.turn().fault = null;
        if (ended() || is(HANDING_OVER)) {
            return;
        }
        if (!taken || side.errorsHere > MAX_ERRORS_AT_ONE_PLACE) {
            go(FAIL);
        } else if (side.resync.isSearching()) {
            side.resync.skip(side.input, (int) (error.offset() - side.input.offset()));
            side.stalled = false;
        } else if (state == before) {
            // The state stays, but there is no telling where its next message begins, save in the next datagram.
            if (is(DATAGRAMS)) {
                side.input.skip();
            } else {
                opaque(side.direction);
            }
        }
    }

    /** Bytes came of which the state reads nothing. */
    final void unexpected(Side side) {
        now().trigger = "missing_grammar";
        int before = state;
        answerMissingGrammar(side.direction);
        if (state == before && !ended() && !is(HANDING_OVER)) {
            side.input.skip();
        }
    }

    /** Bytes wait: more than may, or for a direction of which nothing was captured. */
    final void tooMuchDeferred(Side side) {
        Direction direction = side.direction;
        Turn turn = now();
        if (!is(ONE_SIDED_TOLD, direction) && flow.bytes(direction.opposite()) == 0 && tellOneSided(direction)) {
            return;
        }
        if (side.input.waiting() <= deferredBytes()) {
            side.stalled = true;
            return;
        }
        side.errorsHere++;
        tell(side, limit(side, turn.packet, name(state), Limit.DEFERRED_BYTES));
    }

    /** What the state hands to the message that it reads next has no value. */
    final void withoutArguments(Side side, EvaluationException e) {
        now();
        side.countError();
        String direction = side.direction.label();
        tell(side, withoutValue(e, direction, direction, side.input.offset()));
    }

    /** A message is longer than any may be, whatever its spec allows. */
    final void tooLong(Side side, MessageParser<?> parser) {
        Turn turn = now();
        String path = parser.message().messageName();
        side.parser = null;
        parser.abort();
        give(side.grammar, parser);
        side.input.restart();
        side.countError();
        tell(side, limit(side, turn.packet, path, Limit.MESSAGE_BYTES));
    }

    private ParseError limit(Side side, long packet, String path, Limit limit) {
        flow.clock().counters().reached(limit);
        String most = "at most " + flow.clock().limits().of(limit) + " " + limit.label();
        ParseError.Kind kind = ParseError.Kind.LIMIT;
        return new ParseError(
                kind, protocol(), side.direction.label(), side.input.offset(), packet, path, most, "more");
    }

    /** Most bytes that may wait in one direction until a state takes them. */
    final int deferredBytes() {
        return dissector.deferredBytes();
    }

    final boolean isOneSided(Direction direction) {
        return !is(ONE_SIDED_TOLD, direction) && is(CLOSED, direction) && flow.bytes(direction.opposite()) == 0;
    }

    final boolean tellOneSided(Direction direction) {
        if (ended() || !hasMore(direction) || grammar(direction) != DEFER) {
            return false;
        }
        set(ONE_SIDED_TOLD, direction);
        now().trigger = "one_sided";
        answerOneSided(direction);
        return true;
    }

    /** A part of a message does not fit: it goes on, and so does its state. */
    @Override
    public final void lost(Input in) {
        Side side = reading(in);
        MessageParser<?> parser = side == null ? null : side.parser;
        if (side != null && parser != null) {
            ParseErrorEvent event = new ParseErrorEvent(parser.error(protocol(), side.direction.label(), packet()));
            event.at(this);
            dissector.parseErrors().deliver(event);
        }
    }

    @Override
    public final void takenUp(Input in, long skipped) {
        Side side = reading(in);
        if (side != null) {
            resynced(side, skipped);
        }
    }

    private @Nullable Side reading(Input in) {
        Side up = side(Direction.UP);
        return up != null && up.input == in ? up : side(Direction.DOWN);
    }

    private void resynced(Side side, long skipped) {
        ResyncEvent event = new ResyncEvent(side.direction, side.input.offset(), skipped);
        event.at(this);
        dissector.resyncs().deliver(event);
    }

    /** In the middle of a message: it goes on, and so does its state. */
    @Override
    public final void undecodable(DecodeError error) {
        DecodeErrorEvent event = new DecodeErrorEvent(error);
        event.at(this);
        dissector.decodeErrors().deliver(event);
        if (!ended()) {
            answerDecodeError(error);
        }
    }

    // ------------------------------------------------------------------ what is missing

    /** All that there is before a hole was read. A stream goes on behind it; of every other message the rest is lost. */
    final void missing(Side side) {
        Input in = side.input;
        Turn turn = now();
        turn.packet = in.holePacket();
        turn.time = in.holeTime();
        Gap gap = new Gap(side.direction, in.holeOffset(), in.hole());
        if (!side.holeTold) {
            GapEvent event = new GapEvent(gap);
            event.at(this);
            dissector.gaps().deliver(event);
        }
        if (ended()) {
            return;
        }
        long taken = streamed(side, gap.bytes());
        if (taken == 0) {
            abandon(side);
            side.resync.skip(in, in.unread());
            in.commit();
        }
        side.stalled = false;
        side.holeTold = taken > 0 && taken < gap.bytes();
        in.pass(taken > 0 ? taken : gap.bytes());
        if (taken == 0 && !side.resync.isSearching()) {
            tell(side, gap);
        }
    }

    private long streamed(Side side, long missing) {
        MessageParser<?> parser = side.parser;
        if (parser == null) {
            return 0;
        }
        Turn turn = dissector.turn();
        turn.reading = side.input;
        long taken = parser.gap(side.input, missing);
        turn.reading = null;
        return taken;
    }

    private void tell(Side side, Gap gap) {
        Turn turn = dissector.turn();
        turn.trigger = "gap";
        turn.fault = side;
        boolean taken = answerGap(gap);
        turn.fault = null;
        if (!taken && !ended()) {
            go(FAIL);
        }
    }

    // ------------------------------------------------------------------ where to go on

    /** Looks for the place where to go on; if it is not there, all bytes are let go that are not part of it. */
    final void takeUpAgain(Side side) {
        Input in = side.input;
        boolean found = side.resync.find(in);
        if (found) {
            side.resync.stop();
            Turn turn = now();
            turn.packet = in.packet();
            turn.time = in.time();
            resynced(side, side.resync.skipped());
        } else if (in.complete()) {
            side.resync.stop();
        } else {
            side.stalled = true;
        }
        in.commit();
    }
}
