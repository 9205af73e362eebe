package org.protospec.runtime.parse;

/** Where bytes of a stream are missing between those that are there, in order; holes side by side are one. */
final class Holes {
    private static final int WORDS = 2;
    private static final long[] NONE = {};

    private long[] holes = NONE;
    private int first;
    private int last;
    private long missing;

    /** Notes that {@code size} bytes are missing from stream offset {@code start} on, behind all that was noted before. */
    void add(long start, long size) {
        missing += size;
        if (last > first && holes[last - WORDS] + holes[last - 1] == start) {
            holes[last - 1] += size;
            return;
        }
        if (last == holes.length) {
            makeRoom();
        }
        holes[last] = start;
        holes[last + 1] = size;
        last += WORDS;
    }

    private void makeRoom() {
        int used = last - first;
        long[] target =
                holes.length == 0 || used > holes.length / 2 ? new long[Math.max(2 * holes.length, 2 * WORDS)] : holes;
        System.arraycopy(holes, first, target, 0, used);
        holes = target;
        first = 0;
        last = used;
    }

    boolean isEmpty() {
        return first == last;
    }

    int count() {
        return (last - first) / WORDS;
    }

    /** Bytes missing in all of them. */
    long missing() {
        return missing;
    }

    /** Stream offset of the first hole. */
    long start() {
        return holes[first];
    }

    /** Size of the first hole. */
    long size() {
        return holes[first + 1];
    }

    /** The first {@code count} bytes of the first hole are behind us. */
    void pass(long count) {
        missing -= count;
        holes[first] += count;
        holes[first + 1] -= count;
        if (holes[first + 1] == 0) {
            first += WORDS;
        }
    }

    void clear() {
        holes = NONE;
        first = 0;
        last = 0;
        missing = 0;
    }
}
