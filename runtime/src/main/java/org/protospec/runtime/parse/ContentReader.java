package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/** Hands on the bytes of one field as they come; what {@link UntilReader} and {@link CountedReader} have in common. */
public abstract class ContentReader {
    private @Nullable ContentSink sink;
    private long rawLength;
    private long length;
    private boolean lenient;

    ContentReader() {}

    /** Whether content has begun and not ended. */
    public final boolean isOpen() {
        return sink != null;
    }

    /** Begins content that goes to {@code sink}. */
    public final void open(ContentSink sink) {
        this.sink = sink;
    }

    /** Ends content that was begun, as incomplete, after handing on the bytes of {@code rest}, if given. */
    public final void abandon(@Nullable Input rest) {
        if (isOpen() && rest != null) {
            hand(rest, Math.min(rest.remaining(), atMost()));
        }
        finish(ContentSink.Ending.INCOMPLETE);
    }

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

    void rewind() {
        sink = null;
        rawLength = 0;
        length = 0;
        lenient = false;
    }

    /** Hands on the next bytes of the input and lets go of them. */
    final void hand(Input in, int count) {
        ContentSink target = sink;
        if (target != null && count > 0) {
            in.handing(count);
            target.content(in.bytes(), in.position(), in.position() + count);
            rawLength += count;
            in.drop(count);
        }
    }

    final void finish(ContentSink.Ending ending) {
        ContentSink target = sink;
        if (target != null) {
            sink = null;
            target.end(ending);
            length = target.length();
            lenient = ending == ContentSink.Ending.LENIENT;
        }
    }
}
