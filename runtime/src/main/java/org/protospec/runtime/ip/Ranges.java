package org.protospec.runtime.ip;

import java.util.Arrays;

/** Which bytes of a datagram have come: disjoint ranges that do not touch each other, in ascending order. */
final class Ranges {
    private static final int INITIAL = 4;

    private int[] starts = new int[INITIAL];
    private int[] ends = new int[INITIAL];
    private int count;

    int count() {
        return count;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Where the last range ends; 0 without one. */
    int last() {
        return count == 0 ? 0 : ends[count - 1];
    }

    void clear() {
        count = 0;
    }

    /** Index of the first range that ends at {@code from} or behind it. */
    int firstTouching(int from) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether one range holds all from {@code from} to {@code to}. */
    boolean covers(int from, int to) {
        int i = firstTouching(from);
        return i < count && starts[i] <= from && to <= ends[i];
    }

    /** How many ranges there will be once {@link #add} has added one. */
    int countWith(int from, int to) {
        int first = firstTouching(from);
        int behind = first;
        while (behind < count && starts[behind] <= to) {
            behind++;
        }
        return count - (behind - first) + 1;
    }

    /** Adds a range, merging it with all that it overlaps or touches. */
    void add(int from, int to) {
        int first = firstTouching(from);
        int behind = first;
        int start = from;
        int end = to;
        while (behind < count && starts[behind] <= to) {
            start = Math.min(start, starts[behind]);
            end = Math.max(end, ends[behind]);
            behind++;
        }
        if (behind == first && count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(starts, behind, starts, first + 1, count - behind);
        System.arraycopy(ends, behind, ends, first + 1, count - behind);
        count += 1 - (behind - first);
        starts[first] = start;
        ends[first] = end;
    }
}
