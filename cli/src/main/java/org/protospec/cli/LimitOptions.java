package org.protospec.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** Limits as they are given on the command line: {@code flows=1000}, {@code tracker-memory=64MiB}, {@code udp-timeout=1min30s}. */
final class LimitOptions {
    private static final String UNITS = "KMG";
    private static final int UNIT_BITS = 10;

    private LimitOptions() {}

    /** How values are written; apart, since a start without such options compiles no patterns. */
    private static final class Syntax {
        static final Pattern COUNT = Pattern.compile("[0-9][0-9_]{0,18}");
        static final Pattern BYTES = Pattern.compile("([0-9][0-9_]{0,18}) ?([KMG]?)(?:iB|B)?");
        static final Pattern TIME = Pattern.compile("([0-9]{1,9}) ?(ms|s|min|h) ?");

        private Syntax() {}
    }

    /**
     * The limits of a run: the defaults, changed as {@code options} say. What flows may hold is three quarters of the heap at the most, unless it
     * is given: the defaults are for a machine with memory to spare.
     *
     * @param options each {@code NAME=VALUE}
     * @param heap most bytes that the program's objects may take
     */
    static Limits of(List<String> options, long heap) throws Failure {
        Limits limits = Limits.defaults();
        limits =
                limits.with(Limit.TRACKER_MEMORY, Math.min(limits.of(Limit.TRACKER_MEMORY), Math.max(1, heap / 4 * 3)));
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw Failure.usage("--limit wants NAME=VALUE, such as flows=1000, not \"" + option + "\"");
            }
            Limit limit = named(option.substring(0, equals).strip());
            limits =
                    limits.with(limit, value(limit, option.substring(equals + 1).strip()));
        }
        return limits;
    }

    private static Limit named(String name) throws Failure {
        Optional<Limit> limit = Limit.named(name);
        if (limit.isPresent()) {
            return limit.get();
        }
        List<String> known = Arrays.stream(Limit.values()).map(Limit::label).toList();
        throw Failure.usage("unknown limit \"" + name + "\"" + Nearest.hint(name, known));
    }

    private static long value(Limit limit, String text) throws Failure {
        try {
            long value = switch (limit.unit()) {
                case COUNT -> count(text);
                case BYTES -> bytes(text);
                case NANOSECONDS -> time(text);
            };
            if (value > 0) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Too large for a number: told below like everything else that is none.
        }
        throw Failure.usage(
                "--limit " + limit.label() + ": expected " + expected(limit.unit()) + ", not \"" + text + "\"");
    }

    private static String expected(Limit.Unit unit) {
        return switch (unit) {
            case COUNT -> "a number from 1, such as 1000";
            case BYTES -> "a size from 1, such as 4096, 64KiB or 16MiB";
            case NANOSECONDS -> "a time from 1ms, such as 500ms, 30s, 5min or 2h";
        };
    }

    private static long count(String text) {
        return Syntax.COUNT.matcher(text).matches() ? number(text) : 0;
    }

    private static long bytes(String text) {
        Matcher matcher = Syntax.BYTES.matcher(text);
        if (!matcher.matches()) {
            return 0;
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        return Math.multiplyExact(number(matcher.group(1)), 1L << power * UNIT_BITS);
    }

    private static long time(String text) {
        Matcher matcher = Syntax.TIME.matcher(text);
        long nanos = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            nanos = Math.addExact(nanos, Math.multiplyExact(number(matcher.group(1)), unit(matcher.group(2))));
        }
        return end == text.length() ? nanos : 0;
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace("_", ""));
    }
}
