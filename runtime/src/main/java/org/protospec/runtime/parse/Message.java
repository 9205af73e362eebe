package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/**
 * A message of a protocol: a view over the bytes that it was read from.
 *
 * <p>A message handed out by an event is valid during the event only: its bytes and the object itself are used again for
 * the next one. Its generated {@code copy()} keeps it. Nothing is decoded before it is asked for.
 */
public abstract class Message {
    private final ByteRegion region;
    private int size;

    /** A message with bytes of its own. */
    protected Message() {
        this(new ByteRegion());
    }

    /** A message nested in another, whose bytes it shares. */
    protected Message(ByteRegion region) {
        this.region = region;
    }

    /** Its name in the spec. */
    public abstract String messageName();

    /** Hands its named fields to a visitor, in the order of the spec. */
    public abstract void visit(FieldVisitor visitor);

    /** Makes it empty, as before anything was read. */
    protected abstract void clear();

    /** Offset of the outermost message's first byte in its stream or datagram; it means nothing if it was read from an array alone. */
    public final long messageOffset() {
        return region.offset();
    }

    /**
     * Number of bytes from the outermost message's first one to the last of this one, without those handed on as a
     * stream.
     */
    public final int messageSize() {
        return size;
    }

    /** Looks at what it consists of; what is returned means nothing. */
    public final int glance() {
        byte[] bytes = region.bytes();
        return size + (bytes.length == 0 ? 0 : bytes[0]);
    }

    /** The bytes that its fields lie in. */
    protected final ByteRegion region() {
        return region;
    }

    /** The array that its fields lie in. */
    protected final byte[] octets() {
        return region.bytes();
    }

    /** Index in {@link #octets()} of the byte that is {@code from} bytes behind the outermost message's first one. */
    protected final int at(int from) {
        return region.start() + from;
    }

    /** An absent slice over its bytes. */
    protected final Slice slice() {
        return new Slice(region);
    }

    final void messageSize(int size) {
        this.size = size;
    }

    /** Takes the bytes of another message of its kind over into an array of its own, which is used again. */
    protected final void copyBytes(Message other) {
        byte[] mine = region.offset() == OWN && region.bytes().length >= other.size
                ? region.bytes()
                : new byte[Math.max(64, Integer.highestOneBit(Math.max(other.size, 1)) << 1)];
        System.arraycopy(other.region.bytes(), other.region.start(), mine, 0, other.size);
        region.bind(mine, 0, OWN);
        size = other.size;
    }

    /** Takes over a computed text of another message of this kind, wherever its bytes lie. */
    protected final void copyText(Slice mine, Slice theirs, Message other) {
        if (!theirs.isPresent()) {
            mine.clear();
        } else if (theirs.isIn(other.region)) {
            mine.show(slice());
            mine.set(theirs.from(), theirs.to());
            mine.fold(theirs.fold());
        } else {
            // A constant, or a text that another message put together and will put together anew.
            mine.show(Slice.of(theirs.toByteArray()));
            mine.fold(theirs.fold());
        }
    }

    /** Offset of a message that was copied: it lies in no stream any more. */
    private static final long OWN = -1;

    @Override
    public final String toString() {
        return TextDump.of(this);
    }
}
