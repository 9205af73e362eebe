package org.protospec.runtime.lane;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /** Whether anything was written since the last piece, of which so many bytes are still to come. */
    boolean hasUnplaced(int pending) {
        return length + pending > placed();
    }

    private int placed() {
        return pieces == 0 ? 0 : ends[pieces - 1];
    }

    /**
     * What was written since the last piece is one, and was written at a place; so many bytes of it are still to come, before any others.
     * Returns how long it is.
     */
    int piece(int packet, long deadline, long order, int pending) {
        int end = length + pending;
        int size = end - placed();
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
        ends[pieces++] = end;
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

    /** Whether the next piece comes before a failure, if there is one. */
    boolean isBefore(Stretch.@Nullable Failure failure) {
        return failure == null || isBefore(failure.packet(), failure.deadline(), failure.order());
    }

    private boolean isBefore(int packet, long deadline, long order) {
        return Place.compare(packets[next], places[PLACE * next], places[PLACE * next + 1], packet, deadline, order)
                < 0;
    }

    /** Hands on the next piece, and those behind it that come before the next one of another lane and before a failure, if there are these. */
    void handOn(OutputStream target, @Nullable LaneOutput other, Stretch.@Nullable Failure failure) throws IOException {
        int from = next == 0 ? 0 : ends[next - 1];
        do {
            next++;
        } while (hasMore() && (other == null || isBefore(other)) && isBefore(failure));
        target.write(bytes, from, ends[next - 1] - from);
    }

    void clear() {
        length = 0;
        pieces = 0;
        next = 0;
    }
}
