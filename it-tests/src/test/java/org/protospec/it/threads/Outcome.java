package org.protospec.it.threads;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.protospec.cli.output.Colors;
import org.protospec.cli.output.HumanLines;
import org.protospec.cli.output.JsonLines;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.DissectionBuilder;
import org.protospec.runtime.engine.EventWriter;
import org.protospec.runtime.engine.Summary;

/**
 * What comes of a run.
 *
 * @param text what was written
 * @param summary what it amounts to, without the time that it took
 */
record Outcome(String text, Summary summary) {
    /** What is written. */
    enum Format {
        JSON,
        /** Every step of the parsers, too. */
        TRACE,
        LINES,
        ALERTS
    }

    /** Packets for a dissection. */
    @FunctionalInterface
    interface Packets {
        void run(Dissection dissection) throws IOException;
    }

    static Outcome of(Format format, UnaryOperator<DissectionBuilder> choice, Packets packets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dissection dissection = choice.apply(
                        Dissection.of(new PacketStack()).writer(out, target -> writer(format, target)))
                .build();
        packets.run(dissection);
        return new Outcome(out.toString(StandardCharsets.UTF_8), timeless(dissection.summary()));
    }

    static EventWriter writer(Format format, OutputStream target) {
        return switch (format) {
            case JSON -> new JsonLines(target);
            case TRACE -> new JsonLines(target).traced();
            case LINES -> lines(target, HumanLines.Detail.EVENTS);
            case ALERTS -> lines(target, HumanLines.Detail.ALERTS);
        };
    }

    private static HumanLines lines(OutputStream target, HumanLines.Detail detail) {
        return new HumanLines(target, detail, Colors.NONE);
    }

    private static Summary timeless(Summary summary) {
        return new Summary(
                summary.captures(),
                summary.packets(),
                summary.bytes(),
                summary.flows(),
                summary.dissected(),
                summary.dissectedPackets(),
                summary.midstream(),
                summary.cutOff(),
                summary.overlong(),
                summary.damages(),
                summary.bytesSkipped(),
                summary.undissected(),
                summary.skipped(),
                summary.fragments(),
                summary.limits(),
                summary.alerts(),
                summary.errors(),
                0);
    }
}
