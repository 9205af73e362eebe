package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;

/**
 * The steps of a parser that take bytes whatever they are: so many of them, all up to a delimiter or to the end, from a place elsewhere,
 * within a window.
 */
abstract class ByteSteps extends MatchSteps {
    /** To let go of fewer bytes in the middle of a message costs more than to hold them. */
    static final int SKIPPED_BYTES = 4_096;

    /** Offset in the stream of the message's first byte. */
    long begunOffset;

    private int outerOrigin;
    private long outerOriginEnd;

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

    /** Hands on a given number of bytes as they come. */
    protected final boolean stream(int step, Input in, CountedReader reader) {
        if (reader.read(in)) {
            from = in.consumed();
            to = from;
            return true;
        }
        return in.complete() ? truncated(step, in) : more(step);
    }

    // ------------------------------------------------------------------ what was taken

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

    /** Adds a text to one that is put together, of at most {@code max} bytes. */
    protected final boolean join(int step, Input in, JoinedText text, @Nullable Slice part, String separator, int max) {
        text.add(part, separator);
        return text.length() <= max || limit(step, in, max, 0);
    }

    /** Checks that a text that is put together has at most {@code max} bytes. */
    protected final boolean fits(int step, Input in, JoinedText text, int max) {
        return text.fits(max) || limit(step, in, max, 0);
    }

    // ------------------------------------------------------------------ windows

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

    // ------------------------------------------------------------------ places elsewhere

    /** Goes to a place elsewhere, once everything is there in which it may lie. */
    protected final boolean goTo(int step, Input in, Detour detour, int origin, long place) {
        Detours detours = in.detours();
        if (!detours.isComplete(origin)) {
            return more(step);
        }
        if (place < 0 || place > detours.size(origin)) {
            String places = "a place from 0 to " + detours.size(origin);
            return fail(step, in, ParseError.Kind.VALUE, places, String.valueOf(place));
        }
        detours.goTo(detour, origin, (int) place);
        return true;
    }

    /** Goes back from a place elsewhere. */
    protected final boolean comeBack(int step, Input in, Detour detour) {
        Detours detours = in.detours();
        if (detours.comeBack(detour)) {
            return true;
        }
        String most = "at most " + detours.mostFrom(detour.origin) + " bytes read elsewhere";
        return fail(step, in, ParseError.Kind.LIMIT, most, "more");
    }

    /** Places elsewhere count from this message on. */
    protected final void openOrigin(Input in, int number) {
        Detours detours = in.detours();
        outerOrigin = detours.base(number);
        outerOriginEnd = detours.end(number);
        detours.open(number);
    }

    /** Places elsewhere count from where they did before this message. */
    protected final void closeOrigin(Input in, int number) {
        in.detours().close(number, outerOrigin, outerOriginEnd);
    }
}
