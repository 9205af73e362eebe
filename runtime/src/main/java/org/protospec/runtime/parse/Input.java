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
 */
public final class Input {
    /** Result of matching a token: it does not match here. */
    public static final int NO_MATCH = -1;
    /** Result of matching a token: more bytes are needed to tell. */
    public static final int MORE = -2;

    /** Result of a part of a token's automaton: it goes on in another part. */
    public static final int ELSEWHERE = -3;

    /** What a hole counts among the bytes that wait, so that holes are bounded as bytes are. */
    private static final int HOLE_COST = 64;

    static final long NO_WINDOW = Long.MAX_VALUE;
    private static final int NO_DETOUR = -1;

    /** For each byte that places elsewhere may lie in, so many are read there: names of DNS need a fraction of it. */
    private static final int DETOURED_EACH = 32;

    private static final int DETOURED = 4_096;
    private static final byte[] NOTHING = new byte[0];

    private final BufferPool pool;
    private final CaptureMarks marks = new CaptureMarks();
    private final Holes holes = new Holes();

    private byte[] bytes = NOTHING;
    private boolean owned;
    private int start;
    private int position;
    private int limit;
    private int available;
    /** Stream offset of index 0 as seen from {@link #position}. */
    private long origin;
    /** Stream offset of the message's first byte. */
    private long messageOffset;

    /** Number of the message's bytes up to the place where bytes were handed on last. */
    private int handed;

    private long windowEnd = NO_WINDOW;

    /** What places are counted from, once some message is that; without it, everything from the outermost message. */
    private @Nullable Origins origins;

    /** Where the outermost detour leads back to; without one, -1. */
    private int home = NO_DETOUR;

    /** Number of detours within each other that are under way. */
    private int detours;

    /** How far detours have come, and how many bytes they have read. */
    private int reached;

    private long detoured;

    /** How many bytes attempts have read in vain. */
    private long again;

    /** How far they have come. */
    private int farthest;

    private @Nullable RecoveryListener listener;

    private boolean closed;
    private boolean complete;
    private long begunOffset;
    /** Shown to nobody: where the bytes are while no message is being read. */
    private final ByteRegion idle = new ByteRegion();

    private ByteRegion region = idle;

    private int automatonState;
    private int scannedBytes;
    private int acceptedBytes = NO_MATCH;
    private int handing;
    private int rejectedBytes;

