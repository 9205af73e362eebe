package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/**
 * Reads a field up to its delimiter ({@code bytes until}): skips to where a match can begin, then confirms.
 *
 * <p>Bytes that may be part of the delimiter are held back until that is decided; as the length of a delimiter is
 * bounded, this costs a constant for each piece of the stream and no byte is searched twice.
 */
public final class UntilReader extends ContentReader {
    /** What becomes of the delimiter. */
    public enum Keep {
        /** It is consumed and left out. */
        NOTHING,
        /** It is consumed and belongs to the field. */
        DELIMITER,
        /** It is left unread. */
        UNREAD
    }

    private static final int NOT_MET = -1;

    private final Edge strict;
    private final @Nullable Edge answered;
    private final Keep keep;

    private boolean endWillDo;
    private boolean first = true;
    private int scanned;
    /**
     * How far from the input's position the first place lies at which a match could begin, and does not, in bytes that are not handed on
     * yet; less where that is not known any more.
     */
    private int met = NOT_MET;

    private int kept;
    private int answeredAt = -1;
    private int answeredLength;
    private boolean lenientEnd;
    private boolean tooLong;

    /**
     * How a delimiter is found: by itself, or behind bytes that belong to the content ({@code at line_start}).
     *
     * @param delimiter the search within the content, which matches {@code lead} bytes of content before the delimiter
     * @param lead number of bytes of a match that belong to the content
     * @param atStart the delimiter at the content's first byte, where that counts as the start of a line
     */
    public record Edge(
            Delimiter delimiter, int lead, @Nullable Delimiter atStart) {}

    /** A reader with one delimiter. */
    public UntilReader(Edge strict, Keep keep) {
        this(strict, keep, null);
    }

    /** A reader with a further delimiter that counts only if the other direction speaks right behind it. */
    public UntilReader(Edge strict, Keep keep, @Nullable Edge answered) {
        this.strict = strict;
        this.keep = keep;
        this.answered = answered;
    }

    /** The same reader, which takes the end of the window or the stream for a delimiter, too. */
    public UntilReader orEnd() {
        endWillDo = true;
        return this;
    }

    /** Makes it ready for the next message. */
    @Override
    public void rewind() {
        super.rewind();
        first = true;
        scanned = 0;
        met = NOT_MET;
        kept = 0;
        answeredAt = -1;
        lenientEnd = false;
        tooLong = false;
    }

    /** Number of bytes of the field that stay in the message: none of one that is handed on. */
    int kept() {
        return kept;
    }

    /** Whether the field was given up because of its bound. */
    boolean tooLong() {
        return tooLong;
    }

    /** The other direction spoke: takes the end that waited for it, if there is one. */
    public boolean answered(Input in) {
        lenientEnd = answeredAt >= 0 && in.position() + answeredAt + answeredLength == in.limit();
        return lenientEnd;
    }

    /** The search goes on behind the missing bytes, where nothing is known to be the start of a line. */
    @Override
    long missed(long missing) {
        first = false;
        scanned = 0;
        met = NOT_MET;
        answeredAt = -1;
        return missing;
    }

    Progress read(Input in, int max) {
        if (lenientEnd) {
            return lenient(in);
        }
        byte[] bytes = in.bytes();
        int limit = in.limit();
        if (first && strict.atStart() != null) {
            int length = strict.atStart().match(bytes, in.position(), limit, in.complete());
            if (length >= 0) {
                return end(in, in.position(), length, 0, max);
            }
            if (length == Input.MORE) {
                return wait(in, in.position(), max);
            }
        }
        Delimiter delimiter = strict.delimiter();
        int at = in.position() + scanned;
        while ((at = delimiter.find(bytes, at, limit)) < limit) {
            int length = delimiter.match(bytes, at, limit, in.complete());
            if (length >= 0) {
                return end(in, at, length, strict.lead(), max);
            }
            if (length == Input.MORE) {
                break;
            }
            met = met == NOT_MET ? at - in.position() : met;
            at++;
        }
        return wait(in, at, max);
    }

