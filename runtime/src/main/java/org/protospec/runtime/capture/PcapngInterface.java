package org.protospec.runtime.capture;

/**
 * An interface of a pcapng section: its link type, and how its timestamps count.
 *
 * @param linkType see {@link LinkType}
 * @param snapLength in bytes, 0 for no limit
 * @param resolution the option if_tsresol: a negative power of 10, or of 2 if {@link #BINARY} is set
 * @param offsetSeconds the option if_tsoffset, added to every timestamp
 */
record PcapngInterface(int linkType, int snapLength, int resolution, long offsetSeconds) {

    /** What if_tsresol is where it is not given: microseconds. */
    static final int MICROSECONDS = 6;

    static final int BINARY = 0x80;

    private static final int NANOSECONDS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** 10^19 is the largest power of 10 below 2^64. */
    private static final int LARGEST_POWER_OF_TEN = 19;

    /** The digits of the second's fraction that the resolution amounts to, at most those of nanoseconds. */
    int digits() {
        int exponent = resolution & ~BINARY;
        if ((resolution & BINARY) == 0) {
            return Math.min(exponent, NANOSECONDS);
        }
        return (int) Math.min(Math.ceil(exponent * Math.log10(2)), NANOSECONDS);
    }

    /** Nanoseconds since the epoch of an unsigned count of this interface's units, cut to what 64 bits hold. */
    long nanos(long ticks) {
        long nanos = (resolution & BINARY) == 0 ? decimal(ticks, resolution) : binary(ticks, resolution & ~BINARY);
        return offsetSeconds == 0 ? nanos : saturatedSum(nanos, saturatedNanos(offsetSeconds));
    }

    private static long decimal(long ticks, int exponent) {
        if (exponent > NANOSECONDS) {
            int tooFine = exponent - NANOSECONDS;
            return tooFine > LARGEST_POWER_OF_TEN ? 0 : Long.divideUnsigned(ticks, powerOfTen(tooFine));
        }
        long unit = powerOfTen(NANOSECONDS - exponent);
        return ticks < 0 || ticks > Long.MAX_VALUE / unit ? Long.MAX_VALUE : ticks * unit;
    }

    private static long binary(long ticks, int exponent) {
        if (exponent >= Long.SIZE) {
            int tooFine = exponent - Long.SIZE;
            return tooFine >= Long.SIZE ? 0 : upperHalf(ticks >>> tooFine);
        }
        long seconds = ticks >>> exponent;
        if (seconds < 0 || seconds > Long.MAX_VALUE / NANOS_PER_SECOND - 1) {
            return Long.MAX_VALUE;
        }
        long fraction = exponent == 0 ? 0 : ticks << (Long.SIZE - exponent);
        return seconds * NANOS_PER_SECOND + upperHalf(fraction);
    }

    /** Nanoseconds of a fraction given in units of 2^-64 seconds: the upper 64 bits of the unsigned product. */
    private static long upperHalf(long fraction) {
        return Math.multiplyHigh(fraction, NANOS_PER_SECOND) + ((fraction >> 63) & NANOS_PER_SECOND);
    }

    private static long saturatedNanos(long seconds) {
        long most = Long.MAX_VALUE / NANOS_PER_SECOND;
        return Math.max(-most, Math.min(most, seconds)) * NANOS_PER_SECOND;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** Unsigned. */
    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
