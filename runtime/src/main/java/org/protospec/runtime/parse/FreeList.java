package org.protospec.runtime.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind that nobody uses just now, for one thread: who needs one takes that which was given back last, as it is most likely
 * still in a cache, and makes a new one only where there is none. There are never more than were in use at the same time.
 */
public final class FreeList<T> {
    /** As many flows are busy at a time in many captures: for those it never grows. */
    private static final int INITIAL = 64;

    private @Nullable Object[] free = new @Nullable Object[INITIAL];
    private int size;

    /** A list without anything in it. */
    public FreeList() {}

    /** The object given back last, which is the caller's now; null if there is none. */
    @SuppressWarnings("unchecked") // Only give() writes to the array.
    public @Nullable T take() {
        if (size == 0) {
            return null;
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