    /** No delimiter yet: keeps or hands on what is before {@code undecided}. */
    private Progress wait(Input in, int undecided, int max) {
        int hold = Math.min(undecided, lookForAnswered(in));
        if (in.complete()) {
            if (answeredAt >= 0) {
                return lenient(in);
            }
            if (endWillDo) {
                return end(in, in.limit(), 0, 0, max);
            }
            tooLong = !isOpen() && in.remaining() > max;
            hand(in, in.remaining());
            return Progress.FAILED;
        }
        if (isOpen()) {
            int count = hold - in.position();
            answeredAt -= answeredAt >= 0 ? count : 0;
            first = first && count == 0;
            scanned = undecided - hold;
            hand(in, count, strict.delimiter().opening(), earliest(in, hold));
            if (met >= count) {
                met -= count;
            } else {
                // What was looked at and is handed on later may have further ones.
                met = met == NOT_MET || scanned == 0 ? NOT_MET : 0;
            }
        } else {
            first = first && undecided == in.position();
            scanned = undecided - in.position();
            tooLong = undecided - in.position() > max;
        }
        return tooLong ? Progress.FAILED : Progress.MORE;
    }

    /** Index before which no match could begin, where there is none from {@code searched} on. */
    private int earliest(Input in, int searched) {
        return met == NOT_MET ? searched : in.position() + met;
    }

    /** Index of the first byte that may belong to a delimiter that waits for an answer, or the limit. */
    private int lookForAnswered(Input in) {
        answeredAt = -1;
        if (answered == null) {
            return in.limit();
        }
        byte[] bytes = in.bytes();
        int limit = in.limit();
        if (first && answered.atStart() != null) {
            int length = answered.atStart().match(bytes, in.position(), limit, false);
            if (length == Input.MORE || length == limit - in.position()) {
                return offer(in, in.position(), length, 0);
            }
        }
        int from = Math.max(in.position(), limit - MAX_ANSWERED);
        while ((from = answered.delimiter().find(bytes, from, limit)) < limit) {
            int length = answered.delimiter().match(bytes, from, limit, false);
            if (length == Input.MORE || length == limit - from) {
                return offer(in, from, length, answered.lead());
            }
            from++;
        }
        return limit;
    }

    /** The compiler refuses a longer delimiter {@code when answered}. */
    public static final int MAX_ANSWERED = 16;

    private int offer(Input in, int at, int length, int lead) {
        if (length >= 0) {
            answeredAt = at + lead - in.position();
            answeredLength = length - lead;
        }
        return at;
    }

    private Progress lenient(Input in) {
        return end(in, in.position() + answeredAt, answeredLength, 0, ContentSink.Ending.LENIENT);
    }

    private Progress end(Input in, int at, int length, int lead, int max) {
        int content = at - in.position() + lead + (keep == Keep.DELIMITER ? length - lead : 0);
        if (!isOpen() && content > max) {
            tooLong = true;
            return Progress.FAILED;
        }
        return end(in, at, length, lead, ContentSink.Ending.COMPLETE);
    }

    private Progress end(Input in, int at, int length, int lead, ContentSink.Ending ending) {
        int content = at - in.position() + lead + (keep == Keep.DELIMITER ? length - lead : 0);
        int consumed = keep == Keep.NOTHING ? length - lead : 0;
        // The rest of the message waits for no answer.
        answeredAt = -1;
        if (isOpen()) {
            // Where the end is another one, not all before it was searched.
            int searched = ending == ContentSink.Ending.COMPLETE ? at : in.position();
            hand(in, content, strict.delimiter().opening(), Math.min(searched, earliest(in, at)));
            in.advance(consumed);
            finish(ending);
        } else {
            kept = content;
            in.advance(content + consumed);
        }
        return Progress.DONE;
    }
}
