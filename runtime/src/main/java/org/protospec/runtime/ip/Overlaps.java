package org.protospec.runtime.ip;

/** Compares a fragment with the bytes that have come before it, and writes what is new. */
final class Overlaps {
    private static final int NONE = -1;

    private final ConflictListener listener;
    private boolean found;

    Overlaps(ConflictListener listener) {
        this.listener = listener;
    }

    /** Whether the last fragment compared carried any byte that another had carried. */
    boolean found() {
        return found;
    }

    /** Tells of every stretch that had come with other bytes, and returns how many there are. */
    int compare(PartialDatagram d, Fragment f, FragmentPolicy policy) {
        int from = f.offset();
        int to = from + f.length();
        int comparable = Math.min(from + f.captured(), d.known());
        found = false;
        int conflicts = 0;
        for (int i = d.ranges.firstTouching(from); i < d.ranges.count() && d.ranges.start(i) < to; i++) {
            int begin = Math.max(from, d.ranges.start(i));
            int end = Math.min(to, d.ranges.end(i));
            found |= begin < end;
            if (differs(d, f, begin, Math.min(end, comparable), policy)) {
                conflicts++;
            }
        }
        return conflicts;
    }

    private boolean differs(PartialDatagram d, Fragment f, int begin, int end, FragmentPolicy policy) {
        byte[] bytes = f.array();
        int first = NONE;
        int last = NONE;
        for (int at = begin; at < end; at++) {
            if (d.byteAt(at) != bytes[f.index(at)]) {
                first = first == NONE ? at : first;
                last = at;
            }
        }
        if (first == NONE) {
            return false;
        }
        int count = last + 1 - first;
        byte[] earlier = new byte[Math.min(count, FragmentConflict.MAX_BYTES)];
        byte[] later = new byte[earlier.length];
        for (int i = 0; i < earlier.length; i++) {
            earlier[i] = (byte) d.byteAt(first + i);
            later[i] = bytes[f.index(first + i)];
        }
        listener.conflict(new FragmentConflict(
                f.version(),
                f.source(),
                f.destination(),
                f.identification() & 0xffff_ffffL,
                f.protocol(),
                first,
                count,
                policy,
                earlier,
                later));
        return true;
    }

    /** Writes the captured bytes that no other fragment had. */
    void writeNew(PartialDatagram d, Fragment f, BlockPool pool) {
        int at = f.offset();
        int to = at + f.captured();
        for (int i = d.ranges.firstTouching(at); i < d.ranges.count() && at < to; i++) {
            if (d.ranges.start(i) > at) {
                d.write(f, at, Math.min(to, d.ranges.start(i)), pool);
            }
            at = Math.max(at, d.ranges.end(i));
        }
        if (at < to) {
            d.write(f, at, to, pool);
        }
    }
}
