package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.EvaluationException;
import org.protospec.runtime.bytes.Slice;

/**
 * Reads one kind of message from whatever bytes there are, stops anywhere, and goes on there when more have come.
 *
 * <p>Generated parsers are a {@code switch} over the steps of the message: {@link #resume} jumps to the step where it
 * stopped. The methods that they inherit do one step each. They return true when the step is done, and otherwise remember the step
 * and {@link #stopped why it stopped}. A parser is for one thread and is used again for the next message.
 *
 * <p>The steps stand in the classes that this one extends, each layer in one, as generated parsers call them as their own: from
 * {@code StepOutcomes} (how steps end and errors are worded) over {@code MatchSteps}, {@code ByteSteps} and {@code AttemptSteps} to
 * {@code NestedSteps}. Here is what goes through the steps, or reads a message at once without them.
 */
public abstract class MessageParser<M extends Message> extends NestedSteps {
    /** Instead of the index behind a message: it is not there whole, or does not fit. */
    protected static final int NOT_WHOLE = -1;

    /** The message that is read; private to the layers of a parser, others have {@link #message()}. */
    M message;

    private boolean fresh;
    private @Nullable Places places;
    private @Nullable ExpressionTexts texts;

    protected MessageParser(M message) {
        this.message = message;
        if (fixedSize() != NOT_WHOLE) {
            message.messageSize(fixedSize());
        }
    }

    // ------------------------------------------------------------------ what generated parsers are made of

    /** Number of bytes of every message, {@link #NOT_WHOLE} if they differ or nobody knows; a constant. */
    protected int fixedSize() {
        return NOT_WHOLE;
    }

    /** Goes on with the step where it stopped, until the message is whole, bytes are missing, or they do not fit. */
    protected abstract Progress resume(Input in);

    /**
     * Reads the message at once, where all of it is there and fits. Where not, {@link #resume} reads it from the first step on, and
     * tells what is missing or wrong; some messages are always read so.
     *
     * @param message whatever it holds; where the result is {@link #NOT_WHOLE}, anything may have become of it
     * @param start index of the outermost message's first byte
     * @param at index of this one's
     * @param limit index behind the last byte there is
     * @return the index behind the message, or {@link #NOT_WHOLE}
     */
    protected int whole(M message, byte[] bytes, int start, int at, int limit) {
        return NOT_WHOLE;
    }

    /** The same of a message that goes on to the end, which {@code limit} is known to be: no byte can follow there. */
    protected int wholeToEnd(M message, byte[] bytes, int start, int at, int limit) {
        return NOT_WHOLE;
    }

    /** The same of a message parts of which lie elsewhere, or which asks where it lies. */
    protected int whole(M message, byte[] bytes, int start, int at, int limit, Places places) {
        return NOT_WHOLE;
    }

    /** Whether a step makes a value of what the step before took, so that an error lies there. */
    protected boolean converts(int step) {
        return false;
    }

    /**
     * Bytes are missing behind those that are there. A stream that is being read hands on what there is, and goes on behind
     * them.
     *
     * @return how many of the missing bytes belong to the stream; 0 if no stream is being read
     */
    public long gap(Input in, long missing) {
        return 0;
    }

    /**
     * The other direction has spoken while this message waits for bytes: a field that ends {@code when answered} may end
     * here.
     *
     * @return whether the message can now go on
     */
    public boolean answered(Input in) {
        return false;
    }

    // ------------------------------------------------------------------ for machines and packet stacks

    /** Begins a new message at the input's next byte. */
    public final void start(Input in) {
        begin(message);
        from = 0;
        to = 0;
        in.begin(message.region());
        begunOffset = in.offset();
    }

    /** Reads as much of the message as there are bytes. */
    public final Progress parse(Input in) {
        Progress progress = goOn(in);
        if (progress == Progress.DONE) {
            message.messageSize(in.extent());
        } else if (progress == Progress.FAILED) {
            in.goHome();
        }
        return progress;
    }

    /**
     * Reads a message that is whole, from bytes that belong to no stream, without anything that was begun before.
     *
     * @return its length, or a negative number where the bytes up to {@code to} are not such a message; then {@link #parse} may tell more
     */
    public final int read(byte[] bytes, int from, int to) {
        // Not the field: the message of its own type is the one that is looked at next, see message().
        M header = message();
        header.region().show(bytes, from);
        return read(header, bytes, from, to);
    }

    /** The same of a message that begins at an offset of its stream. */
    public final int read(byte[] bytes, int from, int to, long offset) {
        message.region().bind(bytes, from, offset);
        return read(message, bytes, from, to);
    }

    /** Leaves the message unfinished: a stream of it that was begun ends as incomplete. Bytes not handed on stay unread. */
    public final void abort() {
        abandon(null);
    }

