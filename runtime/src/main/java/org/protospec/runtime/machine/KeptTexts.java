package org.protospec.runtime.machine;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.BufferPool;

/**
 * A bounded list of texts that a flow remembers ({@code var xs: text[] max n}): copies behind each other in one buffer, lent as long as
 * there are any.
 */
public final class KeptTexts extends AbstractList<Slice> implements RandomAccess {
    private static final byte[] NOTHING = {};

    private final BufferPool buffers;
    private final ByteRegion region = new ByteRegion();
    private final List<Slice> texts = new ArrayList<>();
    private int size;
    private byte[] buffer = NOTHING;
    private int used;

    KeptTexts(BufferPool buffers) {
        this.buffers = buffers;
    }

    /** Adds a copy of a text; a list that has {@code maxTexts} stays as it is. */
    void add(Slice text, int maxTexts, int maxBytes) {
        if (size == maxTexts) {
            return;
        }
        int length = Math.min(text.length(), maxBytes);
        if (buffer.length - used < length) {
            makeRoom(used + length);
        }
        text.copyTo(buffer, used, length);
        if (size == texts.size()) {
            texts.add(new Slice(region));
        }
        texts.get(size++).set(used, used + length);
        used += length;
    }

    private void makeRoom(int wanted) {
        byte[] larger = buffers.take(wanted);
        System.arraycopy(buffer, 0, larger, 0, used);
        release();
        buffer = larger;
        region.bind(larger, 0, 0);
    }

    @Override
    public Slice get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("text " + index + " of " + size);
        }
        return texts.get(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void clear() {
        size = 0;
        used = 0;
        release();
        buffer = NOTHING;
    }

    private void release() {
        if (buffer.length > 0) {
            buffers.give(buffer);
        }
    }

    /** The texts, of which there are none where none are remembered. */
    public static List<Slice> of(@Nullable KeptTexts kept) {
        return kept == null ? List.of() : kept;
    }
}
