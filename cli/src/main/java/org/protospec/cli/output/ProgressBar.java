package org.protospec.cli.output;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketObserver;

/** The line on a terminal that shows how far a run has come: bytes, packets, flows, time left. */
public final class ProgressBar implements PacketObserver {
    private static final int PACKETS_BETWEEN_LOOKS = 256;
    private static final long INTERVAL = 100_000_000L;
    private static final int WIDTH = 20;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream terminal;
    private final LongSupplier flows;
    private final LongSupplier clock;
    private @Nullable Capture capture;
    private long started;
    private long shown;
    private int unlooked;

    /** A progress bar on a terminal that asks {@code flows} for their number and {@code clock} for nanoseconds. */
    public ProgressBar(PrintStream terminal, LongSupplier flows, LongSupplier clock) {
        this.terminal = terminal;
        this.flows = flows;
        this.clock = clock;
    }

    /** A capture begins. */
    public void begin(Capture next) {
        capture = next;
        started = clock.getAsLong();
        shown = started;
        unlooked = 0;
    }

    @Override
    public void done(Packet packet, Verdict verdict) {
        Capture current = capture;
        if (++unlooked < PACKETS_BETWEEN_LOOKS || current == null) {
            return;
        }
        unlooked = 0;
        long now = clock.getAsLong();
        if (now - shown >= INTERVAL) {
            shown = now;
            terminal.print(CLEAR + line(current, now - started));
            terminal.flush();
        }
    }

    @Override
    public boolean needsVerdict() {
        return false;
    }

    /** Takes the line away. */
    public void end() {
        capture = null;
        terminal.print(CLEAR);
        terminal.flush();
    }

    private String line(Capture current, long elapsed) {
        StringBuilder line = new StringBuilder();
        if (current.size() > 0) {
            double share = Math.min(1, (double) current.position() / current.size());
            int filled = (int) (share * WIDTH);
            line.append('[')
                    .append("=".repeat(filled))
                    .append(" ".repeat(WIDTH - filled))
                    .append("] ");
            line.append(String.format(Locale.ROOT, "%3.0f%%  ", 100 * share));
            line.append(SummaryText.bytes(current.position())).append(" of ").append(SummaryText.bytes(current.size()));
            if (share > 0) {
                double left = elapsed / 1e9 * (1 - share) / share;
                line.append(String.format(Locale.ROOT, ", %.0f s left", left));
            }
        } else {
            line.append(SummaryText.bytes(current.position()));
        }
        return line.append(", ")
                .append(current.packets())
                .append(" packets, ")
                .append(flows.getAsLong())
                .append(" flows")
                .toString();
    }
}
