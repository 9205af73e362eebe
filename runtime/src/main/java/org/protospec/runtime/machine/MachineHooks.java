package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.DecodeError;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.ParseError;

/**
 * What a generated machine says of its states: what each one reads, and what happens on each event. {@link Machine} keeps the
 * order in which it is asked.
 */
abstract class MachineHooks {
    /** What a state reads of a direction: nothing, so that bytes raise {@code missing_grammar}. */
    protected static final int NOTHING = -1;
    /** What a state reads of a direction: nothing yet, the bytes wait. */
    protected static final int DEFER = -2;
    /** The end of a conversation that went well. */
    protected static final int FINISH = -1;
    /** The end of a conversation that did not go well. */
    protected static final int FAIL = -2;

    private static final long[] NO_TIMEOUTS = {};

    /** Name of a state. */
    protected abstract String stateName(int state);

    /** Number of the message that the state reads of a direction, {@link #DEFER} or {@link #NOTHING}. */
    protected abstract int reads(int state, Direction direction);

    /** Whether a message may have no bytes at all, so that it is looked for before any have come. */
    protected boolean mayBeEmpty(int grammar) {
        return false;
    }

    /** Whether nothing is told of a message before it is whole, and it depends on nothing else: it can be read again from its beginning. */
    protected boolean isRepeatable(int grammar) {
        return false;
    }

    /** A parser for the message that the state reads of a direction. */
    protected abstract MessageParser<?> parser(int grammar, Direction direction);

    /** Takes a parser back. */
    protected abstract void give(int grammar, MessageParser<?> parser);

    /** A message of the client is whole. */
    protected void onUp(Message message) {}

    /** A message of the server is whole. */
    protected void onDown(Message message) {}

    /** The bytes of a direction do not fit; returns whether a transition was taken. */
    protected boolean onParseError(ParseError error) {
        return false;
    }

    /** Bytes came of which the state reads nothing; returns whether a transition was taken. */
    protected boolean onMissingGrammar(Direction direction) {
        return false;
    }

    /** Bytes are missing; returns whether a transition was taken. */
    protected boolean onGap(Gap gap) {
        return false;
    }

    /** Content that is being handed on cannot be decoded. */
    protected void onDecodeError(DecodeError error) {}

    /** A direction has ended and all its bytes were read. */
    protected void onClosed(Direction direction) {}

    /**
     * Deferred bytes of {@code direction} wait for the other direction in vain: the flow ends, or nothing at all was captured
     * of that direction and this one is closed or has reached its bound.
     */
    protected void onOneSided(Direction direction) {}

    /** The flow begins. */
    protected void onInit() {}

    /** The flow is over: what was remembered is let go. */
    protected void release() {}

    /** A message that is remembered, or null: what comes next may ask for it. */
    protected @Nullable Message remembered() {
        return null;
    }

    /** A state was entered. */
    protected void onEnter(int state) {}

    /** A state is left. */
    protected void onLeave(int state) {}

    /** The conversation fails. */
    protected void onFail() {}

    /** The conversation ends, one way or the other. */
    protected void onFinish() {}

    /** The time-outs of a state in nanoseconds, in the order of the spec. */
    protected long[] timeouts(int state) {
        return NO_TIMEOUTS;
    }

    /** A time-out of a state, given by its place in {@link #timeouts}, has passed. */
    protected void onTimeout(int state, int index) {}
}
