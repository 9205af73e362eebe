package org.protospec.cli;

import java.util.Locale;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** The table that {@code --limits} prints: every limit in force. */
final class LimitsText {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final String[] SIZES = {"bytes", "KiB", "MiB", "GiB"};

    private LimitsText() {}

    static String of(Limits limits) {
        StringBuilder text = new StringBuilder();
        for (Limit each : Limit.values()) {
            text.append(String.format(
                    Locale.ROOT, "%-20s %12s  %s\n", each.label(), value(each, limits.of(each)), each.meaning()));
        }
        return text.toString();
    }

    private static String value(Limit limit, long value) {
        return switch (limit.unit()) {
            case COUNT -> String.format(Locale.ROOT, "%,d", value);
            case BYTES -> bytes(value);
            case NANOSECONDS -> time(value);
        };
    }

    private static String bytes(long value) {
        long rest = value;
        int unit = 0;
        while (unit < SIZES.length - 1 && rest % 1024 == 0) {
            rest /= 1024;
            unit++;
        }
        return rest + " " + SIZES[unit];
    }

    private static String time(long nanos) {
        if (nanos % MINUTE == 0 && nanos >= HOUR) {
            return nanos / HOUR + " h" + (nanos % HOUR == 0 ? "" : " " + nanos % HOUR / MINUTE + " min");
        }
        if (nanos % MINUTE == 0) {
            return nanos / MINUTE + " min";
        }
        return nanos % SECOND == 0
                ? nanos / SECOND + " s"
                : String.format(Locale.ROOT, "%.3f s", (double) nanos / SECOND);
    }
}
