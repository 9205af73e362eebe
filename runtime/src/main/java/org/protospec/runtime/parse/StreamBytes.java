package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.ByteRegion;

/**
 * The bytes of one direction that are held, with the holes between them and the packets that brought them: what the stream's side of an
 * {@link Input} sees.
 *
 * <p>The lowest of the layers that an input is made of. Their public methods are final, so that the compiler makes no bridges to them in
 * the public class.
 */
abstract class StreamBytes {
    /** Instead of the end of a window: none is open. */
    static final long NO_WINDOW = Long.MAX_VALUE;

    static final byte[] NOTHING = new byte[0];

    /** What a hole counts among the bytes that wait, so that holes are bounded as bytes are. */
    private static final int HOLE_COST = 64;

    private final BufferPool pool;
    final CaptureMarks marks = new CaptureMarks();
    final Holes holes = new Holes();

    byte[] bytes = NOTHING;

    /** Whether the array is the pool's, not the caller's. */
    boolean owned;

    /** Index of the first byte of the message that is read. */
    int start;

    /** Index of the next byte to read. */
    int position;

    /** Index behind the last byte that may be read now. */
    int limit;

    /** Index behind the last byte that is there. */
    int available;

    /** Stream offset of index 0 as seen from {@link #position}. */
    long origin;

    /** Stream offset of the message's first byte. */
    long messageOffset;

    /** Offset behind the innermost window. */
    long windowEnd = NO_WINDOW;

    /** Whether the stream has ended. */
    boolean closed;

    /** Whether no byte can follow at the limit. */
    boolean complete;

    /** Shown to nobody: where the bytes are while no message is being read. */
    final ByteRegion idle = new ByteRegion();

    ByteRegion region = idle;

    /** Number of bytes behind the next one to read that are being handed on. */
    int handing;

    StreamBytes(BufferPool pool) {
        this.pool = pool;
    }

    /** Number of bytes that no message has taken yet, up to the first hole. */
    public final int unread() {
        return end() - position;
    }

    /** Whether any byte waits to be read, be it behind a hole. */
    public final boolean hasBytes() {
        return position < available;
    }

    /** What waits to be read: bytes, and for each hole between them a constant. */
    public final int waiting() {
        return available - position + HOLE_COST * holes.count();
    }

    /** Number of bytes held of the message being read, up to the first hole. */
    public final int held() {
        return end() - start;
    }

    /** Offset in the stream behind all bytes and holes. */
    public final long endOffset() {
        return origin + available + holes.missing();
    }

    /** Index behind the last byte before the first hole. */
    final int end() {
        return holes.isEmpty() ? available : (int) (holes.start() - origin);
    }

    /** Whether the stream has ended: no more bytes come. */
    public final boolean closed() {
        return closed;
    }

    // ------------------------------------------------------------------ what comes and goes

    /** Adds bytes that arrived, captured in packet {@code packet} at {@code time}; they stay the caller's. */
    public final void append(byte[] more, int offset, int length, long packet, long time) {
        if (start == available && !owned) {
            long next = origin + available;
            bytes = more;
            start = offset;
            position = offset;
            available = offset + length;
            origin = next - offset;
            messageOffset = next;
        } else {
            own(available - start + length);
            System.arraycopy(more, offset, bytes, available, length);
            available += length;
        }
        marks.add(endOffset(), packet, time);
        moved();
    }

    /** All up to here came before packet {@code packet} at {@code time}, or with it. */
    public final void mark(long packet, long time) {
        marks.add(endOffset(), packet, time);
    }

    /** The caller takes back the array that it gave to {@link #append}: what is left of it is copied. */
    public final void keep() {
        if (!owned && start < available) {
            own(available - start);
            moved();
        }
    }

    /** The stream has ended behind the bytes that arrived. */
    public final void close() {
        closed = true;
        limits();
    }

    /** More bytes can come after all: the next datagram. */
    public final void reopen() {
        closed = false;
        limits();
    }

    /** Nobody needs it until it begins {@linkplain Input#reset anew}: gives its buffer back. */
    public final void letGo() {
        if (owned) {
            pool.give(bytes);
            owned = false;
            bytes = NOTHING;
        }
    }

    // ------------------------------------------------------------------ holes

    /** The next {@code count} bytes are missing, which turned out in packet {@code packet} at {@code time}. */
    public final void gap(long count, long packet, long time) {
        holes.add(endOffset(), count);
        marks.add(endOffset(), packet, time);
        limits();
    }

    /** Whether bytes are missing somewhere behind those that can be read. */
    public final boolean hasHole() {
        return !holes.isEmpty();
    }

    /** Number of bytes missing in the first hole. */
    public final long hole() {
        return holes.size();
    }

    /** Offset in the stream of the first hole. */
    public final long holeOffset() {
        return holes.start();
    }

    /** Number of the packet in which the first hole turned out to be one. */
    public final long holePacket() {
        return marks.packet(holes.start());
    }

    /** Capture time of that packet. */
    public final long holeTime() {
        return marks.time(holes.start());
    }

    /** Goes on {@code count} bytes further in the first hole, to which all bytes were read. */
    public final void pass(long count) {
        boolean between = start == position;
        origin += count;
        holes.pass(count);
        if (between) {
            messageOffset = origin + position;
        }
        marks.forget(origin + position);
        moved();
    }

    // ------------------------------------------------------------------ packets

    /** The next {@code count} bytes are being handed on: {@link #packet} is that of the last of them. */
    final void handing(int count) {
        handing = count;
    }

    /** Number of the packet in which the byte before the next one to read was captured. */
    public final long packet() {
        return marks.packet(origin + position + handing - 1);
    }

    /** Capture time of that packet, in nanoseconds since 1970. */
    public final long time() {
        return marks.time(origin + position + handing - 1);
    }

    /** Number of the packet in which the next byte to read was captured; the largest long if there is none. */
    public final long nextPacket() {
        return position < available || hasHole() ? marks.packet(origin + position) : Long.MAX_VALUE;
    }

    /** Number of pieces of the stream whose packets are remembered. */
    final int pieces() {
        return marks.size();
    }

    // ------------------------------------------------------------------ the array

    final void own(int size) {
        if (owned && bytes.length - start >= size) {
            return;
        }
        int held = available - start;
        // Twice what is asked for: moving the held bytes then costs no more than the bytes that came since.
        byte[] target = owned && bytes.length >= 2 * size ? bytes : pool.take(2 * size);
        System.arraycopy(bytes, start, target, 0, held);
        if (owned && target != bytes) {
            pool.give(bytes);
        }
        bytes = target;
        owned = true;
        origin += start;
        position -= start;
        available = held;
        start = 0;
    }

    final void release() {
        pool.give(bytes);
        owned = false;
        long next = origin + position;
        bytes = NOTHING;
        start = 0;
        position = 0;
        available = 0;
        origin = next;
        limits();
    }

    final void moved() {
        region.bind(bytes, start, messageOffset);
        limits();
    }

    final void limits() {
        long window = windowEnd == NO_WINDOW ? NO_WINDOW : windowEnd - origin;
        int end = end();
        limit = (int) Math.min(end, window);
        complete = window <= end || closed && holes.isEmpty();
    }
}
