package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Ascii;

/**
 * How the steps of a parser end: taken, waiting for bytes, or failed; the last one that was not done is remembered, so that an error can
 * tell of it in words.
 *
 * <p>The lowest of the layers that {@link MessageParser} is made of, which a generated parser inherits as one: calls between them are
 * calls of a class to itself.
 */
abstract class StepOutcomes {
    /** Instead of the index of an element: the part is not one. */
    static final int NO_INDEX = -1;

    private static final int FOUND_SHOWN = 20;

    /** The step to go on with. */
    protected int step;

    /** First byte of what the last step took, counted from the message's first byte. */
    protected int from;

    /** Behind the last byte of what the last step took, counted from the message's first byte. */
    protected int to;

    /** How the last step that was not done ended, and what kind of mistake it was. */
    Progress outcome = Progress.DONE;

    ParseError.Kind kind = ParseError.Kind.MISMATCH;

    /** What the last failure has found, where that is no bytes of the input; else empty. */
    String found = "";

    /** Whether the bytes that were found are followed by the end. */
    boolean foundEnd;

    /** The part that is being read, or that did not fit, and which element it is. */
    @Nullable
    StepOutcomes failedChild;

    int failedIndex = NO_INDEX;

    /** How many bytes from the failure on were looked at in vain. */
    int looked;

    @Nullable
    ParseTrace trace;

    private String expected = "";
    private long errorOffset;
    private byte[] foundBytes = new byte[0];
    private int foundFrom;
    private int foundTo;

    /** Name of the field that a step reads, or empty for an unnamed one. */
    protected abstract String label(int step);

    /** What a step expects, in the spec's words. */
    protected abstract String expected(int step);

    /** Name of the message that is read. */
    abstract String messageName();

    // ------------------------------------------------------------------ outcomes

    /** How the last step that was not done ended. */
    protected final Progress stopped() {
        return outcome;
    }

    /** Waits for more bytes at a step. */
    protected final Progress waiting(int step) {
        more(step);
        return Progress.MORE;
    }

    /** Whether the token of the step that was not done is simply not there, so that an optional part is absent. */
    protected final boolean absent() {
        return outcome == Progress.FAILED && kind == ParseError.Kind.MISMATCH;
    }

    final boolean taken(int step, Input in, int count) {
        from = in.consumed();
        in.advance(count);
        to = from + count;
        if (trace != null) {
            traced(step, in);
        }
        return true;
    }

    final void traced(int step, Input in) {
        ParseTrace t = trace;
        if (t != null) {
            int end = in.position();
            int begin = end - in.consumed() + from;
            t.taken(
                    messageName(),
                    label(step),
                    expected(step),
                    in.offset() - end + begin,
                    in.bytes(),
                    begin,
                    begin + to - from);
        }
    }

    final boolean more(int step) {
        this.step = step;
        outcome = Progress.MORE;
        return false;
    }

    final boolean wanting(int step, Input in, long size) {
        return in.complete() ? truncated(step, in) : more(step);
    }

    final boolean truncated(int step, Input in) {
        int left = in.remaining();
        String found = left == 0 ? "the end" : left + (left == 1 ? " byte" : " bytes") + " and then the end";
        return fail(step, in, ParseError.Kind.TRUNCATED, expected(step), found);
    }

    final boolean limit(int step, Input in, int max, int shown) {
        String name = label(step).isEmpty() ? expected(step) : label(step);
        return fail(step, in, ParseError.Kind.LIMIT, "at most " + max + " in " + name, shown);
    }

    final boolean fail(int step, Input in, ParseError.Kind kind, String expected, String found) {
        fail(step, in, kind, expected, 0);
        this.found = found;
        return false;
    }

    /**
     * Ends the message as not matching.
     *
     * @param shown how many bytes from here on show it: those that are looked at wherever the stream is cut into pieces
     */
    final boolean fail(int step, Input in, ParseError.Kind kind, String expected, int shown) {
        this.step = step;
        outcome = Progress.FAILED;
        this.kind = kind;
        this.expected = expected;
        failedChild = null;
        failedIndex = NO_INDEX;
        errorOffset = in.offset();
        // No text yet: an absent optional part passes here, and it must not cost anything.
        found = "";
        foundBytes = in.bytes();
        foundFrom = in.position();
        foundTo = Math.min(in.limit(), in.position() + Math.min(shown, FOUND_SHOWN));
        foundEnd = false;
        looked = Math.max(shown, to - in.consumed());
        return false;
    }

    // ------------------------------------------------------------------ words

    /** What went wrong, after {@link Progress#FAILED}. */
    public final ParseError error(String protocol, String direction, long packet) {
        StepOutcomes innermost = innermost();
        StringBuilder path = new StringBuilder(messageName());
        path(path);
        return new ParseError(
                innermost.kind,
                protocol,
                direction,
                innermost.errorOffset,
                packet,
                path.toString(),
                innermost.expected,
                innermost.found.isEmpty() ? innermost.shown() : innermost.found);
    }

    /** The parser of the part within a part that did not fit. */
    final StepOutcomes innermost() {
        StepOutcomes innermost = this;
        while (innermost.failedChild != null) {
            innermost = innermost.failedChild;
        }
        return innermost;
    }

    private void path(StringBuilder path) {
        String label = label(step);
        if (!label.isEmpty()) {
            path.append('.').append(label);
        }
        if (failedIndex != NO_INDEX) {
            path.append('[').append(failedIndex).append(']');
        }
        if (failedChild != null) {
            failedChild.path(path);
        }
    }

    private String shown() {
        if (foundFrom >= foundTo) {
            return foundEnd ? "the end" : "nothing";
        }
        StringBuilder text = new StringBuilder("\"");
        Ascii.escape(foundBytes, foundFrom, foundTo, text);
        return text.append(foundEnd ? "\" and then the end" : "\"").toString();
    }
}
