package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/** One content of several pieces: what the fields within a field hand on, one after the other, between its beginning and its end. */
public final class JoinedContent implements ContentSink {
    private @Nullable ContentSink sink;
    private long rawLength;
    private long pieceLength;
    private long length;
    private boolean complete = true;

    /** Content that has not begun. */
    public JoinedContent() {}

    /** Whether it has begun and not ended. */
    public boolean isOpen() {
        return sink != null;
    }

    /** Begins it. */
    public void open(ContentSink target) {
        sink = target;
        rawLength = 0;
        length = 0;
        complete = true;
        target.begin();
    }

    /** Ends it behind its last piece. */
    public void close() {
        finish(complete ? Ending.COMPLETE : Ending.INCOMPLETE);
    }

    /** Ends it as incomplete, if it has begun. */
    public void abandon() {
        complete = false;
        finish(Ending.INCOMPLETE);
    }

    /** Makes it ready for the next message. */
    public void rewind() {
        sink = null;
    }

    private void finish(Ending ending) {
        ContentSink target = sink;
        if (target != null) {
            sink = null;
            target.end(ending);
            length = target.length();
        }
    }

    /** Number of bytes of its pieces on the wire. */
    public long rawLength() {
        return rawLength;
    }

    /** Number of bytes after the filters. */
    public long decodedLength() {
        return length;
    }

    /** Whether all of it was there. */
    public boolean complete() {
        return complete;
    }

    // ------------------------------------------------------------------ for its pieces

    @Override
    public void begin() {
        pieceLength = 0;
    }

    @Override
    public void content(byte[] bytes, int from, int to) {
        ContentSink target = sink;
        if (target != null) {
            rawLength += to - from;
            pieceLength += to - from;
            target.content(bytes, from, to);
        }
    }

    @Override
    public void gap(long bytes) {
        ContentSink target = sink;
        if (target != null) {
            complete = false;
            target.gap(bytes);
        }
    }

    /** A piece ends; what is behind it goes on. */
    @Override
    public void end(Ending ending) {
        complete &= ending != Ending.INCOMPLETE;
    }

    /** Number of bytes of the piece under way, or of the last one. */
    @Override
    public long length() {
        return pieceLength;
    }
}
