package org.protospec.runtime.bytes;

/** Arithmetic of specs where the compiler could not prove that the result fits: it never wraps silently. */
public final class Checked {
    private Checked() {}

    /** The sum. */
    public static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw tooLarge();
        }
        return sum;
    }

    /** The difference. */
    public static long subtract(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw tooLarge();
        }
        return difference;
    }

    /** The product. */
    public static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high != low >> 63) {
            throw tooLarge();
        }
        return low;
    }

    /** The quotient, rounded towards zero. */
    public static long divide(long a, long b) {
        if (b == 0) {
            throw EvaluationException.of("a divisor other than 0");
        }
        return a / b;
    }

    /** The remainder, with the sign of the dividend. */
    public static long remainder(long a, long b) {
        if (b == 0) {
            throw EvaluationException.of("a divisor other than 0");
        }
        return a % b;
    }

    /** {@code a} shifted left, where no bit may be lost. */
    public static long shiftLeft(long a, long by) {
        if (by < 0 || by > 63 || a << by >> by != a) {
            throw tooLarge();
        }
        return a << by;
    }

    /** {@code a} shifted right, keeping its sign. */
    public static long shiftRight(long a, long by) {
        if (by < 0) {
            throw EvaluationException.of("a shift that is not negative");
        }
        return a >> Math.min(by, 63);
    }

    /** A value read from 64 bits without a sign, which arithmetic takes only up to 2^63 - 1. */
    public static long unsigned(long value) {
        if (value < 0) {
            throw tooLarge();
        }
        return value;
    }

    /** A count read from 64 bits without a sign: the largest long stands for all that is larger. */
    public static long saturated(long value) {
        return value < 0 ? Long.MAX_VALUE : value;
    }

    /** An index of a list of {@code size} elements. */
    public static int index(long index, int size) {
        if (index < 0 || index >= size) {
            throw EvaluationException.of("an index below " + size + ", got " + index);
        }
        return (int) index;
    }

    private static EvaluationException tooLarge() {
        return EvaluationException.of("a number of at most 63 bits");
    }
}
