package org.protospec.cli.output;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamSink;

/** Computes the SHA-256 of a streamed event's content, as on the wire and after its filters, and tells of its end. */
final class StreamDigest implements StreamSink<StreamEvent> {
    private final MessageDigest raw = newDigest();
    private final MessageDigest pieces = newDigest();
    private final BiConsumer<StreamEvent, StreamDigest> whenOver;

    StreamDigest(BiConsumer<StreamEvent, StreamDigest> whenOver) {
        this.whenOver = whenOver;
    }

    @Override
    public void raw(StreamEvent event, Slice piece) {
        raw.update(piece.array(), piece.index(), piece.length());
    }

    @Override
    public void piece(StreamEvent event, Slice piece) {
        pieces.update(piece.array(), piece.index(), piece.length());
    }

    @Override
    public void end(StreamEvent event) {
        whenOver.accept(event, this);
    }

    /** The digest of the bytes on the wire, in hexadecimal; may be asked for once, and then begins anew. */
    String rawSha256() {
        return HexFormat.of().formatHex(raw.digest());
    }

    /** The digest of the bytes after the filters, in the same way. */
    String sha256() {
        return HexFormat.of().formatHex(pieces.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform must have it (java.security.MessageDigest).
            throw new AssertionError(e);
        }
    }
}
