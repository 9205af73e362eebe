package org.protospec.runtime.parse;

import java.util.Arrays;

/** Which packet brought which bytes of a stream: ends of pieces, in order, with packet number and capture time. */
final class CaptureMarks {
    private static final int WORDS = 3;

    private long[] marks = new long[2 * WORDS];
    private int first;
    private int last;

    /** The bytes up to stream offset {@code end} came in this packet. */
    void add(long end, long packet, long time) {
        if (last > first && marks[last - WORDS + 1] == packet) {
            marks[last - WORDS] = end;
            return;
        }
        if (last == marks.length) {
            makeRoom();
        }
        marks[last] = end;
        marks[last + 1] = packet;
        marks[last + 2] = time;
        last += WORDS;
    }

    private void makeRoom() {
        int used = last - first;
        long[] target = used > marks.length / 2 ? new long[2 * marks.length] : marks;
        System.arraycopy(marks, first, target, 0, used);
        marks = target;
        first = 0;
        last = used;
    }

    /** Forgets about the bytes before stream offset {@code offset}, save the last one. */
    void forget(long offset) {
        while (last - first > WORDS && marks[first] < offset) {
            first += WORDS;
        }
    }

    void clear() {
        first = 0;
        last = 0;
        if (marks.length > 64 * WORDS) {
            marks = Arrays.copyOf(marks, 2 * WORDS);
        }
    }

    long packet(long offset) {
        return last == first ? 0 : marks[mark(offset) + 1];
    }

    long time(long offset) {
        return last == first ? 0 : marks[mark(offset) + 2];
    }

    private int mark(long offset) {
        int at = first;
        while (at < last - WORDS && marks[at] <= offset) {
            at += WORDS;
        }
        return at;
    }
}
