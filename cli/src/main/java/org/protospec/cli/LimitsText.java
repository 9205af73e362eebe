package org.protospec.cli;

import java.util.Arrays;
import java.util.Locale;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** The table that {@code --limits} prints: every limit in force. */
final class LimitsText {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final String[] SIZES = {"bytes", "KiB", "MiB", "GiB"};
    private static final int WIDTH = 120;

    private LimitsText() {}

    static String of(Limits limits) {
        int names = Arrays.stream(Limit.values())
                .mapToInt(each -> each.label().length())
                .max()
                .orElse(0);
        int values = Arrays.stream(Limit.values())
                .mapToInt(each -> value(each, limits.of(each)).length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Limit each : Limit.values()) {
            long value = limits.of(each);
            text.append(String.format(
                    Locale.ROOT, "%-" + names + "s  %" + values + "s  ", each.label(), value(each, value)));
            String meaning = each.meaning();
            if (value != each.defaultValue()) {
                meaning += " (by default " + value(each, each.defaultValue())
                        + (each == Limit.TRACKER_MEMORY ? ", and three quarters of the heap at the most)" : ")");
            }
            wrap(meaning, names + values + 4, text);
        }
        return text.append("\nChange one by --limit NAME=VALUE: --limit flows=1000, --limit tracker-memory=64MiB, "
                        + "--limit udp-timeout=30s.\n")
                .toString();
    }

    /** Words in lines that begin at a column, the first of which is begun already. */
    private static void wrap(String words, int column, StringBuilder text) {
        int at = column;
        for (String word : words.split(" ")) {
            if (at > column && at + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(column));
                at = column;
            }
            text.append(at > column ? " " : "").append(word);
            at += word.length() + (at > column ? 1 : 0);
        }
        text.append('\n');
    }

    /** A limit's value as it can be given, but for blanks and commas. */
    static String value(Limit limit, long value) {
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
        return nanos % SECOND == 0 ? nanos / SECOND + " s" : nanos / 1_000_000 + " ms";
    }
}
