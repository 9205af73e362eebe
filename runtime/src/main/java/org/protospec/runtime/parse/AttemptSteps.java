package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/**
 * The steps of a parser that begin and end what may turn out not to fit ({@code try}, {@code resync} in specs), and where reading goes on
 * if it does not.
 */
abstract class AttemptSteps extends ByteSteps {
    /** The innermost attempt that is under way. */
    @Nullable
    Attempt attempt;

    /** The part behind which reading is about to go on, while the place is looked for. */
    @Nullable
    Recovery searching;

    /**
     * Ends a stream of the message that was begun, as incomplete.
     *
     * @param rest the bytes that are there, to be handed on before; null to leave them unread
     */
    protected void abandon(@Nullable Input rest) {}

    /** Makes the message forget what an attempt has read. */
    protected void forget(int attempt) {}

    /** Makes the readers of this message's parts (streams, delimiters, nested messages) ready for a new one. */
    protected void rewindParts() {}

    // ------------------------------------------------------------------ steps

    /** Begins what may turn out not to fit: then reading goes on with the step {@code otherwise}. */
    protected final void attempt(Input in, Attempt begun, int otherwise, int max) {
        begun.around = attempt;
        begun.otherwise = otherwise;
        begun.max = max;
        in.attempts().begin(begun);
        attempt = begun;
    }

    /** What was begun last did fit. */
    protected final void settle() {
        Attempt settled = attempt;
        attempt = settled == null ? null : settled.around;
    }

    /** Begins a part behind which reading goes on at the step {@code otherwise} if it does not fit; unless it has begun. */
    protected final void recover(Input in, Recovery begun, int otherwise) {
        if (attempt != begun) {
            attempt(in, begun, otherwise, Integer.MAX_VALUE);
        }
    }

    /** An array has ended, so that there is no further element that might not fit. */
    protected final void settle(Recovery ended) {
        if (attempt == ended) {
            settle();
        }
    }

    /** Lets go of bytes up to the place where reading goes on behind a part that did not fit. */
    protected final boolean takeUp(int step, Input in, Recovery part) {
        if (part.find(in)) {
            searching = null;
            from = in.consumed();
            to = from;
            RecoveryListener listener = in.recoveries();
            if (listener != null) {
                listener.takenUp(in, part.skipped());
            }
            return true;
        }
        return in.complete() ? truncated(step, in) : more(step);
    }

    /**
     * Bytes are missing behind those that are there, in a part behind which reading can go on: then it goes on behind them.
     *
     * @return {@code missing}, or 0 where reading goes on nowhere
     */
    protected final long missed(Input in, long missing) {
        Recovery part = searching == null ? Recovery.innermost(attempt) : searching;
        while (part != null && !part.reachesBeyond(in, missing + in.remaining())) {
            part = Recovery.innermost(part == searching ? attempt : part.around);
        }
        if (part == null) {
            return 0;
        }
        if (part != searching) {
            in.attempts().giveUp(part, 0);
            in.advance(in.remaining());
            leaveOff(part);
        }
        part.missed(in);
        return missing;
    }

    // ------------------------------------------------------------------ what does not fit

    /** Whether there is something else to read where an attempt did not fit, or behind it. */
    final boolean isOtherwise(Input in, Attempt failed) {
        return failed instanceof Recovery part ? giveUp(in, part) : takeBack(in, failed);
    }

    /** Tells of a part that does not fit; then a delimiter is searched behind which reading goes on. */
    private boolean giveUp(Input in, Recovery part) {
        if (!in.attempts().giveUp(part, innermost().looked)) {
            attempt = null;
            return fail(
                    step, in, ParseError.Kind.LIMIT, "at most " + in.attempts().most() + " bytes read in vain", "more");
        }
        RecoveryListener listener = in.recoveries();
        if (listener != null) {
            listener.lost(in);
        }
        leaveOff(part);
        return true;
    }

    private void leaveOff(Recovery part) {
        abandon(null);
        rewindParts();
        attempt = part.around;
        forget(part.number);
        failedChild = null;
        failedIndex = NO_INDEX;
        step = part.otherwise;
        part.begin();
        searching = part;
    }

    /** Takes back what did not fit: then something else is read from the same place on. */
    private boolean takeBack(Input in, Attempt failed) {
        int read = Math.max(in.consumed() - failed.from, 0);
        if (read > failed.max) {
            attempt = null;
            return fail(
                    step,
                    in,
                    ParseError.Kind.LIMIT,
                    "at most " + failed.max + " bytes that do not fit",
                    read + " bytes");
        }
        if (!in.attempts().takeBack(failed, read)) {
            attempt = null;
            return fail(
                    step, in, ParseError.Kind.LIMIT, "at most " + in.attempts().most() + " bytes read in vain", "more");
        }
        attempt = failed.around;
        searching = null;
        forget(failed.number);
        failedChild = null;
        failedIndex = NO_INDEX;
        step = failed.otherwise;
        return true;
    }
}
