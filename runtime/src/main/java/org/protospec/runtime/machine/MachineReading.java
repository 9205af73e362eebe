package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.ParseError;
import org.protospec.runtime.parse.Progress;

/**
 * The order in which a machine looks at the bytes of its two directions.
 *
 * <p>What was captured first is looked at first: of two directions with unread bytes goes that whose oldest unread byte was
 * captured earlier. Bytes that a state defers wait for a state that takes them.
 */
abstract class MachineReading extends MachineStates {
    private static final int MAX_ERRORS_AT_ONE_PLACE = 4;
    /** Messages without bytes that may follow each other, so that a spec cannot go round without reading anything. */
    private static final int MAX_EMPTY_MESSAGES = 64;

    private static final int EMPTY_MESSAGES_SHIFT = 24;
    private static final int EMPTY_MESSAGES_MASK = 0xff << EMPTY_MESSAGES_SHIFT;

    MachineReading(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    // ------------------------------------------------------------------ which direction is next

    @Override
    final void run() {
        if (is(RUNNING)) {
            return;
        }
        set(RUNNING);
        while (!ended()) {
            Direction next = next();
            if (next != null) {
                advance(next);
            } else if (!answered(Direction.UP) && !answered(Direction.DOWN)) {
                break;
            }
        }
        clear(RUNNING);
    }

    private @Nullable Direction next() {
        boolean upReady = ready(Direction.UP);
        boolean downReady = ready(Direction.DOWN);
        if (upReady && downReady) {
            return nextPacket(Direction.UP) <= nextPacket(Direction.DOWN) ? Direction.UP : Direction.DOWN;
        }
        return upReady ? Direction.UP : downReady ? Direction.DOWN : null;
    }

    private boolean ready(Direction direction) {
        Side side = side(direction);
        if (is(OPAQUE, direction) || side != null && side.stalled) {
            return false;
        }
        int unread = side == null ? 0 : side.input.unread();
        boolean reading = side != null && side.parser != null;
        if (is(CLOSED, direction) && !is(CLOSED_TOLD, direction) && unread == 0 && !reading) {
            return true;
        }
        int grammar = reads(state, direction);
        if (grammar == DEFER || is(EMPTIED, direction)) {
            return unread > 0 && (unread > dissector.deferredBytes() || isOneSided(direction));
        }
        if (grammar == NOTHING) {
            return unread > 0;
        }
        return unread > 0 || reading || mayBeEmpty(grammar);
    }

    private void advance(Direction direction) {
        int grammar = reads(state, direction);
        Side side = side(direction);
        boolean reading = side != null && side.parser != null;
        boolean empty = side == null || side.input.unread() == 0;
        boolean begins = !empty || reading || mayBeEmpty(grammar) && !is(CLOSED_TOLD, direction);
        if (grammar >= 0 && begins && !is(EMPTIED, direction)) {
            read(direction, grammar);
        } else if (empty) {
            set(CLOSED_TOLD, direction);
            now().trigger = "closed";
            onClosed(direction);
        } else if (grammar == NOTHING) {
            missing(direction);
        } else {
            tooMuchDeferred(direction);
        }
    }

    // ------------------------------------------------------------------ messages

    private void read(Direction direction, int grammar) {
        if (answered(direction.opposite())) {
            return;
        }
        Side side = open(direction);
        Input in = side.input;
        if (is(CLOSED, direction)) {
            in.close();
        }
        MessageParser<?> parser = side.parser;
        if (parser == null) {
            parser = parser(grammar, direction);
            parser.trace(dissector.trace());
            parser.start(in);
            side.parser = parser;
            side.grammar = grammar;
        }
        Turn turn = dissector.turn();
        turn.reading = in;
        Progress progress = parser.parse(in);
        turn.reading = null;
        switch (progress) {
            case DONE -> whole(side, grammar, parser);
            case MORE -> side.stalled = true;
            case FAILED -> failed(side, parser);
        }
    }

    /** The other direction speaks now: its peer's message may have waited for just that. */
    private boolean answered(Direction direction) {
        Side waiting = side(direction);
        Side answering = side(direction.opposite());
        if (waiting == null || answering == null || !waiting.stalled) {
            return false;
        }
        MessageParser<?> parser = waiting.parser;
        if (parser != null
                && answering.input.unread() > 0
                && answering.lastPacket > waiting.lastPacket
                && parser.answered(waiting.input)) {
            waiting.stalled = false;
            return true;
        }
        return false;
    }

    private void whole(Side side, int grammar, MessageParser<?> parser) {
        Input in = side.input;
        boolean empty = in.consumed() == 0;
        Turn turn = dissector.turn();
        turn.packet = in.packet();
        turn.time = in.time();
        side.parser = null;
        int before = state;
        if (side.direction == Direction.UP) {
            turn.trigger = "up";
            onUp(parser.message());
        } else {
            turn.trigger = "down";
            onDown(parser.message());
        }
        in.commit();
        give(grammar, parser);
        if (!empty) {
            clear(EMPTY_MESSAGES_MASK);
        } else if (state == before) {
            // A message without bytes is there once, not for ever.
            set(EMPTIED, side.direction);
        } else if (countEmptyMessage() > MAX_EMPTY_MESSAGES && !ended()) {
            go(FAIL);
        }
    }

    /** The count lies in the highest bits of the flags: it is small, and nearly always 0. */
    private int countEmptyMessage() {
        flags += 1 << EMPTY_MESSAGES_SHIFT;
        return flags >>> EMPTY_MESSAGES_SHIFT;
    }

    // ------------------------------------------------------------------ what does not fit

    private void failed(Side side, MessageParser<?> parser) {
        Input in = side.input;
        Turn turn = now();
        ParseError error = parser.error(
                protocol(),
                side.direction.label(),
                in.nextPacket() == Long.MAX_VALUE ? turn.packet : in.nextPacket());
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
        boolean taken = onParseError(error);
        if (ended()) {
            return;
        }
        if (!taken || side.errorsHere > MAX_ERRORS_AT_ONE_PLACE) {
            go(FAIL);
        } else if (state == before) {
            // The state stays, but there is no telling where its next message begins, save in the next datagram.
            if (is(DATAGRAMS)) {
                side.input.skip(0);
            } else {
                opaque(side.direction);
            }
        }
    }

    private void missing(Direction direction) {
        Side side = open(direction);
        now().trigger = "missing_grammar";
        int before = state;
        onMissingGrammar(direction);
        if (state == before && !ended()) {
            side.input.skip(0);
        }
    }

    private void tooMuchDeferred(Direction direction) {
        Turn turn = now();
        if (!is(ONE_SIDED_TOLD, direction) && flow.bytes(direction.opposite()) == 0 && tellOneSided(direction)) {
            return;
        }
        Side side = open(direction);
        if (side.input.unread() <= dissector.deferredBytes()) {
            side.stalled = true;
            return;
        }
        side.errorsHere++;
        tell(
                side,
                new ParseError(
                        ParseError.Kind.LIMIT,
                        protocol(),
                        direction.label(),
                        side.input.offset(),
                        turn.packet,
                        name(state),
                        "at most " + dissector.deferredBytes() + " deferred bytes",
                        "more"));
    }

    private boolean isOneSided(Direction direction) {
        return !is(ONE_SIDED_TOLD, direction)
                && is(CLOSED, direction)
                && flow.bytes(direction.opposite()) == 0;
    }

    final boolean tellOneSided(Direction direction) {
        if (ended() || unread(direction) == 0 || reads(state, direction) != DEFER) {
            return false;
        }
        set(ONE_SIDED_TOLD, direction);
        now().trigger = "one_sided";
        onOneSided(direction);
        return true;
    }
}
