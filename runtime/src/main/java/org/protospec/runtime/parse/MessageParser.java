package org.protospec.runtime.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.EvaluationException;
import org.protospec.runtime.bytes.Slice;

/**
 * Reads one kind of message from whatever bytes there are, stops anywhere, and goes on there when more have come.
 *
 * <p>Generated parsers are a {@code switch} over the steps of the message: {@link #resume} jumps to the step where it
 * stopped. The methods here do one step each. They return true when the step is done, and otherwise remember the step
 * and {@link #stopped why it stopped}. A parser is for one thread and is used again for the next message.
 */
public abstract class MessageParser<M extends Message> {
    private static final int FOUND_SHOWN = 20;
    private static final int NO_INDEX = -1;

    /** Instead of the index behind a message: it is not there whole, or does not fit. */
    protected static final int NOT_WHOLE = -1;

    /** To let go of fewer bytes in the middle of a message costs more than to hold them. */
    static final int SKIPPED_BYTES = 4_096;

    /** The step to go on with. */
    protected int step;

    /** First byte of what the last step took, counted from the message's first byte. */
    protected int from;

    /** Behind the last byte of what the last step took, counted from the message's first byte. */
    protected int to;

    private M message;
    private boolean reading;
    private boolean fresh;
    private int begun;
    private long begunOffset;
    private @Nullable MessageParser<?> outer;
    private int depth = 1;
    private int deepest = Integer.MAX_VALUE;
    private @Nullable EscapedText escaped;
    private int outerOrigin;
    private long outerOriginEnd;
    private Progress outcome = Progress.DONE;
    private ParseError.Kind kind = ParseError.Kind.MISMATCH;
    private String expected = "";
    private long errorOffset;
    private String found = "";
    private byte[] foundBytes = new byte[0];
    private int foundFrom;
    private int foundTo;
    private boolean foundEnd;
    private int failedIndex = NO_INDEX;
    private @Nullable MessageParser<?> failedChild;
    private @Nullable Attempt attempt;
    private @Nullable Recovery searching;
    private int looked;
    private @Nullable ParseTrace trace;
    private @Nullable Places places;
    private final List<Slice> scratch = new ArrayList<>();
    private final List<JoinedText> results = new ArrayList<>(0);

    protected MessageParser(M message) {
        this.message = message;
        if (fixedSize() != NOT_WHOLE) {
            message.messageSize(fixedSize());
        }
    }

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

    /**
     * The message at a place elsewhere, if it was read before; null if not, or if {@code parser}, which would read it, has more than
     * {@code most} of its kind within each other.
     */
    protected static <N extends Message> @Nullable N seen(
            MessageParser<N> parser, Class<N> type, int most, int at, Places places) {
        return parser.depth > most ? null : places.seen(type, at);
    }

    /** Whether a part would lie in more of its kind than it may. */
    protected static boolean isTooDeep(MessageParser<?> parser) {
        return parser.depth > parser.deepest;
    }

    /** Reads a part of a message at once, see {@link #whole}. */
    protected static <N extends Message> int part(
            MessageParser<N> parser, N part, byte[] bytes, int start, int at, int limit) {
        int end = parser.whole(part, bytes, start, at, limit);
        part.messageSize(end - start);
        return end;
    }

    /** Reads a part of a message that goes on to the end, see {@link #wholeToEnd}. */
    protected static <N extends Message> int partToEnd(
            MessageParser<N> parser, N part, byte[] bytes, int start, int at, int limit) {
        int end = parser.wholeToEnd(part, bytes, start, at, limit);
        part.messageSize(end - start);
        return end;
    }

    /** Reads a part of a message that has parts elsewhere, see {@link #whole}. */
    protected static <N extends Message> int part(
            MessageParser<N> parser, N part, byte[] bytes, int start, int at, int limit, Places places) {
        int end = parser.whole(part, bytes, start, at, limit, places);
        part.messageSize(Math.max(end, places.reached()) - start);
        return end;
    }

    /** Name of the field that a step reads, or empty for an unnamed one. */
    protected abstract String label(int step);

    /** Whether a step makes a value of what the step before took, so that an error lies there. */
    protected boolean converts(int step) {
        return false;
    }

    /** What a step expects, in the spec's words. */
    protected abstract String expected(int step);

    /**
     * Ends a stream of the message that was begun, as incomplete.
     *
     * @param rest the bytes that are there, to be handed on before; null to leave them unread
     */
    protected void abandon(@Nullable Input rest) {}

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

