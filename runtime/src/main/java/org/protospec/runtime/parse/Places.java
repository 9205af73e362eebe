package org.protospec.runtime.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where places elsewhere ({@code at} in specs) are counted from while a message is read at once, and how much was read there. It is to
 * such messages what {@link Input} is to those that are read step by step, and has the same bounds. All places are indexes of the array.
 */
public final class Places {
    private static final int FEW = 4;

    private int[] firsts = new int[FEW];
    private int[] limits = new int[FEW];

    /** How many origins were ever opened: only these differ from the outermost message. */
    private int opened;

    /** Messages that were read, each by the place where it begins; many places share a slot, and the last one has it. */
    private static final int SLOTS = 16;

    private final @Nullable Message[] seen = new @Nullable Message[SLOTS];
    private final long[] seenAt = new long[SLOTS];
    private final int[] seenEnd = new int[SLOTS];
    private int era;

    private int start;
    private int limit;
    private int reached;
    private long read;

    Places() {}

    /** Begins a message between two indexes: places are counted from its first byte. */
    void begin(int start, int limit) {
        this.start = start;
        this.limit = limit;
        for (int i = 0; i < opened; i++) {
            firsts[i] = start;
            limits[i] = limit;
        }
        reached = start;
        read = 0;
        era++;
    }

    /** Index behind the last byte that was read elsewhere. */
    int reached() {
        return reached;
    }

    /** Index of the byte that places of an origin are counted from. */
    public int first(int origin) {
        return origin < opened ? firsts[origin] : start;
    }

    /** Index behind the bytes that can be reached from an origin. */
    public int limit(int origin) {
        return origin < opened ? limits[origin] : limit;
    }

    /** Places of an origin are counted from {@code at} on, and lie before {@code limit}; returns what was so before, for {@link #close}. */
    public long open(int origin, int at, int limit) {
        while (opened <= origin) {
            open();
        }
        era++;
        long outer = (long) firsts[origin] << Integer.SIZE | limits[origin];
        firsts[origin] = at;
        limits[origin] = limit;
        return outer;
    }

    private void open() {
        if (opened == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * opened);
            limits = Arrays.copyOf(limits, 2 * opened);
        }
        firsts[opened] = start;
        limits[opened] = limit;
        opened++;
    }

    /** Places of an origin are counted from where they were before {@link #open}. */
    public void close(int origin, long outer) {
        era++;
        firsts[origin] = (int) (outer >>> Integer.SIZE);
        limits[origin] = (int) outer;
    }

    /** Takes note of a message between two indexes that lies there and nowhere else: read again from there, it would be the same. */
    public void note(Message message, int from, int to) {
        int slot = from & SLOTS - 1;
        seen[slot] = message;
        seenAt[slot] = key(from);
        seenEnd[slot] = to;
    }

    /** The message of a kind that begins at an index, if it was noted; null if not. */
    <N extends Message> @Nullable N seen(Class<N> type, int at) {
        int slot = at & SLOTS - 1;
        Message message = seen[slot];
        return seenAt[slot] == key(at) && type.isInstance(message) ? type.cast(message) : null;
    }

    /** Index behind the message that begins at an index and was noted. */
    public int seenEnd(int at) {
        return seenEnd[at & SLOTS - 1];
    }

    /** What was noted counts as long as places are counted from where they were then. */
    private long key(int at) {
        return (long) era << Integer.SIZE | at;
    }

    /** Index of a place; {@link MessageParser#NOT_WHOLE} if it lies where nothing can be read. */
    public int index(int origin, long place) {
        int first = first(origin);
        return place < 0 || place > limit(origin) - first ? MessageParser.NOT_WHOLE : first + (int) place;
    }

    /** Number of bytes that were read elsewhere, and one more for each place. */
    public long read() {
        return read;
    }

    /** Takes note of the bytes between two indexes, read elsewhere; whether that was more by now than can be meant. */
    public boolean exceeds(int origin, int from, int to) {
        reached = Math.max(reached, to);
        read += 1 + to - from;
        return read > Detours.most(limit(origin) - first(origin));
    }
}
