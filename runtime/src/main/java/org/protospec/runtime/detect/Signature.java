package org.protospec.runtime.detect;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;

/**
 * One way in which flows of a protocol may begin: every direction that it names has to look so, one that it does not name may look
 * like anything. A protocol with several signatures is recognised by any of them.
 */
public final class Signature {
    private final @Nullable FirstBytes up;
    private final @Nullable FirstBytes down;

    private Signature(@Nullable FirstBytes up, @Nullable FirstBytes down) {
        this.up = up;
        this.down = down;
    }

    /** Returns the signature of flows whose client begins so. */
    public static Signature up(FirstBytes up) {
        return new Signature(up, null);
    }

    /** Returns the signature of flows whose server begins so. */
    public static Signature down(FirstBytes down) {
        return new Signature(null, down);
    }

    /** Returns the signature of flows both of whose sides begin so. */
    public static Signature both(FirstBytes up, FirstBytes down) {
        return new Signature(up, down);
    }

    /** Returns what a direction looks like, or null if that does not matter. */
    public @Nullable FirstBytes of(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    @Override
    public String toString() {
        return (up == null ? "" : "up: " + up)
                + (up == null || down == null ? "" : ", ")
                + (down == null ? "" : "down: " + down);
    }
}
