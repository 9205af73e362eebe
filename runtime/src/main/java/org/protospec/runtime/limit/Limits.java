package org.protospec.runtime.limit;

/** The values of all limits in force. Immutable. */
public final class Limits {
    private static final Limits DEFAULTS = new Limits(defaultValues());

    private final long[] values;

    private Limits(long[] values) {
        this.values = values;
    }

    private static long[] defaultValues() {
        Limit[] limits = Limit.values();
        long[] values = new long[limits.length];
        for (Limit each : limits) {
            values[each.ordinal()] = each.defaultValue();
        }
        return values;
    }

    /** Returns the limits with their default values. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the same with another value of one limit.
     *
     * @param value in the limit's unit
     * @throws IllegalArgumentException if it is not positive
     */
    public Limits with(Limit limit, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(limit.label() + " must be positive: " + value);
        }
        long[] changed = values.clone();
        changed[limit.ordinal()] = value;
        return new Limits(changed);
    }

    /** Returns the value of a limit, in its unit; at least 1. */
    public long of(Limit limit) {
        return values[limit.ordinal()];
    }

    /** Returns the value of a limit that is used as an {@code int}: the largest one at the most. */
    public int intOf(Limit limit) {
        return (int) Math.min(of(limit), Integer.MAX_VALUE);
    }
}
