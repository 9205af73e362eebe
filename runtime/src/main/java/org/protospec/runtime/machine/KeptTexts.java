package org.protospec.runtime.machine;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.BufferPool;

/** A bounded list of texts that a flow remembers ({@code var xs: text[] max n}): copies, in buffers that are lent. */
public final class KeptTexts extends AbstractList<Slice> implements RandomAccess {
    private final BufferPool buffers;
    private final List<KeptText> texts = new ArrayList<>();
    private int size;

    KeptTexts(BufferPool buffers) {
        this.buffers = buffers;
    }

    /** Adds a copy of a text; a list that has {@code maxTexts} stays as it is. */
    public void add(@Nullable Slice text, int maxTexts, int maxBytes) {
        if (text == null || size >= maxTexts) {
            return;
        }
        if (size == texts.size()) {
            texts.add(new KeptText(buffers));
        }
        texts.get(size++).set(text, maxBytes);
    }

    @Override
    public Slice get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        return texts.get(index).slice();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void clear() {
        for (int i = 0; i < size; i++) {
            texts.get(i).clear();
        }
        size = 0;
    }
}
