package org.protospec.generator.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.model.Type.IntType;

/** Interval arithmetic: the range of an operation's result from the ranges of its operands. */
public final class IntRanges {

    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final BigInteger ONE = BigInteger.ONE;
    private static final int MAX_SHIFT = 63;

    private IntRanges() {}

    /** The range of {@code a operator b}, a divisor of zero and impossible shifts left out. */
    public static IntType of(BinaryOperator operator, IntType a, IntType b) {
        return switch (operator) {
            case ADD -> new IntType(a.min().add(b.min()), a.max().add(b.max()));
            case SUBTRACT -> new IntType(a.min().subtract(b.max()), a.max().subtract(b.min()));
            case MULTIPLY -> spanning(corners(a, b, BigInteger::multiply));
            case DIVIDE -> divide(a, b);
            case REMAINDER -> remainder(a, b);
            case BIT_AND -> and(a, b);
            case BIT_OR, BIT_XOR -> or(a, b);
            case SHIFT_LEFT -> spanning(corners(a, shift(b), (x, n) -> x.shiftLeft(n.intValue())));
            default -> spanning(corners(a, shift(b), (x, n) -> x.shiftRight(n.intValue())));
        };
    }

    /** The value of {@code a operator b}; the divisor is not zero, a shift's distance is possible. */
    public static BigInteger value(BinaryOperator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> a.divide(b);
            case REMAINDER -> a.remainder(b);
            case BIT_AND -> a.and(b);
            case BIT_OR -> a.or(b);
            case BIT_XOR -> a.xor(b);
            case SHIFT_LEFT -> a.shiftLeft(b.intValue());
            default -> a.shiftRight(b.intValue());
        };
    }

    /** The distances in {@code type} by which can be shifted; there is one at least. */
    private static IntType shift(IntType type) {
        BigInteger most = BigInteger.valueOf(MAX_SHIFT);
        return new IntType(type.min().max(ZERO).min(most), type.max().min(most).max(ZERO));
    }

    /** Whether some distance in {@code type} is possible. */
    public static boolean canShift(IntType type) {
        return type.overlaps(IntType.of(0, MAX_SHIFT));
    }

    private static IntType divide(IntType a, IntType b) {
        List<BigInteger> results = new ArrayList<>();
        for (BigInteger divisor : List.of(b.min(), b.max(), ONE, ONE.negate())) {
            boolean possible = divisor.signum() != 0 && b.contains(IntType.of(divisor));
            if (possible) {
                results.add(a.min().divide(divisor));
                results.add(a.max().divide(divisor));
            }
        }
        return results.isEmpty() ? IntType.of(0, 0) : spanning(results);
    }

    private static IntType remainder(IntType a, IntType b) {
        BigInteger divisor = b.min().abs().max(b.max().abs()).subtract(ONE).max(ZERO);
        BigInteger least = a.min().signum() < 0 ? divisor.min(a.min().abs()).negate() : ZERO;
        BigInteger most = a.max().signum() > 0 ? divisor.min(a.max()) : ZERO;
        return new IntType(least, most);
    }

    private static IntType and(IntType a, IntType b) {
        boolean positiveA = a.min().signum() >= 0;
        boolean positiveB = b.min().signum() >= 0;
        if (positiveA && positiveB) {
            return new IntType(ZERO, a.max().min(b.max()));
        }
        if (positiveA || positiveB) {
            return new IntType(ZERO, positiveA ? a.max() : b.max());
        }
        return IntType.ofBits(bits(a, b) + 1, true);
    }

    private static IntType or(IntType a, IntType b) {
        return a.min().signum() >= 0 && b.min().signum() >= 0
                ? new IntType(ZERO, ONE.shiftLeft(bits(a, b)).subtract(ONE))
                : IntType.ofBits(bits(a, b) + 1, true);
    }

    private static int bits(IntType a, IntType b) {
        return Math.max(
                Math.max(a.min().bitLength(), a.max().bitLength()),
                Math.max(b.min().bitLength(), b.max().bitLength()));
    }

    private interface Operation {
        BigInteger apply(BigInteger a, BigInteger b);
    }

    private static List<BigInteger> corners(IntType a, IntType b, Operation operation) {
        return List.of(
                operation.apply(a.min(), b.min()),
                operation.apply(a.min(), b.max()),
                operation.apply(a.max(), b.min()),
                operation.apply(a.max(), b.max()));
    }

    private static IntType spanning(List<BigInteger> values) {
        BigInteger min = values.get(0);
        BigInteger max = values.get(0);
        for (BigInteger value : values) {
            min = min.min(value);
            max = max.max(value);
        }
        return new IntType(min, max);
    }
}