    private Progress goOn(Input in) {
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

    /** Whether there is something else to read where an attempt did not fit, or behind it. */
    private boolean isOtherwise(Input in, Attempt failed) {
        return failed instanceof Recovery part ? giveUp(in, part) : takeBack(in, failed);
    }

    /** Tells of a part that does not fit; then a delimiter is searched behind which reading goes on. */
    private boolean giveUp(Input in, Recovery part) {
        if (!in.giveUp(part, innermost().looked)) {
            attempt = null;
            return fail(
                    step, in, ParseError.Kind.LIMIT, "at most " + in.mostReadAgain() + " bytes read in vain", "more");
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

    private Progress resumed(Input in) {
        try {
            return resume(in);
        } catch (EvaluationException e) {
            return failed(in, e);
        }
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
        if (!in.takeBack(failed, read)) {
            attempt = null;
            return fail(
                    step, in, ParseError.Kind.LIMIT, "at most " + in.mostReadAgain() + " bytes read in vain", "more");
        }
        attempt = failed.around;
        searching = null;
        forget(failed.number);
        failedChild = null;
        failedIndex = NO_INDEX;
        step = failed.otherwise;
        return true;
    }

    private Progress failed(Input in, EvaluationException e) {
        if (converts(step)) {
            in.rewind(from);
        }
        fail(step, in, ParseError.Kind.VALUE, e.reason(), e.found());
        return Progress.FAILED;
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

    /** A slice for the result of a text's method in an expression. */
    protected final Slice scratch(int index) {
        while (scratch.size() <= index) {
            scratch.add(new Slice(new ByteRegion()));
        }
        return scratch.get(index).fold(Slice.Case.AS_IS);
    }

    /** A place for the text that a function in Java gives to an expression. */
    protected final JoinedText result(int index) {
        while (results.size() <= index) {
            results.add(new JoinedText());
        }
        return results.get(index);
    }

    /** Tells every step to {@code trace} from now on, or no longer. */
    public void trace(@Nullable ParseTrace trace) {
        this.trace = trace;
    }

    /** The trace that steps are told to. */
    protected final @Nullable ParseTrace trace() {
        return trace;
    }

    /** What went wrong, after {@link Progress#FAILED}. */
    public final ParseError error(String protocol, String direction, long packet) {
        MessageParser<?> innermost = innermost();
        StringBuilder path = new StringBuilder(message.messageName());
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
    private MessageParser<?> innermost() {
        MessageParser<?> innermost = this;
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

    // ------------------------------------------------------------------ steps

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

    /** Makes the message forget what an attempt has read. */
    protected void forget(int attempt) {}

    /** Begins what may turn out not to fit: then reading goes on with the step {@code otherwise}. */
    protected final void attempt(Input in, Attempt begun, int otherwise, int max) {
        begun.around = attempt;
        begun.otherwise = otherwise;
        begun.max = max;
        in.begin(begun);
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
            in.giveUp(part, 0);
            in.advance(in.remaining());
            leaveOff(part);
        }
        part.missed(in);
        return missing;
    }

    /** Makes the readers of this message's parts (streams, delimiters, nested messages) ready for a new one. */
    protected void rewindParts() {}

    /** Makes a nested parser ready for a new message. */
    protected final void rewind(@Nullable MessageParser<?> nested) {
        if (nested != null) {
            nested.reading = false;
        }
    }

    /** Makes a parser of a part that may contain this message again; of its kind at most {@code most} lie within each other. */
    protected final <P extends MessageParser<?>> P within(P parser, int most) {
        MessageParser<?> nested = parser;
        MessageParser<?> around = this;
        while (around != null && around.getClass() != nested.getClass()) {
            around = around.outer;
        }
        nested.outer = this;
        nested.depth = around == null ? 1 : around.depth + 1;
        nested.deepest = most;
        return parser;
    }

    /** Whether a nested parser is in the middle of its message. */
    protected final boolean isReading(@Nullable MessageParser<?> nested) {
        return nested != null && nested.reading;
    }

    /** Waits for more bytes at a step. */
    protected final Progress waiting(int step) {
        more(step);
        return Progress.MORE;
    }

    /** How the last step that was not done ended. */
    protected final Progress stopped() {
        return outcome;
    }

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

    /** Whether the token of the step that was not done is simply not there, so that an optional part is absent. */
    protected final boolean absent() {
        return outcome == Progress.FAILED && kind == ParseError.Kind.MISMATCH;
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

    /** Takes a run of fields of a fixed size. */
    protected final boolean run(int step, Input in, int size) {
        if (in.remaining() >= size) {
            return taken(step, in, size);
        }
        return wanting(step, in, size);
    }

    /** Takes {@code count} bytes, at most {@code max}. */
    protected final boolean bytes(int step, Input in, long count, int max) {
        if (!countFits(step, in, count)) {
            return false;
        }
        if (count > max) {
            limit(step, in, max, 0);
            found = count + " bytes";
            return false;
        }
        if (in.remaining() >= count) {
            return taken(step, in, (int) count);
        }
        return wanting(step, in, count);
    }

    /** Passes over {@code count} bytes: few stay part of the message, many are let go of as they come. */
    protected final boolean skip(int step, Input in, CountedReader reader, long count) {
        if (!reader.isOpen()) {
            if (count <= SKIPPED_BYTES) {
                return bytes(step, in, count, SKIPPED_BYTES);
            }
            reader.open(ContentSink.NOBODY, count);
        }
        return stream(step, in, reader);
    }

    /** Passes over the bytes up to a multiple of {@code octets} behind the message's first byte. */
    protected final boolean align(int step, Input in, int octets) {
        return run(step, in, Math.floorMod(begunOffset - in.offset(), octets));
    }

    /** Goes to a place elsewhere, once everything is there in which it may lie. */
    protected final boolean goTo(int step, Input in, Detour detour, int origin, long place) {
        if (!in.originComplete(origin)) {
            return more(step);
        }
        if (place < 0 || place > in.originSize(origin)) {
            String places = "a place from 0 to " + in.originSize(origin);
            return fail(step, in, ParseError.Kind.VALUE, places, String.valueOf(place));
        }
        in.goTo(detour, origin, (int) place);
        return true;
    }

    /** Goes back from a place elsewhere. */
    protected final boolean comeBack(int step, Input in, Detour detour) {
        if (in.comeBack(detour)) {
            return true;
        }
        String most = "at most " + in.mostDetoured(detour.origin) + " bytes read elsewhere";
        return fail(step, in, ParseError.Kind.LIMIT, most, "more");
    }

    /** Places elsewhere count from this message on. */
    protected final void openOrigin(Input in, int number) {
        outerOrigin = in.originBase(number);
        outerOriginEnd = in.originEnd(number);
        in.openOrigin(number);
    }

    /** Places elsewhere count from where they did before this message. */
    protected final void closeOrigin(Input in, int number) {
        in.closeOrigin(number, outerOrigin, outerOriginEnd);
    }

    /** Adds a text to one that is put together, of at most {@code max} bytes. */
    protected final boolean join(int step, Input in, JoinedText text, @Nullable Slice part, String separator, int max) {
        text.add(part, separator);
        return text.length() <= max || limit(step, in, max, 0);
    }

    /** Checks that a text that is put together has at most {@code max} bytes. */
    protected final boolean fits(int step, Input in, JoinedText text, int max) {
        return text.fits(max) || limit(step, in, max, 0);
    }

    /** A text with escapes for what is no printable ASCII, for backslashes, and for some characters; valid until the next one is asked for. */
    protected final Slice escaped(Slice text, String others) {
        if (!EscapedText.isNeeded(text, others)) {
            return text;
        }
        EscapedText place = escaped;
        if (place == null) {
            place = new EscapedText();
            escaped = place;
        }
        return place.of(text, others);
    }

    /** Checks that a number of bytes is not negative. */
    protected final boolean countFits(int step, Input in, long count) {
        return count >= 0
                || fail(step, in, ParseError.Kind.VALUE, "a count that is not negative", String.valueOf(count));
    }

    /** Takes all bytes up to the end of the stream or window, at most {@code max}. */
    protected final boolean rest(int step, Input in, int max) {
        if (in.remaining() > max) {
            return limit(step, in, max, max + 1);
        }
        return in.complete() ? taken(step, in, in.remaining()) : more(step);
    }

    /** Takes all bytes before a delimiter. */
    protected final boolean until(int step, Input in, UntilReader reader, int max) {
        int begin = in.consumed();
        switch (reader.read(in, max)) {
            case DONE:
                from = begin;
                to = begin + reader.kept();
                traced(step, in);
                return true;
            case MORE:
                return more(step);
            default:
                return reader.tooLong() ? limit(step, in, max, max) : truncated(step, in);
        }
    }

    /** Decodes what the last step took, to {@code max} bytes at most. */
    protected final boolean decoded(int step, Input in, DecodedText text, Filter filter, int max) {
        int first = in.position() - in.consumed();
        String problem = text.decode(filter, in.bytes(), first + from, first + to, max);
        if (problem.isEmpty()) {
            return true;
        }
        in.rewind(from);
        return fail(step, in, ParseError.Kind.VALUE, "content that can be decoded", problem);
    }

    /** Hands on a given number of bytes as they come. */
    protected final boolean stream(int step, Input in, CountedReader reader) {
        if (reader.read(in)) {
            from = in.consumed();
            to = from;
            return true;
        }
        return in.complete() ? truncated(step, in) : more(step);
    }

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

    private boolean tooDeep(int step, Input in, MessageParser<?> nested) {
        String most = "at most " + nested.deepest + " of " + nested.message.messageName() + " within each other";
        return fail(step, in, ParseError.Kind.LIMIT, most, "another one");
    }

    private void nest(Input in, M target) {
        begin(target);
        reading = true;
        begun = in.consumed();
        begunOffset = in.offset();
        from = begun;
        to = begun;
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

    /** Checks a condition of the spec on what the last step took. */
    protected final boolean require(int step, Input in, boolean holds, String text) {
        if (holds) {
            return true;
        }
        in.rewind(from);
        return fail(step, in, ParseError.Kind.REQUIRE, text, to - from);
    }

    /** Names the bytes of a field in a run, for the checks of it that follow. */
    protected final void field(int from, int to) {
        this.from = from;
        this.to = to;
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

    /** Opens a window of {@code size} bytes within the one that is open, if it fits. */
    protected final boolean windowFits(int step, Input in, long size) {
        if (size < 0) {
            return fail(step, in, ParseError.Kind.VALUE, "a size that is not negative", String.valueOf(size));
        }
        if (in.exceedsWindow(size)) {
            String most = "a window of at most " + in.windowLeft() + " bytes";
            return fail(step, in, ParseError.Kind.WINDOW, most, size + " bytes");
        }
        return true;
    }

    /** Checks that a window was consumed exactly. */
    protected final boolean windowConsumed(int step, Input in) {
        long left = in.windowLeft();
        if (left > 0 && in.remaining() == 0) {
            // Everything was read: either the input ends before the window does, or there will be more in it.
            return wanting(step, in, left);
        }
        return left == 0 || fail(step, in, ParseError.Kind.WINDOW, "the end of the window", left + " more bytes in it");
    }

    // ------------------------------------------------------------------ outcomes

    private boolean taken(int step, Input in, int count) {
        from = in.consumed();
        in.advance(count);
        to = from + count;
        if (trace != null) {
            traced(step, in);
        }
        return true;
    }

    private void traced(int step, Input in) {
        ParseTrace t = trace;
        if (t != null) {
            int end = in.position();
            int begin = end - in.consumed() + from;
            t.taken(
                    message.messageName(),
                    label(step),
                    expected(step),
                    in.offset() - end + begin,
                    in.bytes(),
                    begin,
                    begin + to - from);
        }
    }

    private boolean more(int step) {
        this.step = step;
        outcome = Progress.MORE;
        return false;
    }

    private boolean wanting(int step, Input in, long size) {
        return in.complete() ? truncated(step, in) : more(step);
    }

    private boolean truncated(int step, Input in) {
        int left = in.remaining();
        String found = left == 0 ? "the end" : left + (left == 1 ? " byte" : " bytes") + " and then the end";
        return fail(step, in, ParseError.Kind.TRUNCATED, expected(step), found);
    }

    private boolean limit(int step, Input in, int max, int shown) {
        String name = label(step).isEmpty() ? expected(step) : label(step);
        return fail(step, in, ParseError.Kind.LIMIT, "at most " + max + " in " + name, shown);
    }

    private boolean fail(int step, Input in, ParseError.Kind kind, String expected, String found) {
        fail(step, in, kind, expected, 0);
        this.found = found;
        return false;
    }

    /**
     * Ends the message as not matching.
     *
     * @param shown how many bytes from here on show it: those that are looked at wherever the stream is cut into pieces
     */
    private boolean fail(int step, Input in, ParseError.Kind kind, String expected, int shown) {
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

    private String shown() {
        if (foundFrom >= foundTo) {
            return foundEnd ? "the end" : "nothing";
        }
        StringBuilder text = new StringBuilder("\"");
        Ascii.escape(foundBytes, foundFrom, foundTo, text);
        return text.append(foundEnd ? "\" and then the end" : "\"").toString();
    }
}
