package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;

/**
 * The bytes of one direction that are there to be parsed: from the first byte of the message being read to the last that
 * arrived.
 *
 * <p>The bytes lie in the caller's array as long as a message begins and ends in it; only what is left over when the
 * caller takes its array back is copied ({@link #keep}). Positions are indexes into {@link #bytes()}. A parser reads
 * between {@link #position()} and {@link #limit()}, which is the end of the bytes there are or of the innermost window
 * ({@code size}), and {@link #complete()} tells whether any can follow there.
 *
 * <p>Where bytes are missing from the capture, {@link #limit()} does not go beyond that place until {@link #pass} does; the
 * bytes behind it wait in the same array.
 *
 * <p>While a token is being matched, the input also remembers where its automaton stopped, so that no byte is looked at
 * twice however the bytes are cut into pieces.
 *
 * <p>What the stream's side does, and what tokens do, stands in the classes that this one extends ({@code StreamBytes},
 * {@code TokenInput}), so that all of it has the fields at hand; what only few messages need is in {@code Detours} and
 * {@code Attempts}, made when first asked for.
 */
public final class Input extends TokenInput {
    /** Number of the message's bytes up to the place where bytes were handed on last. */
    private int handed;

    /** Stream offset at which the message began. */
    private long begunOffset;

    private @Nullable Detours detours;
    private @Nullable Attempts attempts;
    private @Nullable RecoveryListener listener;

    public Input(BufferPool pool) {
        super(pool);
    }

    /** An input over a whole datagram, from index {@code from} to {@code to}: nothing follows it. */
    public static Input of(byte[] bytes, int from, int to) {
        Input input = new Input(new BufferPool());
        input.datagram(bytes, from, to);
        return input;
    }

    /** Shows a whole datagram: nothing follows it. Offsets count from its first byte. */
    public void datagram(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.owned = false;
        start = from;
        position = from;
        available = to;
        origin = -from;
        messageOffset = 0;
        windowEnd = NO_WINDOW;
        closed = true;
        clearToken();
        moved();
    }

    // ------------------------------------------------------------------ what parsers read

    /** The array that holds the bytes; it may be another one after any call that takes or drops bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the next byte to read. */
    public int position() {
        return position;
    }

    /** Index behind the last byte that may be read now. */
    public int limit() {
        return limit;
    }

    /** Whether no byte can follow at {@link #limit()}: the stream or the window ends there. */
    public boolean complete() {
        return complete;
    }

    /** Number of bytes between the message's first one and the next to read. */
    public int consumed() {
        return position - start;
    }

    /** Number of bytes that may be read now. */
    public int remaining() {
        return limit - position;
    }

    /** Offset in the stream of the next byte to read. */
    public long offset() {
        return origin + position;
    }

    /** Offset in the stream of the message's first byte, or behind what was handed on of it: where {@link #restart} goes back to. */
    public long restartOffset() {
        return origin + start + handed;
    }

    /** Takes the next {@code count} bytes, which are there. */
    public void advance(int count) {
        position += count;
    }

    /** Goes back to a place in the message, counted from its first byte; a token begun is forgotten. */
    public void rewind(int consumed) {
        position = start + consumed;
        clearToken();
    }

    // ------------------------------------------------------------------ windows

    /** Ends what can be read {@code size} bytes from here; returns the outer window, to be given back. */
    public long openWindow(long size) {
        long outer = windowEnd;
        windowEnd = exceedsWindow(size) ? outer : origin + position + size;
        limits();
        return outer;
    }

    /** Whether {@code size} bytes from here would reach beyond the window that is open. */
    public boolean exceedsWindow(long size) {
        return size > windowLeft();
    }

    /** Bytes from here to the end of the innermost window. */
    public long windowLeft() {
        return windowEnd - origin - position;
    }

    /** Goes back to the outer window. */
    public void closeWindow(long outer) {
        windowEnd = outer;
        limits();
    }

    // ------------------------------------------------------------------ messages

