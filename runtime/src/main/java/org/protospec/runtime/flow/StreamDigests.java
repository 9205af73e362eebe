package org.protospec.runtime.flow;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Length and SHA-256 of the ordered bytes of both directions of a flow, computed on their way to another consumer. Bytes that are
 * missing from the capture are left out; UDP payloads count one after the other.
 */
public final class StreamDigests implements FlowConsumer {
    private final @Nullable FlowConsumer next;
    private final Stream up = new Stream();
    private final Stream down = new Stream();

    /**
     * Creates the digests of a flow.
     *
     * @param next takes everything after it was counted; null: nobody
     */
    public StreamDigests(@Nullable FlowConsumer next) {
        this.next = next;
    }

    /** Returns how many bytes of a direction were counted. */
    public long length(Direction direction) {
        return stream(direction).length;
    }

    /** Returns the SHA-256 of the bytes of a direction so far, as 64 lower-case hexadecimal digits. */
    public String sha256(Direction direction) {
        return stream(direction).hex();
    }

    @Override
    public void data(Direction direction, byte[] bytes, int offset, int length) {
        stream(direction).update(bytes, offset, length);
        if (next != null) {
            next.data(direction, bytes, offset, length);
        }
    }

    @Override
    public void gap(Direction direction, long bytes) {
        if (next != null) {
            next.gap(direction, bytes);
        }
    }

    @Override
    public void overlap(SegmentOverlap overlap) {
        if (next != null) {
            next.overlap(overlap);
        }
    }

    @Override
    public void closed(Direction direction) {
        if (next != null) {
            next.closed(direction);
        }
    }

    @Override
    public void datagram(Direction direction, byte[] bytes, int offset, int length) {
        stream(direction).update(bytes, offset, length);
        if (next != null) {
            next.datagram(direction, bytes, offset, length);
        }
    }

    @Override
    public void end(EndReason reason) {
        if (next != null) {
            next.end(reason);
        }
    }

    private Stream stream(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    private static final class Stream {
        private final MessageDigest digest = sha256();
        private long length;

        void update(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
            length += count;
        }

        String hex() {
            try {
                MessageDigest soFar = (MessageDigest) digest.clone();
                return HexFormat.of().formatHex(soFar.digest());
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                // Every Java platform must have it (java.security.MessageDigest).
                throw new AssertionError(e);
            }
        }
    }
}