    public Input(BufferPool pool) {
        this.pool = pool;
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

    // ------------------------------------------------------------------ tokens

    /** State in which the automaton of the current token goes on; 0 at its beginning. */
    public int state() {
        return automatonState;
    }

    /** Index of the first byte that the current token's automaton has not looked at. */
    public int scanned() {
        return position + scannedBytes;
    }

    /** The bytes up to {@code end} are a match, but a longer one may follow. */
    public void accept(int end) {
        acceptedBytes = end - position;
    }

    /** The token ends before index {@code end}. */
    public int matched(int end) {
        clearToken();
        rejectedBytes = 0;
        return end - position;
    }

    /** The byte at index {@code at}, or the end there, fits no match longer than those accepted so far. */
    public int rejected(int at) {
        int accepted = acceptedBytes;
        clearToken();
        rejectedBytes = at - position + 1;
        return accepted;
    }

    /** Number of bytes that showed that the last token is not there, or which thing is; the one that does not fit is included. */
    int rejectedBytes() {
        return rejectedBytes;
    }

    /** The bytes are a match of the thing with this index, but one of another may be longer. */
    public void prefer(int index) {
        acceptedBytes = index;
    }

    /** What is next is the thing with this index, which the bytes before index {@code end} show. */
    public int decided(int index, int end) {
        clearToken();
        rejectedBytes = end - position;
        return index;
    }

    /** The bytes end at {@code end} with a match of the thing with this index, but one of another may be longer. */
    public int undecided(int index, int state, int end) {
        if (complete) {
            return decided(index, end + 1);
        }
        acceptedBytes = index;
        automatonState = state;
        scannedBytes = end - position;
        return MORE;
    }

    /** The bytes end at {@code end} with the automaton in a state that accepts nothing new. */
    public int exhausted(int state, int end) {
        if (complete) {
            return rejected(end);
        }
        automatonState = state;
        scannedBytes = end - position;
        return MORE;
    }

    /** The bytes end at {@code end} with the automaton in an accepting state that longer matches lead on from. */
    public int exhaustedAccepting(int state, int end) {
        if (complete) {
            return matched(end);
        }
        acceptedBytes = end - position;
        automatonState = state;
        scannedBytes = end - position;
        return MORE;
    }

    /** The automaton goes on at {@code end} in a state whose code is in another method. */
    public int elsewhere(int state, int end) {
        automatonState = state;
        scannedBytes = end - position;
        return ELSEWHERE;
    }

    private void clearToken() {
        automatonState = 0;
        scannedBytes = 0;
        acceptedBytes = NO_MATCH;
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

    // ------------------------------------------------------------------ places elsewhere

    /** Places elsewhere are counted from here on for an origin, and lie in the window that is open now. */
    void openOrigin(int number) {
        Origins known = origins;
        if (known == null) {
            known = new Origins();
            origins = known;
        }
        known.set(number, consumed(), windowEnd);
    }

    /** Places elsewhere are counted from where they were before. */
    void closeOrigin(int number, int from, long end) {
        if (origins != null) {
            origins.set(number, from, end);
        }
    }

    int originBase(int number) {
        return origins == null ? 0 : origins.base(number);
    }

    long originEnd(int number) {
        return origins == null ? NO_WINDOW : origins.end(number);
    }

    /** How far the next byte lies behind an origin. */
    public int place(int number) {
        return consumed() - originBase(number);
    }

    /** Whether all bytes are there in which places elsewhere may lie, as far as they will ever be. */
    boolean originComplete(int number) {
        long end = originEnd(number);
        return closed && holes.isEmpty() || end != NO_WINDOW && end - origin <= end();
    }

    /** Number of bytes in which places elsewhere may lie. */
    int originSize(int number) {
        long last = originEnd(number);
        int end = last == NO_WINDOW ? end() : (int) Math.min(end(), last - origin);
        return end - start - originBase(number);
    }

    /** Goes to a place elsewhere, which is there. */
    void goTo(Detour detour, int number, int place) {
        detour.origin = number;
        detour.back = consumed();
        detour.window = windowEnd;
        home = detours++ == 0 ? detour.back : home;
        position = start + originBase(number) + place;
        detour.from = consumed();
        windowEnd = originEnd(number);
        clearToken();
        limits();
    }

    /** Goes back; false if more was read elsewhere than can be meant. */
    boolean comeBack(Detour detour) {
        reached = Math.max(reached, consumed());
        detoured += 1 + consumed() - detour.from;
        home = --detours == 0 ? NO_DETOUR : home;
        position = start + detour.back;
        windowEnd = detour.window;
        clearToken();
        limits();
        return detoured <= mostDetoured(detour.origin);
    }

    /** Most bytes that are read elsewhere in one message. */
    long mostDetoured(int number) {
        return mostElsewhere(originSize(number));
    }

    /** The same where places may lie in so many bytes. */
    static long mostElsewhere(long size) {
        return DETOURED + DETOURED_EACH * size;
    }

    /** The message was read at once, elsewhere up to an index. */
    void readElsewhere(int to) {
        reached = Math.max(reached, to - start);
    }

    /** After a mistake elsewhere: goes back to where the message was before. */
    void goHome() {
        if (home != NO_DETOUR) {
            position = start + home;
            home = NO_DETOUR;
            detours = 0;
            limits();
        }
    }

    /** Number of bytes from the message's first one to the last that was read of it, be it elsewhere. */
    int extent() {
        return Math.max(consumed(), reached);
    }

    // ------------------------------------------------------------------ attempts

    /** Takes note of the place at which an attempt begins. */
    void begin(Attempt attempt) {
        attempt.from = consumed();
        attempt.window = windowEnd;
        if (origins != null) {
            attempt.origins = Origins.copy(origins, attempt.origins);
        }
        attempt.home = home;
        attempt.detours = detours;
    }

    /** Goes back to where an attempt began, after {@code read} bytes; false if more was read again than can be meant. */
    boolean takeBack(Attempt attempt, int read) {
        farthest = Math.max(farthest, consumed());
        again += 1 + read;
        position = start + attempt.from;
        windowEnd = attempt.window;
        if (origins != null && attempt.origins != null) {
            Origins.copy(attempt.origins, origins);
        } else if (origins != null) {
            origins.clear();
        }
        home = attempt.home;
        detours = attempt.detours;
        clearToken();
        limits();
        return again <= mostReadAgain();
    }

    /**
     * Goes back to the window in which a part began that does not fit, and from a place elsewhere in it.
     *
     * @param looked how many of the bytes from here on were looked at in vain
     * @return false if more was read in vain than can be meant
     */
    boolean giveUp(Recovery part, int looked) {
        goHome();
        position = Math.max(position, start + part.from);
        farthest = Math.max(farthest, consumed() + looked);
        again += 1 + looked;
        windowEnd = part.window;
        if (origins != null && part.origins != null) {
            Origins.copy(part.origins, origins);
        } else if (origins != null) {
            origins.clear();
        }
        clearToken();
        limits();
        return again <= mostReadAgain();
    }

    /** Who learns of parts of messages behind which reading goes on; null if nobody does. */
    public void recoveries(@Nullable RecoveryListener listener) {
        this.listener = listener;
    }

    @Nullable
    RecoveryListener recoveries() {
        return listener;
    }

    /** Most bytes that attempts read in vain in one message. */
    long mostReadAgain() {
        return DETOURED + (long) DETOURED_EACH * farthest;
    }

    private void forgetPlaces() {
        if (origins != null) {
            origins.clear();
        }
        home = NO_DETOUR;
        detours = 0;
        reached = 0;
        detoured = 0;
        again = 0;
        farthest = 0;
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

    // ------------------------------------------------------------------ the stream's side

    /** Number of bytes that no message has taken yet, up to the first hole. */
    public int unread() {
        return end() - position;
    }

    /** Whether any byte waits to be read, be it behind a hole. */
    public boolean hasBytes() {
        return position < available;
    }

    /** What waits to be read: bytes, and for each hole between them a constant. */
    public int waiting() {
        return available - position + HOLE_COST * holes.count();
    }

    /** Number of bytes held of the message being read, up to the first hole. */
    public int held() {
        return end() - start;
    }

    /** Offset in the stream behind all bytes and holes. */
    public long endOffset() {
        return origin + available + holes.missing();
    }

    /** Index behind the last byte before the first hole. */
    private int end() {
        return holes.isEmpty() ? available : (int) (holes.start() - origin);
    }

    /** Whether the stream has ended: no more bytes come. */
    public boolean closed() {
        return closed;
    }

    /** Adds bytes that arrived, captured in packet {@code packet} at {@code time}; they stay the caller's. */
    public void append(byte[] more, int offset, int length, long packet, long time) {
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
    public void mark(long packet, long time) {
        marks.add(endOffset(), packet, time);
    }

    /** The next {@code count} bytes are missing, which turned out in packet {@code packet} at {@code time}. */
    public void gap(long count, long packet, long time) {
        holes.add(endOffset(), count);
        marks.add(endOffset(), packet, time);
        limits();
    }

    /** Whether bytes are missing somewhere behind those that can be read. */
    public boolean hasHole() {
        return !holes.isEmpty();
    }

    /** Number of bytes missing in the first hole. */
    public long hole() {
        return holes.size();
    }

    /** Offset in the stream of the first hole. */
    public long holeOffset() {
        return holes.start();
    }

    /** Number of the packet in which the first hole turned out to be one. */
    public long holePacket() {
        return marks.packet(holes.start());
    }

    /** Capture time of that packet. */
    public long holeTime() {
        return marks.time(holes.start());
    }

    /** Goes on {@code count} bytes further in the first hole, to which all bytes were read. */
    public void pass(long count) {
        boolean between = start == position;
        origin += count;
        holes.pass(count);
        if (between) {
            messageOffset = origin + position;
        }
        marks.forget(origin + position);
        moved();
    }

    /** The caller takes back the array that it gave to {@link #append}: what is left of it is copied. */
    public void keep() {
        if (!owned && start < available) {
            own(available - start);
            moved();
        }
    }

    /** The stream has ended behind the bytes that arrived. */
    public void close() {
        closed = true;
        limits();
    }

    /** More bytes can come after all: the next datagram. */
    public void reopen() {
        closed = false;
        limits();
    }

    /** Lets go of all bytes up to the first hole. */
    public void skip() {
        position = end();
        commit();
    }

    /** Nobody needs it until it begins {@linkplain #reset anew}: gives its buffer back. */
    public void letGo() {
        if (owned) {
            pool.give(bytes);
            owned = false;
            bytes = NOTHING;
        }
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

    /** The next {@code count} bytes are being handed on: {@link #packet} is that of the last of them. */
    void handing(int count) {
        handing = count;
    }

    /** Number of the packet in which the byte before the next one to read was captured. */
    public long packet() {
        return marks.packet(origin + position + handing - 1);
    }

    /** Capture time of that packet, in nanoseconds since 1970. */
    public long time() {
        return marks.time(origin + position + handing - 1);
    }

    /** Number of the packet in which the next byte to read was captured; the largest long if there is none. */
    public long nextPacket() {
        return position < available || hasHole() ? marks.packet(origin + position) : Long.MAX_VALUE;
    }

    /** Number of pieces of the stream whose packets are remembered. */
    int pieces() {
        return marks.size();
    }

    private void own(int size) {
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

    private void release() {
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

    private void moved() {
        region.bind(bytes, start, messageOffset);
        limits();
    }

    private void limits() {
        long window = windowEnd == NO_WINDOW ? NO_WINDOW : windowEnd - origin;
        int end = end();
        limit = (int) Math.min(end, window);
        complete = window <= end || closed && holes.isEmpty();
    }
}
