package org.protospec.runtime.machine;

import org.protospec.runtime.bytes.EvaluationException;
import org.protospec.runtime.event.DecodeError;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.ParseError;

/**
 * What a machine does on each event, where an expression of its spec may have no value: a division by zero, or a function in Java that throws.
 * Then what follows in the transition is not done. A parse error tells it, whose path is the state and the event, and the
 * transitions on parse errors are tried; without one the machine fails. Bytes that were read stay read.
 */
abstract class MachineAnswers extends MachineContext {
    MachineAnswers(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    /** Name of a state, or of an end. */
    abstract String name(int state);

    /** Goes to the end of a conversation that did not go well. */
    abstract void goToFail();

    /** What an event leads to that the spec declares cannot be computed. */
    protected final void unanswered(String event, EvaluationException e) {
        noValue(e, event, "", 0);
    }

    final void answerUp(Message message) {
        try {
            onUp(message);
        } catch (EvaluationException e) {
            noValue(e, "up", Direction.UP.label(), message.messageOffset());
        }
    }

    final void answerDown(Message message) {
        try {
            onDown(message);
        } catch (EvaluationException e) {
            noValue(e, "down", Direction.DOWN.label(), message.messageOffset());
        }
    }

    /** Returns whether a transition was taken. */
    final boolean answerParseError(ParseError error) {
        try {
            return onParseError(error);
        } catch (EvaluationException e) {
            tellNoValue(e, "parse_error", error.direction(), error.offset());
            return false;
        }
    }

    /** Returns whether a transition was taken, or what became of one was told. */
    final boolean answerGap(Gap gap) {
        try {
            return onGap(gap);
        } catch (EvaluationException e) {
            noValue(e, "gap", gap.direction().label(), gap.offset());
            return true;
        }
    }

    final void answerMissingGrammar(Direction direction) {
        try {
            onMissingGrammar(direction);
        } catch (EvaluationException e) {
            noValue(e, "missing_grammar", direction.label(), endOffset(direction));
        }
    }

    final void answerClosed(Direction direction) {
        try {
            onClosed(direction);
        } catch (EvaluationException e) {
            noValue(e, "closed", direction.label(), endOffset(direction));
        }
    }

    final void answerOneSided(Direction direction) {
        try {
            onOneSided(direction);
        } catch (EvaluationException e) {
            noValue(e, "one_sided", direction.label(), endOffset(direction));
        }
    }

    /** In the middle of a message no transition leads elsewhere. */
    final void answerDecodeError(DecodeError error) {
        try {
            onDecodeError(error);
        } catch (EvaluationException e) {
            tellNoValue(e, "decode_error", "", 0);
        }
    }

    final void answerInit() {
        try {
            onInit();
        } catch (EvaluationException e) {
            noValue(e, "init", "", 0);
        }
    }

    final void answerEnter(int state) {
        try {
            onEnter(state);
        } catch (EvaluationException e) {
            noValue(e, "enter", "", 0);
        }
    }

    final void answerTimeout(int state, int index) {
        try {
            onTimeout(state, index);
        } catch (EvaluationException e) {
            noValue(e, "timeout", "", 0);
        }
    }

    /** A state that is being left leads nowhere else. */
    final void answerLeave(int state) {
        try {
            onLeave(state);
        } catch (EvaluationException e) {
            tellNoValue(e, "leave", "", 0);
        }
    }

    final void answerFail() {
        try {
            onFail();
        } catch (EvaluationException e) {
            tellNoValue(e, "fail", "", 0);
        }
    }

    final void answerFinish() {
        try {
            onFinish();
        } catch (EvaluationException e) {
            tellNoValue(e, "finish", "", 0);
        }
    }

    private void noValue(EvaluationException e, String event, String direction, long offset) {
        ParseError error = tellNoValue(e, event, direction, offset);
        if (ended() || is(HANDING_OVER)) {
            return;
        }
        // Nothing is unread that could be taken up again.
        dissector.turn().fault = null;
        dissector.turn().trigger = "parse_error";
        if (!answerParseError(error) && !ended() && !is(HANDING_OVER)) {
            goToFail();
        }
    }

    private ParseError tellNoValue(EvaluationException e, String event, String direction, long offset) {
        ParseError error = withoutValue(e, event, direction, offset);
        ParseErrorEvent told = new ParseErrorEvent(error);
        told.at(this);
        dissector.parseErrors().deliver(told);
        return error;
    }

    /** That an expression of a state has no value, as data. */
    final ParseError withoutValue(EvaluationException e, String event, String direction, long offset) {
        return new ParseError(
                ParseError.Kind.VALUE,
                protocol(),
                direction,
                offset,
                packet(),
                name(state) + "." + event,
                e.reason(),
                e.found());
    }
}
