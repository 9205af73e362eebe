package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/**
 * The search for the place where a direction is taken up again after an error or a gap: lets go of all bytes but those that
 * may be the beginning of the delimiter.
 */
public final class Resync {
    /** Where reading goes on. */
    public enum Place {
        /** Behind the delimiter. */
        AFTER,
        /** At the delimiter. */
        BEFORE
    }

    private @Nullable Delimiter delimiter;
    private Place place = Place.AFTER;
    private long skipped;

    /** Begins to search. */
    public void begin(Delimiter delimiter, Place place) {
        this.delimiter = delimiter;
        this.place = place;
        skipped = 0;
    }

    /** Searches no longer. */
    public void stop() {
        delimiter = null;
    }

    /** Whether the place was not found yet. */
    public boolean isSearching() {
        return delimiter != null;
    }

    /** Number of bytes let go so far. */
    public long skipped() {
        return skipped;
    }

    /** Lets go of the next bytes. */
    public void skip(Input in, int count) {
        skipped += count;
        in.advance(count);
    }

    /** Lets go of bytes; true when the place is found, which is then the next byte. */
    public boolean find(Input in) {
        Delimiter wanted = delimiter;
        if (wanted == null) {
            return false;
        }
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int at = in.position();
        while ((at = wanted.find(bytes, at, limit)) < limit) {
            int length = wanted.match(bytes, at, limit, in.complete());
            if (length >= 0) {
                skip(in, at - in.position() + (place == Place.AFTER ? length : 0));
                return true;
            }
            if (length == Input.MORE) {
                break;
            }
            at++;
        }
        skip(in, at - in.position());
        return false;
    }
}
