package org.protospec.runtime.flow;

import java.util.Arrays;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.tcp.OverlapPolicy;

/**
 * A stretch of a TCP stream of which two segments carry different bytes, from the first byte that differs to the last: what one sees
 * of hosts that are broken, and of attempts to show an observer other bytes than the receiver takes (Ptacek and Newsham, "Insertion,
 * Evasion, and Denial of Service", 1998). A view, valid during the call.
 */
public final class SegmentOverlap {
    private final Slice earlier = new Slice(new ByteRegion());
    private final Slice later = new Slice(new ByteRegion());
    private final OverlapPolicy policy;
    private Direction direction = Direction.UP;
    private long distance;

    SegmentOverlap(OverlapPolicy policy) {
        this.policy = policy;
    }

    SegmentOverlap of(
            Direction direction, long distance, byte[] earlier, int earlierAt, byte[] later, int laterAt, int length) {
        this.direction = direction;
        this.distance = distance;
        this.earlier.show(earlier, earlierAt, earlierAt + length);
        this.later.show(later, laterAt, laterAt + length);
        return this;
    }

    /** Returns a copy that stays valid. */
    public SegmentOverlap copy() {
        byte[] first = Arrays.copyOfRange(earlier.array(), earlier.index(), earlier.index() + earlier.length());
        byte[] second = Arrays.copyOfRange(later.array(), later.index(), later.index() + later.length());
        return new SegmentOverlap(policy).of(direction, distance, first, 0, second, 0, first.length);
    }

    /** Takes the other stream for this one, see {@link Flow#turn}. */
    void turn() {
        direction = direction.opposite();
    }

    /** Returns the stream. */
    public Direction direction() {
        return direction;
    }

    /** Returns how far the stretch's first byte lies from the next one to be handed on: negative if it was handed on before. */
    public long distance() {
        return distance;
    }

    /** Returns the bytes captured first. */
    public Slice earlier() {
        return earlier;
    }

    /** Returns the bytes captured later. */
    public Slice later() {
        return later;
    }

    /** Returns the policy in force. */
    public OverlapPolicy policy() {
        return policy;
    }

    /** Returns which bytes the stream has: the earlier ones in any case if they were handed on before. */
    public OverlapPolicy kept() {
        return distance < 0 ? OverlapPolicy.FIRST : policy;
    }
}
