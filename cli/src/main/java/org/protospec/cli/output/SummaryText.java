package org.protospec.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.protospec.runtime.engine.Summary;
import org.protospec.runtime.engine.UndissectedFlows;

/** The last lines of a run for people. */
public final class SummaryText {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    /** Ports of flows that nobody dissects, the rest of them counted. */
    private static final int SHOWN = 4;

    private SummaryText() {}

    /** A summary in two lines or more, each with its line feed. */
    public static String of(Summary summary) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %s in %.2f s; %s, %d dissected%s\n",
                count(summary.packets(), "packet"),
                bytes(summary.bytes()),
                summary.seconds(),
                count(summary.flows(), "flow"),
                summary.dissected(),
                summary.midstream() == 0 ? "" : " (" + summary.midstream() + " of them begin before the capture)"));
        if (!summary.undissected().isEmpty()) {
            text.append("not dissected: ")
                    .append(undissected(summary.undissected()))
                    .append('\n');
        }
        if (!summary.skipped().isEmpty()) {
            text.append("skipped packets: ")
                    .append(summary.skipped().entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        if (summary.fragments().fragments() > 0) {
            StringJoiner counts = new StringJoiner(", ", "ip fragments: ", "\n");
            summary.fragments()
                    .forEach((name, value) -> counts.add(
                            name.equals("fragments") ? value + " in all" : value + " " + name.replace('_', ' ')));
            text.append(counts);
        }
        if (summary.cutOff() > 0) {
            text.append(count(summary.cutOff(), "packet")).append(" cut off by a snap length\n");
        }
        if (summary.overlong() > 0) {
            text.append(count(summary.overlong(), "packet")).append(" longer than on the wire\n");
        }
        if (summary.damages() > 0) {
            text.append("damaged at ")
                    .append(count(summary.damages(), "place"))
                    .append(", ")
                    .append(bytes(summary.bytesSkipped()))
                    .append(" skipped\n");
        }
        if (!summary.limits().isEmpty()) {
            text.append("limits reached: ")
                    .append(summary.limits().entrySet().stream()
                            .map(each -> each.getKey().label() + " " + count(each.getValue(), "time"))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.append(count(summary.alerts(), "alert"))
                .append(", ")
                .append(count(summary.errors(), "parse error"))
                .append('\n')
                .toString();
    }

    private static String undissected(List<UndissectedFlows> all) {
        String shown = all.stream()
                .limit(SHOWN)
                .filter(each -> !each.layer().equals(UndissectedFlows.OTHER))
                .map(each -> count(each.flows(), "flow") + " of " + each.layer() + " port " + each.port() + " ("
                        + count(each.packets(), "packet") + ")")
                .collect(Collectors.joining(", "));
        long more = all.stream()
                .skip(SHOWN)
                .mapToLong(each -> each.layer().equals(UndissectedFlows.OTHER) ? each.port() : 1)
                .sum();
        return shown + (more == 0 ? "" : ", and flows of " + count(more, "more port"));
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
