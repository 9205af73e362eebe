package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/**
 * The places elsewhere at which a message is read step by step ({@code at} in specs): what they count from, the way back from them, and
 * how much was read there. {@link Places} is the same for messages that are read at once.
 */
final class Detours {
    private static final int NO_DETOUR = -1;

    /** For each byte that places elsewhere may lie in, so many are read there: names of DNS need a fraction of it. */
    private static final int DETOURED_EACH = 32;

    /** So many are read in any case. */
    private static final int DETOURED = 4_096;

    private final Input in;

    /** What places are counted from, once some message is that; without it, everything from the outermost message. */
    private @Nullable Origins origins;

    /** Where the outermost detour leads back to; without one, -1. */
    private int home = NO_DETOUR;

    /** Number of detours within each other that are under way. */
    private int underWay;

    /** How far detours have come, and how many bytes they have read. */
    private int reached;

    private long detoured;

    Detours(Input in) {
        this.in = in;
    }

    /** A new message begins. */
    void forget() {
        if (origins != null) {
            origins.clear();
        }
        home = NO_DETOUR;
        underWay = 0;
        reached = 0;
        detoured = 0;
    }

    // ------------------------------------------------------------------ origins

    /** Places elsewhere are counted from here on for an origin, and lie in the window that is open now. */
    void open(int number) {
        Origins known = origins;
        if (known == null) {
            known = new Origins();
            origins = known;
        }
        known.set(number, in.consumed(), in.windowEnd);
    }

    /** Places elsewhere are counted from where they were before. */
    void close(int number, int from, long end) {
        if (origins != null) {
            origins.set(number, from, end);
        }
    }

    /** Where an origin lies, counted from the message's first byte. */
    int base(int number) {
        return origins == null ? 0 : origins.base(number);
    }

    /** Offset behind the last byte that can be reached from an origin. */
    long end(int number) {
        return origins == null ? Input.NO_WINDOW : origins.end(number);
    }

    /** Whether all bytes are there in which places elsewhere may lie, as far as they will ever be. */
    boolean isComplete(int number) {
        long end = end(number);
        return in.closed() && !in.hasHole() || end != Input.NO_WINDOW && end - in.origin <= in.end();
    }

    /** Number of bytes in which places elsewhere may lie. */
    int size(int number) {
        long last = end(number);
        int end = last == Input.NO_WINDOW ? in.end() : (int) Math.min(in.end(), last - in.origin);
        return end - in.start - base(number);
    }

    // ------------------------------------------------------------------ there and back

    /** Goes to a place elsewhere, which is there. */
    void goTo(Detour detour, int number, int place) {
        detour.origin = number;
        detour.back = in.consumed();
        detour.window = in.windowEnd;
        home = underWay++ == 0 ? detour.back : home;
        in.jump(base(number) + place, end(number));
        detour.from = in.consumed();
    }

    /** Goes back; false if more was read elsewhere than can be meant. */
    boolean comeBack(Detour detour) {
        reach(in.consumed());
        detoured += 1 + in.consumed() - detour.from;
        home = --underWay == 0 ? NO_DETOUR : home;
        in.jump(detour.back, detour.window);
        return detoured <= mostFrom(detour.origin);
    }

    /** After a mistake elsewhere: goes back to where the message was before. */
    void goHome() {
        if (home != NO_DETOUR) {
            in.position = in.start + home;
            home = NO_DETOUR;
            underWay = 0;
            in.limits();
        }
    }

    /** Something was read elsewhere up to a place, counted from the message's first byte. */
    void reach(int place) {
        reached = Math.max(reached, place);
    }

    /** How far detours have come, counted from the message's first byte. */
    int reached() {
        return reached;
    }

    /** Most bytes that are read elsewhere in one message. */
    long mostFrom(int number) {
        return most(size(number));
    }

    /** The same where places may lie in so many bytes. */
    static long most(long size) {
        return DETOURED + DETOURED_EACH * size;
    }

    // ------------------------------------------------------------------ attempts

    /** Takes note of the detours within which an attempt begins. */
    void save(Attempt attempt) {
        attempt.origins = origins == null ? null : Origins.copy(origins, attempt.origins);
        attempt.home = home;
        attempt.detours = underWay;
    }

    /** All is as it was when an attempt began. */
    void restore(Attempt attempt) {
        restoreOrigins(attempt);
        home = attempt.home;
        underWay = attempt.detours;
    }

    /** Places are counted from where they were when an attempt began. */
    void restoreOrigins(Attempt attempt) {
        if (origins != null && attempt.origins != null) {
            Origins.copy(attempt.origins, origins);
        } else if (origins != null) {
            origins.clear();
        }
    }
}
