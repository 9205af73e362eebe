package org.protospec.runtime.parse;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;

/** The elements of an array field; the objects are used again for the next message, so a list allocates nothing twice. */
public final class MessageList<M extends Message> extends AbstractList<M> implements RandomAccess {
    private final Supplier<M> factory;
    private final List<M> elements = new ArrayList<>();
    private int size;

    public MessageList(Supplier<M> factory) {
        this.factory = factory;
    }

    @Override
    public M get(int index) {
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

    /** The element that is read next, whatever it holds; it belongs to the list once {@link #added} is called. */
    public M next() {
        if (size == elements.size()) {
            elements.add(factory.get());
        }
        return elements.get(size);
    }

    /** The element that was added last. */
    public M last() {
        return get(size - 1);
    }

    /** Takes the last element away: it was read, but does not belong to the list. */
    public void dropLast() {
        size--;
    }

    /** The element that {@link #next} gave is whole and belongs to the list. */
    public void added() {
        size++;
    }
}
