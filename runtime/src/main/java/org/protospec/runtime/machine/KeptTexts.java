package org.protospec.runtime.machine;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** What shows the texts, once somebody looks at them: most lists are forgotten before. */
    private final List<Slice> texts = new ArrayList<>(0);
    /** Behind the last byte of each text in the buffer. */
    private int[] ends = new int[8];

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
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        text.copyTo(buffer, used, length);
        used += length;
        ends[size++] = used;
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
        while (texts.size() <= index) {
            texts.add(new Slice(region));
        }
        Slice text = texts.get(index);
        text.set(index == 0 ? 0 : ends[index - 1], ends[index]);
        return text;
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
