package org.protospec.runtime.parse;

/**
 * The steps of a parser that bytes match or do not: tokens and constants, what is next of several things, and conditions on what was
 * taken.
 */
abstract class MatchSteps extends StepOutcomes {
    /** Takes a token: {@code matched} bytes, at most {@code max}. */
    protected final boolean token(int step, Input in, int matched, int max) {
        if (matched != Input.MORE && isTooLong(in, max)) {
            return limit(step, in, max, max + 1);
        }
        if (matched >= 0 && matched <= max) {
            return taken(step, in, matched);
        }
        if (matched == Input.NO_MATCH) {
            int seen = in.rejectedBytes();
            fail(step, in, ParseError.Kind.MISMATCH, expected(step), seen);
            foundEnd = seen > in.remaining();
            return false;
        }
        if (matched > max || in.remaining() > max) {
            return limit(step, in, max, max + 1);
        }
        return more(step);
    }

    /** Whether more bytes were looked at in vain than a token may have: whoever gets them one by one gives up before. */
    private static boolean isTooLong(Input in, int max) {
        return in.rejectedBytes() - 1 > max;
    }

    /** Takes a token that may be absent, {@code matched} bytes, at most {@code max}: nothing is noted of what is there instead. */
    protected final boolean optional(int step, Input in, int matched, int max) {
        if (matched == Input.NO_MATCH && !isTooLong(in, max)) {
            outcome = Progress.FAILED;
            kind = ParseError.Kind.MISMATCH;
            return false;
        }
        return token(step, in, matched, max);
    }

    /** Whether a token of at most {@code max} bytes that was looked for without being taken is there; if that is not known, the step waits. */
    protected final boolean ahead(int step, Input in, int matched, int max) {
        if (matched == Input.MORE) {
            return in.remaining() > max ? limit(step, in, max, max + 1) : more(step);
        }
        if (matched > max || isTooLong(in, max)) {
            return limit(step, in, max, max + 1);
        }
        outcome = Progress.FAILED;
        kind = ParseError.Kind.MISMATCH;
        return matched != Input.NO_MATCH;
    }

    /** Whether it is known which of several things is next, or that none is; at most {@code max} bytes are looked at for that. */
    protected final boolean decided(int step, Input in, int next, int max) {
        if (next != Input.MORE) {
            return !isTooLong(in, max) || limit(step, in, max, max + 1);
        }
        return in.remaining() > max ? limit(step, in, max, max + 1) : more(step);
    }

    /** Ends the message as one in which none of several things is next. */
    protected final Progress noneOf(int step, Input in) {
        int seen = in.rejectedBytes();
        fail(step, in, ParseError.Kind.MISMATCH, expected(step), seen);
        foundEnd = seen > in.remaining();
        return Progress.FAILED;
    }

    /** Whether a constant is next, given as the number that its bytes make; if that cannot be told yet, the step waits. */
    protected final boolean next(int step, Input in, long constant, int octets) {
        for (int i = 0; i < octets; i++) {
            if (i == in.remaining() && !in.complete()) {
                return more(step);
            }
            int expected = (int) (constant >>> 8 * (octets - 1 - i)) & 0xff;
            if (i == in.remaining() || (in.bytes()[in.position() + i] & 0xff) != expected) {
                outcome = Progress.FAILED;
                kind = ParseError.Kind.MISMATCH;
                return false;
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ what was taken

    /** Names the bytes of a field in a run, for the checks of it that follow. */
    protected final void field(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** Checks a condition of the spec on what the last step took. */
    protected final boolean require(int step, Input in, boolean holds, String text) {
        if (holds) {
            return true;
        }
        in.rewind(from);
        return fail(step, in, ParseError.Kind.REQUIRE, text, to - from);
    }

    /** Checks a field whose value the spec gives. */
    protected final boolean constant(int step, Input in, boolean holds) {
        if (holds) {
            return true;
        }
        in.rewind(from);
        return fail(step, in, ParseError.Kind.MISMATCH, expected(step), to - from);
    }

    /** Checks that the text of the last step is a number up to {@code max}. */
    protected final boolean number(int step, Input in, long value, long max) {
        if (value >= 0 && value <= max) {
            return true;
        }
        in.rewind(from);
        return fail(step, in, ParseError.Kind.VALUE, "a number from 0 to " + max, to - from);
    }

    /** Checks that no case of a switch was left out. */
    protected final Progress noCase(int step, Input in, Object value) {
        fail(step, in, ParseError.Kind.VALUE, "a value that has a case in " + expected(step), String.valueOf(value));
        return Progress.FAILED;
    }
}