    /** Leaves the message unfinished, after a stream of it that was begun has got the bytes that are there. */
    public final void abort(Input rest) {
        abandon(rest);
    }

    /**
     * The message that is read. The parser of a header has it with its type: the JIT compiler sees then that what {@link #read} stores in
     * it is what its fields are read from, and loads nothing again.
     */
    public M message() {
        return message;
    }

    /** The same, for those who read messages of any type. */
    public final M anyMessage() {
        return message;
    }

    @Override
    final String messageName() {
        return message.messageName();
    }

    /** Tells every step to {@code trace} from now on, or no longer. */
    public void trace(@Nullable ParseTrace trace) {
        this.trace = trace;
    }

    /** The trace that steps are told to. */
    protected final @Nullable ParseTrace trace() {
        return trace;
    }

    // ------------------------------------------------------------------ at once

    private int read(M target, byte[] bytes, int from, int to) {
        int end = wholeOrNot(target, bytes, from, from, to);
        if (end < 0) {
            return NOT_WHOLE;
        }
        if (fixedSize() == NOT_WHOLE) {
            target.messageSize(end - from);
        }
        return end - from;
    }

    /** Tries the short way, once: if bytes are missing, those that came are not looked at again and again. */
    private boolean atOnce(Input in) {
        int at = in.position();
        int start = at - in.consumed();
        int end = wholeOrNot(message, in.bytes(), start, at, in.limit());
        if (end == NOT_WHOLE && in.complete()) {
            end = wholeToEndOrNot(in.bytes(), start, at, in.limit());
        }
        if (end == NOT_WHOLE) {
            return false;
        }
        in.advance(end - at);
        if (places != null) {
            in.readElsewhere(places.reached());
        }
        return true;
    }

    private int wholeOrNot(M target, byte[] bytes, int start, int at, int limit) {
        try {
            return whole(target, bytes, start, at, limit);
        } catch (EvaluationException e) {
            return NOT_WHOLE; // The steps tell which expression has no value.
        }
    }

    private int wholeToEndOrNot(byte[] bytes, int start, int at, int limit) {
        try {
            return wholeToEnd(message, bytes, start, at, limit);
        } catch (EvaluationException e) {
            return NOT_WHOLE;
        }
    }

    /** Reads the outermost message at once where parts of it lie elsewhere, see {@link #whole}. */
    protected final int placed(M message, byte[] bytes, int start, int at, int limit) {
        if (reading) {
            // The message around it is read step by step, and knows where places are counted from.
            return NOT_WHOLE;
        }
        Places begun = places;
        if (begun == null) {
            begun = new Places();
            places = begun;
        }
        begun.begin(start, limit);
        return whole(message, bytes, start, at, limit, begun);
    }

    // ------------------------------------------------------------------ step by step

    final Progress goOn(Input in) {
        if (fresh) {
            fresh = false;
            // Of messages within each other only the outermost is tried: else the innermost one would be tried by each.
            if (trace == null && depth == 1 && atOnce(in)) {
                return Progress.DONE;
            }
            message.clear();
        }
        Progress progress = resumed(in);
        while (progress == Progress.FAILED && attempt != null && isOtherwise(in, attempt)) {
            progress = resumed(in);
        }
        return progress;
    }

    private Progress resumed(Input in) {
        try {
            return resume(in);
        } catch (EvaluationException e) {
            return failed(in, e);
        }
    }

    private Progress failed(Input in, EvaluationException e) {
        if (converts(step)) {
            in.rewind(from);
        }
        fail(step, in, ParseError.Kind.VALUE, e.reason(), e.found());
        return Progress.FAILED;
    }

    /** Begins to read into {@code target}, from the first step on. */
    private void begin(M target) {
        message = target;
        step = 0;
        fresh = true;
        attempt = null;
        searching = null;
        failedIndex = NO_INDEX;
        failedChild = null;
        rewindParts();
    }

    final void nest(Input in, M target) {
        begin(target);
        reading = true;
        begun = in.consumed();
        begunOffset = in.offset();
        from = begun;
        to = begun;
    }

    // ------------------------------------------------------------------ texts of expressions

    /** A slice for the result of a text's method in an expression. */
    protected final Slice scratch(int index) {
        return texts().slice(index);
    }

    /** A place for the text that a function in Java gives to an expression. */
    protected final JoinedText result(int index) {
        return texts().result(index);
    }

    /** A text with escapes for what is no printable ASCII, for backslashes, and for some characters; valid until the next one is asked for. */
    protected final Slice escaped(Slice text, String others) {
        return EscapedText.isNeeded(text, others) ? texts().escaped(text, others) : text;
    }

    private ExpressionTexts texts() {
        ExpressionTexts made = texts;
        if (made == null) {
            made = new ExpressionTexts();
            texts = made;
        }
        return made;
    }
}