    /** Begins a message at the next byte and shows its bytes in {@code region} from now on, wherever they move. */
    public void begin(ByteRegion region) {
        this.region = region;
        start = position;
        handed = 0;
        messageOffset = origin + position;
        begunOffset = messageOffset;
        windowEnd = NO_WINDOW;
        forgetPlaces();
        clearToken();
        moved();
    }

    private void forgetPlaces() {
        if (detours != null) {
            detours.forget();
        }
        if (attempts != null) {
            attempts.forget();
        }
    }

    /** Whether nothing was read of the message, nor let go of, nor is missing of it. */
    public boolean isEmptyMessage() {
        return origin + position == begunOffset;
    }

    /** Goes back to the message's first byte, or behind what was handed on of it. */
    public void restart() {
        start += handed;
        position = start;
        handed = 0;
        messageOffset = origin + position;
        windowEnd = NO_WINDOW;
        clearToken();
        limits();
    }

    /** The message has been dealt with: its bytes are let go. */
    public void commit() {
        start = position;
        handed = 0;
        messageOffset = origin + position;
        windowEnd = NO_WINDOW;
        clearToken();
        limits();
        marks.forget(messageOffset);
        if (owned && start == available) {
            release();
        }
    }

    /**
     * Lets go of the next {@code count} bytes in the middle of a message, which were handed on: they do not belong to the
     * bytes of the message.
     */
    public void drop(int count) {
        handing = 0;
        position += count;
        close(position - start - count, count);
    }

    /** Lets go of what was read of the message behind its first {@code kept} bytes: none of it is looked at again. */
    void forget(int kept) {
        close(kept, consumed() - kept);
    }

    /** Takes {@code count} bytes out of those that were read, behind the first {@code kept}; the next one to read is behind them. */
    private void close(int kept, int count) {
        if (kept > 0 && count > 0) {
            if (!owned) {
                own(available - start);
            }
            // What is kept is mostly little; what follows may be a whole segment.
            System.arraycopy(bytes, start, bytes, start + count, kept);
        }
        start += count;
        handed = position - start;
        marks.forget(origin + position);
        moved();
    }

    /** Lets go of all bytes up to the first hole. */
    public void skip() {
        position = end();
        commit();
    }

    /** Begins anew at an offset of a stream, with nothing in it. */
    public void reset(long offset) {
        letGo();
        bytes = NOTHING;
        start = 0;
        position = 0;
        available = 0;
        origin = offset;
        messageOffset = offset;
        windowEnd = NO_WINDOW;
        closed = false;
        handed = 0;
        listener = null;
        region = idle;
        idle.bind(NOTHING, 0, 0);
        marks.clear();
        holes.clear();
        clearToken();
        limits();
    }

    // ------------------------------------------------------------------ places elsewhere, attempts

    /** The places elsewhere of the message. */
    Detours detours() {
        Detours made = detours;
        if (made == null) {
            made = new Detours(this);
            detours = made;
        }
        return made;
    }

    /** The message's attempts. */
    Attempts attempts() {
        Attempts made = attempts;
        if (made == null) {
            made = new Attempts(this);
            attempts = made;
        }
        return made;
    }

    /** How far the next byte lies behind an origin. */
    public int place(int number) {
        return consumed() - (detours == null ? 0 : detours.base(number));
    }

    /** Number of bytes from the message's first one to the last that was read of it, be it elsewhere. */
    int extent() {
        return detours == null ? consumed() : Math.max(consumed(), detours.reached());
    }

    /** The message was read at once, elsewhere up to an index. */
    void readElsewhere(int to) {
        detours().reach(to - start);
    }

    /** After a mistake elsewhere: goes back to where the message was before. */
    void goHome() {
        if (detours != null) {
            detours.goHome();
        }
    }

    /** Goes to a place in the message, counted from its first byte, and to a window; a token begun is forgotten. */
    void jump(int consumed, long window) {
        position = start + consumed;
        windowEnd = window;
        clearToken();
        limits();
    }

    /** Who learns of parts of messages behind which reading goes on; null if nobody does. */
    public void recoveries(@Nullable RecoveryListener listener) {
        this.listener = listener;
    }

    @Nullable
    RecoveryListener recoveries() {
        return listener;
    }
}
