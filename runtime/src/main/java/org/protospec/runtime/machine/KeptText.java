package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.BufferPool;

/** A text that a flow remembers ({@code var x: text}): a copy, lent with its buffer as long as there is a text. */
public final class KeptText {
    private static final byte[] NOTHING = {};
    private static final Slice EMPTY = Slice.of(NOTHING);

    private final BufferPool buffers;
    private final Slice slice = new Slice(new ByteRegion());
    private byte[] buffer = NOTHING;

    KeptText(BufferPool buffers) {
        this.buffers = buffers;
    }

    /** Remembers a copy of a text, at most {@code max} bytes of it. */
    void set(Slice text, int max) {
        int length = Math.min(text.length(), max);
        if (buffer.length < length) {
            byte[] larger = buffers.take(length);
            release();
            buffer = larger;
        }
        text.copyTo(buffer, length);
        slice.show(buffer, 0, length);
    }

    /** Remembers nothing any more. */
    void clear() {
        slice.clear();
        release();
    }

    private void release() {
        if (buffer.length > 0) {
            buffers.give(buffer);
            buffer = NOTHING;
        }
    }

    /** The text, which is empty where nothing is remembered. */
    public static Slice of(@Nullable KeptText kept) {
        return kept == null ? EMPTY : kept.slice;
    }
}
