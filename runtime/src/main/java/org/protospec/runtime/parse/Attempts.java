package org.protospec.runtime.parse;

/** Goes back in the bytes of a message to where an {@link Attempt} began that does not fit, and counts what was read in vain. */
final class Attempts {
    private final Input in;

    /** How many bytes attempts have read in vain. */
    private long again;

    /** How far they have come. */
    private int farthest;

    Attempts(Input in) {
        this.in = in;
    }

    /** A new message begins. */
    void forget() {
        again = 0;
        farthest = 0;
    }

    /** Takes note of the place at which an attempt begins. */
    void begin(Attempt attempt) {
        attempt.from = in.consumed();
        attempt.window = in.windowEnd;
        in.detours().save(attempt);
    }

    /** Goes back to where an attempt began, after {@code read} bytes; false if more was read again than can be meant. */
    boolean takeBack(Attempt attempt, int read) {
        farthest = Math.max(farthest, in.consumed());
        again += 1 + read;
        in.detours().restore(attempt);
        in.jump(attempt.from, attempt.window);
        return again <= most();
    }

    /**
     * Goes back to the window in which a part began that does not fit, and from a place elsewhere in it.
     *
     * @param looked how many of the bytes from here on were looked at in vain
     * @return false if more was read in vain than can be meant
     */
    boolean giveUp(Recovery part, int looked) {
        in.goHome();
        int at = Math.max(in.consumed(), part.from);
        farthest = Math.max(farthest, at + looked);
        again += 1 + looked;
        in.detours().restoreOrigins(part);
        in.jump(at, part.window);
        return again <= most();
    }

    /** Most bytes that attempts read in vain in one message. */
    long most() {
        return Detours.most(farthest);
    }
}
