package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.BufferPool;

/** A text that a flow remembers ({@code var x: text}): a copy, in a buffer that is lent as long as there is a text. */
public final class KeptText {
    private final BufferPool buffers;
    private final Slice slice = new Slice(new ByteRegion());
    private byte @Nullable [] buffer;

    KeptText(BufferPool buffers) {
        this.buffers = buffers;
    }

    /** Remembers a copy of a text, at most {@code max} bytes of it, or nothing where it is null or absent. */
    public void set(@Nullable Slice text, int max) {
        if (text == null || !text.isPresent()) {
            clear();
            return;
        }
        int length = Math.min(text.length(), max);
        byte[] target = buffer;
        if (target == null || target.length < length) {
            byte[] larger = buffers.take(length);
            release();
            target = larger;
            buffer = larger;
        }
        for (int i = 0; i < length; i++) {
            target[i] = (byte) text.charAt(i);
        }
        slice.show(target, 0, length);
    }

    /** Remembers nothing any more. */
    public void clear() {
        slice.clear();
        release();
    }

    private void release() {
        byte[] old = buffer;
        if (old != null) {
            buffers.give(old);
            buffer = null;
        }
    }

    /** The text, or null where nothing is remembered. */
    public @Nullable Slice orNull() {
        return slice.orNull();
    }

    /** The text, which is absent where nothing is remembered. */
    public Slice slice() {
        return slice;
    }
}
