package org.protospec.runtime.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads numbers of any width at an index of an array, in either byte order, unsigned unless said otherwise, and writes words.
 *
 * <p>The callers have checked that the bytes are there; an index beyond the array throws.
 */
public final class Octets {
    // A char has no sign that would have to be taken away again.
    private static final VarHandle BE16 = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LE16 = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Octets() {}

    /** One octet, 0 to 255. */
    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** Two octets, big-endian. */
    public static int u16(byte[] bytes, int at) {
        return (char) BE16.get(bytes, at);
    }

    /** Three octets, big-endian. */
    public static int u24(byte[] bytes, int at) {
        return u16(bytes, at) << 8 | u8(bytes, at + 2);
    }

    /** Four octets, big-endian. */
    public static long u32(byte[] bytes, int at) {
        return (int) BE32.get(bytes, at) & 0xffff_ffffL;
    }

    /** Eight octets, big-endian; the top bit is the sign of the long. */
    public static long u64(byte[] bytes, int at) {
        return (long) BE64.get(bytes, at);
    }

    /** Two octets, little-endian. */
    public static int u16le(byte[] bytes, int at) {
        return (char) LE16.get(bytes, at);
    }

    /** Three octets, little-endian. */
    public static int u24le(byte[] bytes, int at) {
        return u16le(bytes, at) | u8(bytes, at + 2) << 16;
    }

    /** Four octets, little-endian. */
    public static long u32le(byte[] bytes, int at) {
        return (int) LE32.get(bytes, at) & 0xffff_ffffL;
    }

    /** Eight octets, little-endian; the top bit is the sign of the long. */
    public static long u64le(byte[] bytes, int at) {
        return (long) LE64.get(bytes, at);
    }

    /** Writes eight octets, little-endian. */
    public static void putU64le(byte[] bytes, int at, long value) {
        LE64.set(bytes, at, value);
    }

    /** One to eight octets, big-endian. */
    public static long number(byte[] bytes, int at, int octets) {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    /** One to eight octets, little-endian. */
    public static long numberLe(byte[] bytes, int at, int octets) {
        long value = 0;
        for (int i = octets - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    /**
     * Up to 64 bits that begin {@code bit} bits behind the top bit of the octet at {@code at}, most significant first.
     */
    public static long bits(byte[] bytes, int at, int bit, int width) {
        int first = at + (bit >>> 3);
        int skip = bit & 7;
        long value = bytes[first] & 0xff >>> skip;
        int have = 8 - skip;
        int i = first + 1;
        while (have < width) {
            int take = Math.min(8, width - have);
            value = value << take | (bytes[i++] & 0xff) >>> (8 - take);
            have += take;
        }
        return value >>> (have - width);
    }

    /**
     * Up to 64 bits that begin {@code bit} bits above the lowest bit of the octet at {@code at}, least significant first.
     */
    public static long bitsLe(byte[] bytes, int at, int bit, int width) {
        long value = (bytes[at] & 0xff) >>> bit;
        int i = at + 1;
        for (int have = 8 - bit; have < width; have += 8) {
            value |= (bytes[i++] & 0xffL) << have;
        }
        return width == Long.SIZE ? value : value & (1L << width) - 1;
    }

    /** The two's complement value of the low {@code width} bits. */
    public static long signed(long value, int width) {
        int unused = Long.SIZE - width;
        return value << unused >> unused;
    }
}
