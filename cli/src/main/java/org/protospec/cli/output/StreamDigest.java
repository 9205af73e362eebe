package org.protospec.cli.output;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.BiConsumer;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamSink;

/**
 * Computes the SHA-256 of a streamed event's content, as on the wire and after its filters, and tells of its end. Filters mostly leave a
 * content as it is: as long as they do, there is one digest of both.
 */
final class StreamDigest implements StreamSink<StreamEvent> {
    private static final byte[] NOTHING = {};
    /** Larger pieces are not copied: each content that is open keeps the copy of one. */
    private static final int MOST = 4096;

    private final BiConsumer<StreamEvent, StreamDigest> whenOver;
    /** Of the bytes on the wire, and of both while they are the same. */
    private final MessageDigest raw = newDigest();

    /** Of what comes out of the filters; the same object until that is something else. */
    private MessageDigest pieces = raw;
    /** The bytes on the wire of which it is not known yet what the filters make of them, copied, as they do not stay. */
    private byte[] latest = NOTHING;

    private int latestLength;
    /** Where they came from, and how many of them came out of the filters as they are. */
    private byte[] source = latest;

    private int sourceIndex;
    private int passed;

    private byte[] rawSha256 = NOTHING;
    private byte[] sha256 = NOTHING;

    StreamDigest(BiConsumer<StreamEvent, StreamDigest> whenOver) {
        this.whenOver = whenOver;
    }

    @Override
    public void raw(StreamEvent event, Slice piece) {
        settle();
        int length = piece.length();
        if (isShared() && length > MOST) {
            part();
        }
        if (!isShared()) {
            raw.update(piece.array(), piece.index(), length);
            return;
        }
        if (length > latest.length) {
            latest = new byte[Math.min(Math.max(length, 2 * latest.length), MOST)];
        }
        System.arraycopy(piece.array(), piece.index(), latest, 0, length);
        latestLength = length;
        source = piece.array();
        sourceIndex = piece.index();
        passed = 0;
    }

    @Override
    public void piece(StreamEvent event, Slice piece) {
        if (isShared()) {
            boolean next = piece.array() == source && piece.index() == sourceIndex + passed;
            if (next && piece.length() <= latestLength - passed) {
                passed += piece.length();
                return;
            }
            part();
        }
        pieces.update(piece.array(), piece.index(), piece.length());
    }

    /** What the filters make of the latest bytes is known: all of them came out, or the two digests part here. */
    private void settle() {
        if (passed < latestLength) {
            part();
        } else {
            raw.update(latest, 0, latestLength);
            latestLength = 0;
            passed = 0;
        }
    }

    private void part() {
        raw.update(latest, 0, passed);
        pieces = copy(raw);
        raw.update(latest, passed, latestLength - passed);
        latestLength = 0;
        passed = 0;
    }

    private boolean isShared() {
        return pieces == raw;
    }

    @Override
    public void end(StreamEvent event) {
        settle();
        rawSha256 = raw.digest();
        sha256 = isShared() ? rawSha256 : pieces.digest();
        pieces = raw;
        whenOver.accept(event, this);
    }

    /** The digest of the bytes on the wire, to be asked when the content is over; not to be changed. */
    byte[] rawSha256() {
        return rawSha256;
    }

    /** The digest of the bytes after the filters, in the same way. */
    byte[] sha256() {
        return sha256;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform must have it (java.security.MessageDigest).
            throw new AssertionError(e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            // The platform's own can be copied.
            throw new AssertionError(e);
        }
    }
}
