package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.EvaluationException;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/**
 * The order in which a machine looks at the bytes of its two directions.
 *
 * <p>What was captured first is looked at first: of two directions with unread bytes goes that whose oldest unread byte was
 * captured earlier. Bytes that a state defers wait for a state that takes them.
 */
abstract class MachineReading extends MachineFaults {
    /** Messages without bytes that may follow each other, so that a spec cannot go round without reading anything. */
    private static final int MAX_EMPTY_MESSAGES = 64;

    private static final int EMPTY_MESSAGES_SHIFT = 24;
    static final int EMPTY_MESSAGES_MASK = 0xff << EMPTY_MESSAGES_SHIFT;

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
        while (!ended() && !is(HANDING_OVER)) {
            Direction next = next();
            if (next != null) {
                advance(next);
            } else if (!answered(Direction.UP) && !answered(Direction.DOWN)) {
                break;
            }
        }
        clear(RUNNING);
        if (is(HANDING_OVER)) {
            passOn();
        }
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
        if (is(OPAQUE, direction)) {
            return false;
        }
        if (side == null) {
            return isReady(direction);
        }
        if (side.resync.isSearching()) {
            return !side.stalled || side.input.hasHole();
        }
        boolean more = side.hasMore();
        if (side.stalled) {
            return side.parser != null && side.input.hasHole();
        }
        if (!more && side.parser == null && isClosing(direction)) {
            return true;
        }
        if (waits(direction)) {
            return more && (side.input.waiting() > deferredBytes() || isOneSided(direction));
        }
        return more || side.parser != null || takesNothing(direction);
    }

    /** Whether there is something to tell or read of a direction in which nothing is under way. */
    final boolean isReady(Direction direction) {
        return isClosing(direction) || takesNothing(direction);
    }

    private boolean isClosing(Direction direction) {
        return is(CLOSED, direction) && !is(CLOSED_TOLD, direction);
    }

    /** Whether the state's bytes of a direction wait for another state. */
    private boolean waits(Direction direction) {
        return grammar(direction) == DEFER || is(EMPTIED, direction);
    }

    /** Whether the state reads a message that may be there without any bytes; of datagrams one without bytes must have come. */
    private boolean takesNothing(Direction direction) {
        if (is(EMPTIED, direction) || !reading().mayBeEmpty(direction)) {
            return false;
        }
        Side side = side(direction);
        return !is(DATAGRAMS) || side != null && side.emptyDatagram;
    }

    /** Whether nothing but deferred bytes is under way in a direction that goes on, and they may wait for another state. */
    final boolean isWaiting(Direction direction) {
        Side side = side(direction);
        return side != null
                && side.parser == null
                && !side.resync.isSearching()
                && !side.input.hasHole()
                && waits(direction)
                && (side.stalled || side.input.waiting() <= deferredBytes());
    }

    private void advance(Direction direction) {
        if (answered(direction.opposite())) {
            return;
        }
        Side side = side(direction);
        if (side != null && side.resync.isSearching() && !side.stalled) {
            takeUpAgain(side);
        } else if (side != null && side.stalled) {
            missing(side);
        } else {
            begin(direction);
        }
    }

    private void begin(Direction direction) {
        Side side = side(direction);
        int grammar = grammar(direction);
        boolean goesOn = side != null && (side.parser != null || side.hasMore());
        boolean waits = waits(direction);
        if (!waits && grammar >= 0 && (goesOn || takesNothing(direction) && !is(CLOSED_TOLD, direction))) {
            read(direction, grammar);
        } else if (side == null || !goesOn) {
            set(CLOSED_TOLD, direction);
            now().trigger = "closed";
            answerClosed(direction);
        } else if (waits) {
            tooMuchDeferred(side);
        } else if (side.input.unread() > 0) {
            unexpected(side);
        } else {
            missing(side);
        }
    }

    // ------------------------------------------------------------------ messages

    private void read(Direction direction, int grammar) {
        Side side = open(direction);
        Input in = side.input;
        if (is(CLOSED, direction)) {
            in.close();
        }
        MessageParser<?> parser = side.parser;
        if (parser == null) {
            try {
                parser = parser(grammar, direction);
            } catch (EvaluationException e) {
                withoutArguments(side, e);
                return;
            }
            if (dissector.isTraced()) {
                parser.trace(dissector.trace());
            }
            parser.start(in);
            side.parser = parser;
            side.grammar = grammar;
        }
        Turn turn = dissector.turn();
        turn.reading = in;
        in.recoveries(this);
        Progress progress = parser.parse(in);
        turn.reading = null;
        if ((progress == Progress.MORE ? in.held() : in.consumed()) > dissector.messageBytes()) {
            tooLong(side, parser);
            return;
        }
        switch (progress) {
            case DONE -> whole(side, grammar, parser);
            case MORE -> side.stalled = true;
            case FAILED -> failed(side, parser);
        }
    }

    /**
     * The other direction has spoken behind all that there is of a message, which may have waited for just that: then it is
     * read at once, before those bytes are, whatever came first of what waits in either direction.
     */
    private boolean answered(Direction direction) {
        Side waiting = side(direction);
        Side answering = side(direction.opposite());
        if (waiting == null || answering == null || !waiting.stalled) {
            return false;
        }
        MessageParser<?> parser = waiting.parser;
        if (parser != null
                && answering.input.hasBytes()
                && answering.lastTurn > waiting.lastTurn
                && !waiting.input.hasHole()
                && parser.answered(waiting.input)) {
            waiting.stalled = false;
            read(direction, waiting.grammar);
            return true;
        }
        return false;
    }

    private void whole(Side side, int grammar, MessageParser<?> parser) {
        Input in = side.input;
        boolean empty = in.isEmptyMessage();
        Turn turn = dissector.turn();
        turn.packet = in.packet();
        turn.time = in.time();
        side.parser = null;
        side.emptyDatagram = false;
        int before = state;
        tell(side.direction, parser);
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

    /** A message is whole: what the spec makes of it. */
    final void tell(Direction direction, MessageParser<?> parser) {
        Turn turn = dissector.turn();
        if (direction == Direction.UP) {
            turn.trigger = "up";
            answerUp(parser.anyMessage());
        } else {
            turn.trigger = "down";
            answerDown(parser.anyMessage());
        }
    }

    /** The count lies in the highest bits of the flags: it is small, and nearly always 0. */
    private int countEmptyMessage() {
        flags += 1 << EMPTY_MESSAGES_SHIFT;
        return flags >>> EMPTY_MESSAGES_SHIFT;
    }
}
