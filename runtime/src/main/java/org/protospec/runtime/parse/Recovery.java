package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/**
 * A part of a message behind which reading goes on if it does not fit ({@code resync} in specs): what was read of it is
 * forgotten, and the bytes from the error on are let go of up to a delimiter.
 */
public final class Recovery extends Attempt {
    /** Who may read the bytes again that were let go of. */
    public enum Bytes {
        /** Nobody: many of them are not held. */
        LET_GO,
        /** Something elsewhere in the message: they stay. */
        HELD
    }

    private final Resync search = new Resync();
    private final Delimiter delimiter;
    private final Resync.Place place;
    private final Bytes bytes;
    private final int least;

    /** Number of bytes of the part that were let go of and no longer held. */
    private long gone;

    private Recovery(int number, Delimiter delimiter, Resync.Place place, Bytes bytes, int least) {
        super(number);
        this.delimiter = delimiter;
        this.place = place;
        this.bytes = bytes;
        this.least = least;
    }

    /** A part of a message that is read once. */
    public static Recovery of(int number, Delimiter delimiter, Resync.Place place, Bytes bytes) {
        return new Recovery(number, delimiter, place, bytes, 0);
    }

    /** An element of an array: at least one byte is let go of, be it a delimiter's, so that the array comes to an end. */
    public static Recovery ofElement(int number, Delimiter delimiter, Resync.Place place, Bytes bytes) {
        return new Recovery(number, delimiter, place, bytes, place == Resync.Place.BEFORE ? 1 : 0);
    }

    /** The innermost one among attempts that are under way. */
    static @Nullable Recovery innermost(@Nullable Attempt attempt) {
        Attempt each = attempt;
        while (each != null && !(each instanceof Recovery)) {
            each = each.around;
        }
        return (Recovery) each;
    }

    /** The part does not fit: the search begins at the next byte. */
    void begin() {
        search.begin(delimiter, place);
        gone = 0;
    }

    /** Whether the window of the part goes on behind {@code missing} bytes from the next one on. */
    boolean reachesBeyond(Input in, long missing) {
        return window == Input.NO_WINDOW || window - in.offset() > missing;
    }

    /** Bytes are missing behind those that there are: the search goes on behind them. */
    void missed(Input in) {
        search.skip(in, in.remaining());
    }

    /** Looks for the place where to go on; true if it is the next byte. */
    boolean find(Input in) {
        boolean ready = in.consumed() + gone >= from + least || skipOne(in);
        boolean found = ready && search.find(in);
        if (found) {
            search.stop();
        }
        letGo(in);
        return found;
    }

    private boolean skipOne(Input in) {
        if (in.remaining() == 0) {
            return false;
        }
        search.skip(in, 1);
        return true;
    }

    /** As a few bytes cost less to hold than to let go of, it is done with many of them. */
    private void letGo(Input in) {
        int lost = in.consumed() - from;
        if (bytes == Bytes.LET_GO && lost + gone > ByteSteps.SKIPPED_BYTES && lost > 0) {
            boolean many = lost > ByteSteps.SKIPPED_BYTES || !search.isSearching();
            if (many) {
                gone += lost;
                in.forget(from);
            }
        }
    }

    /** Number of bytes that were let go of. */
    long skipped() {
        return search.skipped();
    }
}
