package org.protospec.runtime.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The reader's one buffer: a window over a stream that moves forward only, with as many bytes in one piece as the caller
 * asks for. An error of the stream is its end, with a {@link #failure()}.
 */
final class Window {

    /**
     * Large enough that reading costs few system calls, small enough to stay in a core's own cache until it has been looked at,
     * and faster than a memory map, which pays in page faults.
     */
    static final int CAPACITY = 1 << 18;

    /** What it begins with: many captures are small. */
    private static final int FIRST_CAPACITY = 1 << 16;

    // A char and no short: headers are read so, too, and each kind of number costs a start a millisecond or two.
    private static final VarHandle CHAR_LE =
            MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private InputStream in;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int at;
    private int limit;
    private long offsetOfFirst;
    private boolean bigEndian;
    private boolean ended;
    private @Nullable String failure;

    Window(InputStream in) {
        this.in = in;
    }

    /** From now on reads from another stream, what is in the window is dropped. Only before anything was skipped. */
    void replace(InputStream other) {
        in = other;
        limit = 0;
        ended = false;
        failure = null;
    }

    /** The byte order of the numbers from now on. */
    void order(ByteOrder order) {
        bigEndian = order == ByteOrder.BIG_ENDIAN;
    }

    ByteOrder order() {
        return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** True if that many bytes lie in one piece at {@link #at()}; reads what is missing. May move the bytes. */
    boolean has(int wanted) {
        return limit - at >= wanted || fill(wanted);
    }

    /** The same without reading anything. */
    boolean holds(int wanted) {
        return limit - at >= wanted;
    }

    private boolean fill(int wanted) {
        while (limit - at < wanted) {
            if (ended) {
                return false;
            }
            if (at == limit || limit == bytes.length || bytes.length - at < wanted) {
                makeRoom();
            }
            readOnce();
        }
        return true;
    }

    private void makeRoom() {
        if (limit == bytes.length && bytes.length < CAPACITY) {
            // There is more than a small capture.
            byte[] whole = new byte[CAPACITY];
            System.arraycopy(bytes, at, whole, 0, limit - at);
            bytes = whole;
            forget();
        } else if (at > 0 && at < bytes.length / 2 && limit == bytes.length) {
            // To move more than is gained, again and again, would make far looks ahead quadratic.
            byte[] larger = new byte[2 * bytes.length];
            System.arraycopy(bytes, at, larger, 0, limit - at);
            bytes = larger;
            forget();
        } else if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            forget();
        } else if (limit == bytes.length) {
            // By doubling, not at once to what a header claims: a lie about a length costs no more than the file has.
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    /** What was in front of the window is no more in the array. */
    private void forget() {
        offsetOfFirst += at;
        limit -= at;
        at = 0;
    }

    private void readOnce() {
        try {
            int n = in.read(bytes, limit, bytes.length - limit);
            if (n < 0) {
                ended = true;
            } else {
                limit += n;
            }
        } catch (EOFException e) {
            fail("the compressed data breaks off", e);
        } catch (ZipException e) {
            fail("the compressed data is damaged", e);
        } catch (IOException e) {
            fail("the file cannot be read any further", e);
        }
    }

    /** The stream ends here because of an error. */
    void fail(String what, IOException cause) {
        ended = true;
        failure = cause.getMessage() == null ? what : what + " (" + cause.getMessage() + ")";
    }

    /** Why the stream ended early; null if it did not, or not yet. */
    @Nullable
    String failure() {
        return failure;
    }

    /** How many bytes are left when {@link #has} said no. */
    int left() {
        return limit - at;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the window stands. */
    int at() {
        return at;
    }

    /** Where in the (unpacked) file the window stands. */
    long offset() {
        return offsetOfFirst + at;
    }

    void skip(int count) {
        at += count;
    }

    int uint8(int distance) {
        return bytes[at + distance] & 0xff;
    }

    int uint16(int distance) {
        char value = (char) CHAR_LE.get(bytes, at + distance);
        return bigEndian ? Character.reverseBytes(value) : value;
    }

    int int32(int distance) {
        int value = (int) INT_LE.get(bytes, at + distance);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    long uint32(int distance) {
        return int32(distance) & 0xffff_ffffL;
    }

    long int64(int distance) {
        long value = (long) LONG_LE.get(bytes, at + distance);
        return bigEndian ? Long.reverseBytes(value) : value;
    }
}
