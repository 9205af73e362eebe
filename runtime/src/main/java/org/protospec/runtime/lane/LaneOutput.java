package org.protospec.runtime.lane;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What a lane has written in a stretch, in pieces, each with its place in the order of all lanes. Arrays are used again. */
final class LaneOutput {
    private static final int PLACE = 2;

    private byte[] bytes = new byte[4096];
    private int length;
    private int[] packets = new int[64];
    private int[] ends = new int[64];
    private long[] places = new long[PLACE * 64];
    private int pieces;
    /** The piece that is to be handed on next. */
    private int next;

    void write(byte[] source, int offset, int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * bytes.length));
        }
        System.arraycopy(source, offset, bytes, length, size);
        length += size;
    }

    /** Whether anything was written since the last piece. */
    boolean hasUnplaced() {
        return length > placed();
    }

    private int placed() {
        return pieces == 0 ? 0 : ends[pieces - 1];
    }

    /** What was written since the last piece is one, and was written at a place; returns how long it is. */
    int piece(int packet, long deadline, long order) {
        int size = length - placed();
        if (size == 0) {
            return 0;
        }
        if (pieces == ends.length) {
            packets = Arrays.copyOf(packets, 2 * pieces);
            ends = Arrays.copyOf(ends, 2 * pieces);
            places = Arrays.copyOf(places, 2 * places.length);
        }
        packets[pieces] = packet;
        places[PLACE * pieces] = deadline;
        places[PLACE * pieces + 1] = order;
        ends[pieces++] = length;
        return size;
    }

    boolean hasMore() {
        return next < pieces;
    }

    /** Whether the next piece comes before the next one of another lane. */
    boolean isBefore(LaneOutput other) {
        return isBefore(
                other.packets[other.next], other.places[PLACE * other.next], other.places[PLACE * other.next + 1]);
    }

    /** Whether the next piece comes before a place. */
    boolean isBefore(int packet, long deadline, long order) {
        return Place.compare(packets[next], places[PLACE * next], places[PLACE * next + 1], packet, deadline, order)
                < 0;
    }

    /** Hands on the next piece. */
    void handOn(OutputStream target) throws IOException {
        int from = next == 0 ? 0 : ends[next - 1];
        target.write(bytes, from, ends[next] - from);
        next++;
    }

    void clear() {
        length = 0;
        pieces = 0;
        next = 0;
    }
}
