package org.protospec.runtime.parse;

import java.util.Arrays;

/**
 * Which packet brought which bytes of a stream: ends of pieces, in order, with packet number and capture time.
 *
 * <p>It holds as many pieces as there are bytes that are still wanted, so that a long stream leaves nothing behind; and no
 * more than {@link #MOST}. Of more pieces, neighbours are joined: the bytes of both then count as brought by the later packet.
 */
final class CaptureMarks {
    /** Pieces held at most, in 96 KiB: whoever sends one byte a packet shall not fill the memory. */
    static final int MOST = 2048;

    private static final int WORDS = 3;
    private static final int FEW = 64;

    private long[] marks = new long[2 * WORDS];
    private int first;
    private int last;

    /** The bytes up to stream offset {@code end} came in this packet. */
    void add(long end, long packet, long time) {
        if (last > first && marks[last - WORDS + 1] == packet) {
            marks[last - WORDS] = end;
            return;
        }
        if (last - first == MOST * WORDS) {
            joinNeighbours();
        } else if (last == marks.length) {
            makeRoom();
        }
        marks[last] = end;
        marks[last + 1] = packet;
        marks[last + 2] = time;
        last += WORDS;
    }

    /** Moves the pieces to the front, into twice the room unless at least half of it was free. */
    private void makeRoom() {
        int used = last - first;
        long[] target = used > marks.length / 2 ? new long[2 * marks.length] : marks;
        System.arraycopy(marks, first, target, 0, used);
        marks = target;
        first = 0;
        last = used;
    }

    /** Halves the number of pieces; many have to come before that is done once more. */
    private void joinNeighbours() {
        int to = 0;
        for (int from = first + WORDS; from < last; from += 2 * WORDS) {
            System.arraycopy(marks, from, marks, to, WORDS);
            to += WORDS;
        }
        first = 0;
        last = to;
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
        if (marks.length > FEW * WORDS) {
            marks = Arrays.copyOf(marks, 2 * WORDS);
        }
    }

    /** Number of pieces held. */
    int size() {
        return (last - first) / WORDS;
    }

    /** Number of pieces that there is room for. */
    int capacity() {
        return marks.length / WORDS;
    }

    long packet(long offset) {
        return last == first ? 0 : marks[mark(offset) + 1];
    }

    long time(long offset) {
        return last == first ? 0 : marks[mark(offset) + 2];
    }

    /** Index of the first piece that ends behind an offset, or of the last one. */
    private int mark(long offset) {
        int low = first / WORDS;
        int high = last / WORDS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (marks[middle * WORDS] <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low * WORDS;
    }
}
