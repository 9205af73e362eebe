package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/** The steps of a parser that read messages within its message, each by a parser of its own, and the bounds on how many there may be. */
abstract class NestedSteps extends AttemptSteps {
    /** Whether this parser is in the middle of a part of another one's message. */
    boolean reading;

    /** Where that part begins, counted from the outermost message's first byte. */
    int begun;

    /** How many of its kind this one makes within each other, and how many may be. */
    int depth = 1;

    int deepest = Integer.MAX_VALUE;

    private @Nullable NestedSteps outer;

    /** Reads a nested message into {@code target}. */
    protected final <N extends Message> boolean nested(int step, Input in, MessageParser<N> parser, N target) {
        if (!parser.reading) {
            if (isTooDeep(parser)) {
                return tooDeep(step, in, parser);
            }
            parser.nest(in, target);
        }
        return child(step, in, parser, NO_INDEX);
    }

    /** Reads the next element of a list, of which it then becomes part. */
    protected final <N extends Message> boolean element(
            int step, Input in, MessageParser<N> parser, MessageList<N> list) {
        if (!parser.reading) {
            if (isTooDeep(parser)) {
                return tooDeep(step, in, parser);
            }
            parser.nest(in, list.next());
        }
        if (!child(step, in, parser, list.size())) {
            return false;
        }
        list.added();
        return true;
    }

    /** Reads the next part of a content of several pieces, the only element of a list; {@link #letGo} lets go of it. */
    protected final <N extends Message> boolean part(int step, Input in, MessageParser<N> parser, MessageList<N> list) {
        if (!parser.reading) {
            list.clear();
        }
        return element(step, in, parser, list);
    }

    /** Lets go of the bytes of a part that was read. */
    protected final void letGo(Input in, MessageParser<?> parser) {
        in.forget(parser.begun);
        from = in.consumed();
        to = from;
    }

    private boolean child(int step, Input in, MessageParser<?> parser, int index) {
        parser.trace = trace;
        // The way to a part of it that does not fit, and behind which it goes on.
        this.step = step;
        failedChild = parser;
        failedIndex = index;
        Progress progress = parser.goOn(in);
        if (progress == Progress.DONE) {
            parser.reading = false;
            from = parser.begun;
            to = in.consumed();
            parser.message.messageSize(in.extent());
            failedChild = null;
            failedIndex = NO_INDEX;
            return true;
        }
        outcome = progress;
        if (progress == Progress.FAILED) {
            parser.reading = false;
            // What it has begun to hand on ends here: nobody asks it any more.
            parser.abandon(null);
            kind = parser.kind;
        }
        return false;
    }

    // ------------------------------------------------------------------ bounds

    /** Checks that a list may have one more element. */
    protected final boolean room(int step, Input in, int size, int max) {
        if (size < max) {
            return true;
        }
        limit(step, in, max, 0);
        found = "another element";
        return false;
    }

    /** Checks that the element that a nested parser has just read took any bytes at all. */
    protected final boolean progressed(int step, Input in, MessageParser<?> element) {
        return in.consumed() != element.begun
                || fail(step, in, ParseError.Kind.NO_PROGRESS, "an element that takes at least one byte", "none");
    }

    /** Makes a parser of a part that may contain this message again; of its kind at most {@code most} lie within each other. */
    protected final <P extends MessageParser<?>> P within(P parser, int most) {
        NestedSteps nested = parser;
        NestedSteps around = this;
        while (around != null && around.getClass() != nested.getClass()) {
            around = around.outer;
        }
        nested.outer = this;
        nested.depth = around == null ? 1 : around.depth + 1;
        nested.deepest = most;
        return parser;
    }

    /** Whether a part would lie in more of its kind than it may. */
    protected static boolean isTooDeep(MessageParser<?> parser) {
        return parser.depth > parser.deepest;
    }

    private boolean tooDeep(int step, Input in, MessageParser<?> nested) {
        String most = "at most " + nested.deepest + " of " + nested.messageName() + " within each other";
        return fail(step, in, ParseError.Kind.LIMIT, most, "another one");
    }

    // ------------------------------------------------------------------ parts

    /** Whether a nested parser is in the middle of its message. */
    protected final boolean isReading(@Nullable MessageParser<?> nested) {
        return nested != null && nested.reading;
    }

    /** Makes a nested parser ready for a new message. */
    protected final void rewind(@Nullable MessageParser<?> nested) {
        if (nested != null) {
            nested.reading = false;
        }
    }

    // ------------------------------------------------------------------ at once

    /** Reads a part of a message at once, see {@link MessageParser#whole}. */
    protected static <N extends Message> int part(
            MessageParser<N> parser, N part, byte[] bytes, int start, int at, int limit) {
        int end = parser.whole(part, bytes, start, at, limit);
        part.messageSize(end - start);
        return end;
    }

    /** Reads a part of a message that goes on to the end, see {@link MessageParser#wholeToEnd}. */
    protected static <N extends Message> int partToEnd(
            MessageParser<N> parser, N part, byte[] bytes, int start, int at, int limit) {
        int end = parser.wholeToEnd(part, bytes, start, at, limit);
        part.messageSize(end - start);
        return end;
    }

    /** Reads a part of a message that has parts elsewhere, see {@link MessageParser#whole}. */
    protected static <N extends Message> int part(
            MessageParser<N> parser, N part, byte[] bytes, int start, int at, int limit, Places places) {
        int end = parser.whole(part, bytes, start, at, limit, places);
        part.messageSize(Math.max(end, places.reached()) - start);
        return end;
    }

    /**
     * The message at a place elsewhere, if it was read before; null if not, or if {@code parser}, which would read it, has more than
     * {@code most} of its kind within each other.
     */
    protected static <N extends Message> @Nullable N seen(
            MessageParser<N> parser, Class<N> type, int most, int at, Places places) {
        return parser.depth > most ? null : places.seen(type, at);
    }
}
