package org.protospec.runtime.parse;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.function.Supplier;

/** The elements of an array field; the objects are used again for the next message, so a list allocates nothing twice. */
public final class MessageList<M extends Message> extends AbstractList<M> implements RandomAccess {
    private static final int FIRST_ELEMENTS = 4;

    private final Supplier<M> factory;
    private Message[] elements = {};
    private int made;
    private int size;

    public MessageList(Supplier<M> factory) {
        this.factory = factory;
    }

    @Override
    public M get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        return element(index);
    }

    /** One of the objects, which all come from the factory. */
    @SuppressWarnings("unchecked")
    private M element(int index) {
        return (M) elements[index];
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
        if (size == made) {
            make();
        }
        return element(size);
    }

    private void make() {
        if (made == elements.length) {
            elements = Arrays.copyOf(elements, Math.max(FIRST_ELEMENTS, 2 * made));
        }
        elements[made++] = factory.get();
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
