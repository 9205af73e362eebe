package org.protospec.runtime.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches for bytes, eight at a time within a word ({@link Words}), then confirms one by one.
 *
 * <p>All searches return the index of the first hit, or {@code to} where there is none.
 */
public final class Scan {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Scan() {}

    // Most of what is searched is a line or less. The loops over words are written so that C2 does not count their
    // rounds: of a counted loop it made three copies, on an assumption that did not hold, and threw the code away.

    /** Index of the first {@code octet} from {@code from} on, or {@code to}. */
    public static int indexOf(byte[] bytes, int from, int to, int octet) {
        long pattern = (octet & 0xffL) * Words.ONES;
        int i = from;
        while (to - i >= Long.BYTES) {
            long hits = zeros((long) WORD.get(bytes, i) ^ pattern);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            i += Long.BYTES;
        }
        if (i < to && to - from >= Long.BYTES) {
            // The last word begins in the one before, in which there is no hit: that is quicker than byte by byte.
            int last = to - Long.BYTES;
            long hits = zeros((long) WORD.get(bytes, last) ^ pattern);
            return hits == 0 ? to : last + (Long.numberOfTrailingZeros(hits) >>> 3);
        }
        while (i < to && bytes[i] != (byte) octet) {
            i++;
        }
        return i;
    }

    /** Index behind words that are all ASCII, from {@code from} on: a word at most before the first byte that is not, or {@code to}. */
    static int behindAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES && ((long) WORD.get(bytes, i) & Words.TOP_BITS) == 0) {
            i += Long.BYTES;
        }
        return i;
    }

    /** Index of the first {@code a} or {@code b} from {@code from} on, or {@code to}. */
    public static int indexOfEither(byte[] bytes, int from, int to, int a, int b) {
        long patternA = (a & 0xffL) * Words.ONES;
        long patternB = (b & 0xffL) * Words.ONES;
        int i = from;
        while (to - i >= Long.BYTES) {
            long hits = either(bytes, i, patternA, patternB);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            i += Long.BYTES;
        }
        if (i < to && to - from >= Long.BYTES) {
            int last = to - Long.BYTES;
            long hits = either(bytes, last, patternA, patternB);
            return hits == 0 ? to : last + (Long.numberOfTrailingZeros(hits) >>> 3);
        }
        while (i < to && bytes[i] != (byte) a && bytes[i] != (byte) b) {
            i++;
        }
        return i;
    }

    /**
     * Index of the first place where {@code a} is followed by {@code b}, from {@code from} on, or of an {@code a} that is
     * the last byte, or {@code to}.
     */
    public static int indexOfPair(byte[] bytes, int from, int to, int a, int b) {
        long patternA = (a & 0xffL) * Words.ONES;
        long patternB = (b & 0xffL) * Words.ONES;
        int i = from;
        // Two words at a time: most have no hit, and one look tells that of both.
        for (; i < to - 2 * Long.BYTES; i += 2 * Long.BYTES) {
            long first = pairs(bytes, i, patternA, patternB);
            long second = pairs(bytes, i + Long.BYTES, patternA, patternB);
            if ((first | second) != 0) {
                return first != 0
                        ? i + (Long.numberOfTrailingZeros(first) >>> 3)
                        : i + Long.BYTES + (Long.numberOfTrailingZeros(second) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == (byte) a && (i + 1 == to || bytes[i + 1] == (byte) b)) {
                return i;
            }
        }
        return to;
    }

    /**
     * Index of the first place where {@code a}, {@code b} and {@code c} follow each other, from {@code from} on, or as many of them as
     * there are bytes before {@code to}, or {@code to}.
     */
    public static int indexOfTriple(byte[] bytes, int from, int to, int a, int b, int c) {
        long patternB = (b & 0xffL) * Words.ONES;
        long patternC = (c & 0xffL) * Words.ONES;
        int i = from;
        // Lines end everywhere in a text, but few begin with a given byte: so it is the last two that are searched for.
        while (i < to - 2 * Long.BYTES - 1) {
            long first = pairs(bytes, i + 1, patternB, patternC);
            long second = pairs(bytes, i + 1 + Long.BYTES, patternB, patternC);
            if ((first | second) == 0) {
                i += 2 * Long.BYTES;
                continue;
            }
            i += first != 0
                    ? Long.numberOfTrailingZeros(first) >>> 3
                    : Long.BYTES + (Long.numberOfTrailingZeros(second) >>> 3);
            if (bytes[i] == (byte) a) {
                return i;
            }
            i++;
        }
        for (; i < to; i++) {
            if (bytes[i] == (byte) a
                    && (i + 1 == to || bytes[i + 1] == (byte) b && (i + 2 == to || bytes[i + 2] == (byte) c))) {
                return i;
            }
        }
        return to;
    }

    /** High bit set in every byte of a word that is the one or the other; above the lowest such byte there may be false ones. */
    private static long either(byte[] bytes, int at, long a, long b) {
        long word = (long) WORD.get(bytes, at);
        return zeros(word ^ a) | zeros(word ^ b);
    }

    /** High bit set in every byte of a word that is the one and followed by the other; above the lowest such byte there may be false ones. */
    private static long pairs(byte[] bytes, int at, long a, long b) {
        return zeros(((long) WORD.get(bytes, at) ^ a) | ((long) WORD.get(bytes, at + 1) ^ b));
    }

    /** High bit set in every byte that is zero; above the lowest such byte there may be false ones. */
    private static long zeros(long word) {
        return Words.zeros(word) & Words.TOP_BITS;
    }
}
