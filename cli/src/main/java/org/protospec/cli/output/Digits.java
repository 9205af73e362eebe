package org.protospec.cli.output;

import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Words;

/**
 * Writes digits, eight at a time: a number is split into halves, pairs and digits within one word, so no loop ends where the processor does not
 * foresee it. What lies behind the digits is written over, up to {@link #ROOM} bytes from their beginning.
 */
final class Digits {
    /** So many bytes are needed: a sign, twenty digits, and the rest of a word. */
    static final int ROOM = 1 + 20 + Long.BYTES;

    private static final int COUNT = Long.BYTES;
    private static final long BEYOND = 100_000_000;
    private static final long ZEROS = '0' * Words.ONES;
    /** The digits of small numbers, the first one lowest, and how many they are above them. */
    private static final int[] SMALL = small();

    private static final int SMALL_DIGITS = 3;
    /** What to add to a number for how many digits it has above its lower half, by the place of its highest bit. */
    private static final long[] COUNTS = counts();

    private Digits() {}

    private static int[] small() {
        int[] small = new int[1000];
        for (int i = 0; i < small.length; i++) {
            int count = i < 10 ? 1 : i < 100 ? 2 : 3;
            int first = i;
            for (int j = 0; j < count; j++) {
                small[i] = small[i] << Byte.SIZE | '0' + first % 10;
                first /= 10;
            }
            small[i] |= count << Byte.SIZE * SMALL_DIGITS;
        }
        return small;
    }

    private static long[] counts() {
        long[] counts = new long[Long.numberOfTrailingZeros(Long.highestOneBit(BEYOND)) + 1];
        long power = 10;
        int digits = 1;
        for (int i = 0; i < counts.length; i++) {
            if (1L << i >= power) {
                power *= 10;
                digits++;
            }
            // From the next power of ten on, numbers with this highest bit have one digit more.
            counts[i] = (digits + 1L << Integer.SIZE) - power;
        }
        return counts;
    }

    /** Writes a number and returns the index behind it. */
    static int signed(long value, byte[] bytes, int at) {
        if (value >= 0) {
            return unsigned(value, bytes, at);
        }
        bytes[at] = '-';
        return unsigned(-value, bytes, at + 1);
    }

    /** The same of a number of 64 bits without a sign. */
    static int unsigned(long value, byte[] bytes, int at) {
        if (value >= 0 && value < SMALL.length) {
            int digits = SMALL[(int) value];
            Octets.putU64le(bytes, at, digits);
            return at + (digits >>> Byte.SIZE * SMALL_DIGITS);
        }
        if (value >= 0 && value < BEYOND) {
            // Counted by itself, so that what comes behind need not wait for the digits.
            int count = (int) (value + COUNTS[Long.SIZE - 1 - Long.numberOfLeadingZeros(value)] >>> Integer.SIZE);
            Octets.putU64le(bytes, at, eight(value) + ZEROS >>> Byte.SIZE * (COUNT - count));
            return at + count;
        }
        int behind = unsigned(Long.divideUnsigned(value, BEYOND), bytes, at);
        return padded(Long.remainderUnsigned(value, BEYOND), COUNT, bytes, behind);
    }

    /** Writes so many digits of a number that has no more, with zeros before it, and returns the index behind them; one digit at the least. */
    static int padded(long value, int count, byte[] bytes, int at) {
        if (count <= COUNT) {
            Octets.putU64le(bytes, at, eight(value) + ZEROS >>> Byte.SIZE * (COUNT - count));
            return at + count;
        }
        int behind = padded(value / BEYOND, count - COUNT, bytes, at);
        return padded(value % BEYOND, COUNT, bytes, behind);
    }

    /** Eight digits, each a byte from 0 to 9, the first one the lowest. A quotient is a product and a shift, exact for what the lane can hold. */
    private static long eight(long value) {
        long halves = value / 10_000 + (value % 10_000 << 32);
        long hundreds = halves * 10_486 >>> 20 & 0x7f_0000_007fL;
        long pairs = hundreds + (halves - 100 * hundreds << 16);
        long tens = pairs * 103 >>> 10 & 0x000f_000f_000f_000fL;
        return tens + (pairs - 10 * tens << 8);
    }

    /** Writes two hexadecimal digits for each octet, and returns the index behind them. */
    static int hex(byte[] octets, byte[] bytes, int at) {
        int i = 0;
        while (octets.length - i >= Integer.BYTES) {
            Octets.putU64le(bytes, at + 2 * i, hex((int) Octets.u32le(octets, i)));
            i += Integer.BYTES;
        }
        while (i < octets.length) {
            Octets.putU64le(bytes, at + 2 * i, hex(octets[i++]));
        }
        return at + 2 * i;
    }

    /** The eight digits of four octets, of which the lowest comes first. */
    private static long hex(int octets) {
        long pairs = octets & 0xffffL | (octets & 0xffff_0000L) << 16;
        long spread = (pairs | pairs << 8) & 0x00ff_00ff_00ff_00ffL;
        long digits = spread >>> 4 & 0x000f_000f_000f_000fL | (spread & 0x000f_000f_000f_000fL) << 8;
        // High bit set in every digit above 9, which is a letter.
        long letters = digits + (0x80 - 10) * Words.ONES >>> 7 & Words.ONES;
        return digits + ZEROS + letters * ('a' - '9' - 1);
    }
}
