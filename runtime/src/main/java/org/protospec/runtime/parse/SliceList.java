package org.protospec.runtime.parse;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** The elements of an array of texts; the slices are used again for the next message. */
public final class SliceList extends AbstractList<Slice> implements RandomAccess {
    private final ByteRegion region;
    private final List<Slice> elements = new ArrayList<>();
    private int size;

    public SliceList(ByteRegion region) {
        this.region = region;
    }

    @Override
    public Slice get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        return elements.get(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void clear() {
        size = 0;
    }

    /** Adds the bytes from {@code from} to {@code to}, relative to the region's first byte. */
    public void add(int from, int to) {
        if (size == elements.size()) {
            elements.add(new Slice(region));
        }
        elements.get(size++).set(from, to);
    }

    /** The element that was added last. */
    public Slice last() {
        return get(size - 1);
    }

    /** Takes the last element away: it was read, but does not belong to the list. */
    public void dropLast() {
        size--;
    }

    /** Takes over the places of another list's elements. */
    public void copyFrom(SliceList other) {
        size = 0;
        for (int i = 0; i < other.size; i++) {
            add(other.get(i).from(), other.get(i).to());
        }
    }
}
