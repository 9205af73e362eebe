package org.protospec.runtime.parse;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind that nobody uses just now, for one thread: who needs one takes that which was given back last, as it is most likely
 * still in a cache; a new one is made only where there is none. There are never more than were in use at the same time.
 */
public final class FreeList<T> {
    private static final int INITIAL = 16;

    private final Supplier<T> factory;
    private @Nullable Object[] free = new @Nullable Object[INITIAL];
    private int size;

    /** A list without anything in it, for objects that {@code factory} makes. */
    public FreeList(Supplier<T> factory) {
        this.factory = factory;
    }

    /** An object that is the caller's until it is given back, in the state in which that was done. */
    @SuppressWarnings({"unchecked", "NullAway"}) // Only give() writes to the array, and below the size.
    public T take() {
        if (size == 0) {
            return factory.get();
        }
        Object taken = free[--size];
        free[size] = null;
        return (T) taken;
    }

    /** Gives an object back that nobody uses any more. */
    public void give(T object) {
        if (size == free.length) {
            free = Arrays.copyOf(free, 2 * size);
        }
        free[size++] = object;
    }
}
