package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/** Hands on the bytes of one field as they come; what {@link UntilReader} and {@link CountedReader} have in common. */
public abstract class ContentReader {
    private @Nullable ContentSink sink;
    private long rawLength;
    private long length;
    private boolean lenient;
    private boolean complete = true;

    ContentReader() {}

    /** Whether content has begun and not ended. */
    public final boolean isOpen() {
        return sink != null;
    }

    /** Begins content that goes to {@code sink}. */
    public final void open(ContentSink sink) {
        this.sink = sink;
        sink.begin();
    }

    /** Ends content that was begun, as incomplete, after handing on the bytes of {@code rest}, if given. */
    public final void abandon(@Nullable Input rest) {
        if (isOpen() && rest != null) {
            hand(rest, Math.min(rest.remaining(), atMost()));
        }
        finish(ContentSink.Ending.INCOMPLETE);
    }

    /**
     * Bytes are missing behind those that are there; as far as they belong to the content, it goes on behind them.
     *
     * @return how many of the missing bytes belong to it
     */
    public final long gap(Input in, long missing) {
        ContentSink target = sink;
        if (target == null) {
            return 0;
        }
        hand(in, in.remaining());
        long taken = Math.min(missing, in.windowLeft());
        taken = missed(taken);
        complete = false;
        target.gap(taken);
        return taken;
    }

    /** Takes note of bytes that are missing, of which some belong to the content: returns how many. */
    abstract long missed(long missing);

    /** Most bytes that can belong to the content. */
    int atMost() {
        return Integer.MAX_VALUE;
    }

    /** Number of bytes of the content on the wire. */
    public final long rawLength() {
        return rawLength;
    }

    /** Number of bytes after the filters. */
    public final long length() {
        return length;
    }

    /** Whether the content had a lenient end. */
    public final boolean lenient() {
        return lenient;
    }

    /** Whether all of it was there. */
    public final boolean complete() {
        return complete;
    }

    void rewind() {
        sink = null;
        complete = true;
        rawLength = 0;
        length = 0;
        lenient = false;
    }

    /** Hands on the next bytes of the input and lets go of them. */
    final void hand(Input in, int count) {
        hand(in, count, "", in.position());
    }

    /** The same for bytes that were searched already: {@code opening} begins nowhere before index {@code earliest}. */
    final void hand(Input in, int count, String opening, int earliest) {
        ContentSink target = sink;
        if (target != null && count > 0) {
            in.handing(count);
            target.content(in.bytes(), in.position(), in.position() + count, opening, earliest);
            rawLength += count;
            in.drop(count);
        }
    }

    final void finish(ContentSink.Ending ending) {
        ContentSink target = sink;
        if (target != null) {
            sink = null;
            complete &= ending != ContentSink.Ending.INCOMPLETE;
            target.end(complete ? ending : ContentSink.Ending.INCOMPLETE);
            length = target.length();
            lenient = ending == ContentSink.Ending.LENIENT;
        }
    }
}
