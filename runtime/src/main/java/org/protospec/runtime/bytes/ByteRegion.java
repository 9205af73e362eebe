package org.protospec.runtime.bytes;

/**
 * The bytes that a message lies in: an array, the index of the message's first byte, and its offset in the stream.
 *
 * <p>A region is bound anew whenever the bytes move, so that whoever holds it (a message, its nested messages, their
 * {@link Slice}s) keeps seeing the same message. What it shows is valid during the event only.
 */
public final class ByteRegion {
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int start;
    private long offset;

    /** Shows from now on the bytes of {@code bytes} at {@code start}, which lie at {@code offset} of their stream. */
    public void bind(byte[] bytes, int start, long offset) {
        if (this.bytes != bytes) {
            // Mostly it is the same array again: to look costs less than to tell the garbage collector of a reference.
            this.bytes = bytes;
        }
        this.start = start;
        this.offset = offset;
    }

    /**
     * The same of bytes that are no stream's: what their offset is means nothing from now on. The array is stored without a look at the old
     * one: who reads on at once then reads from the array given here.
     */
    public void show(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /** The array that holds the bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index in {@link #bytes()} of the first byte. */
    public int start() {
        return start;
    }

    /** Offset in the stream (or datagram) of the first byte, counted from 0. */
    public long offset() {
        return offset;
    }
}
