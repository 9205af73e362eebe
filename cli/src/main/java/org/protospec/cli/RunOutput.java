package org.protospec.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.output.Colors;
import org.protospec.cli.output.HumanLines;
import org.protospec.cli.output.JsonLines;
import org.protospec.cli.output.LastPacket;
import org.protospec.cli.output.SummaryText;
import org.protospec.runtime.capture.CaptureWriter;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.DissectionBuilder;
import org.protospec.runtime.engine.EventWriter;
import org.protospec.runtime.engine.PacketObserver;
import org.protospec.runtime.engine.Summary;

/** What a run writes: its events on standard output, the packets that pass to a capture. */
final class RunOutput implements AutoCloseable {
    private final Console console;
    private final RunOptions options;
    private final PrintStream text;
    private final LastPacket last = new LastPacket();
    private final @Nullable CaptureWriter passed;

    private RunOutput(Console console, RunOptions options, @Nullable CaptureWriter passed) {
        this.console = console;
        this.options = options;
        this.passed = passed;
        text = new PrintStream(console.out(), false, StandardCharsets.UTF_8);
    }

    /** Opens the outputs. */
    static RunOutput open(Console console, RunOptions options, List<String> captures) throws Failure {
        Path pass = options.pass();
        if (pass == null) {
            return new RunOutput(console, options, null);
        }
        try {
            for (String capture : captures) {
                if (Files.exists(pass) && Files.exists(Path.of(capture)) && Files.isSameFile(pass, Path.of(capture))) {
                    throw Failure.usage("--pass " + pass + " would overwrite a capture that is to be read");
                }
            }
            return new RunOutput(console, options, CaptureWriter.create(pass));
        } catch (IOException e) {
            throw Failure.file(pass + ": cannot be written (" + e + ")");
        }
    }

    /** Where rules print: not between JSON lines. */
    PrintStream forRules() {
        return options.format() == RunOptions.Format.JSON ? console.err() : text;
    }

    /** Has the outputs told of everything. */
    void listen(DissectionBuilder builder) {
        builder.writer(console.out(), new Writers());
        if (options.format() == RunOptions.Format.JSON) {
            builder.observer(last);
        }
        CaptureWriter writer = passed;
        if (writer != null) {
            builder.observer((packet, verdict) -> pass(writer, packet, verdict));
        }
    }

    /** {@link #writer} as an object. */
    private final class Writers implements Function<OutputStream, EventWriter> {
        @Override
        public EventWriter apply(OutputStream target) {
            return writer(target);
        }
    }

    /** What writes events to a stream. */
    private EventWriter writer(OutputStream target) {
        boolean traced = options.detail() == RunOptions.Detail.TRACE;
        if (options.format() == RunOptions.Format.JSON) {
            JsonLines lines = new JsonLines(target);
            return traced ? lines.traced() : lines;
        }
        HumanLines lines = new HumanLines(
                target,
                options.detail() == RunOptions.Detail.QUIET ? HumanLines.Detail.ALERTS : HumanLines.Detail.EVENTS,
                console.outKind() == Console.Kind.TERMINAL ? Colors.TERMINAL : Colors.NONE);
        return traced ? lines.traced() : lines;
    }

    private static void pass(CaptureWriter writer, Packet packet, PacketObserver.Verdict verdict) throws IOException {
        if (verdict == PacketObserver.Verdict.PASS) {
            writer.write(packet);
        }
    }

    /** Writes the last line or lines. */
    void summary(Summary summary) {
        if (options.format() == RunOptions.Format.JSON) {
            JsonLines lines = new JsonLines(console.out());
            lines.summary(summary, last);
            lines.flush();
        } else if (options.detail() != RunOptions.Detail.QUIET) {
            text.print(SummaryText.of(summary));
        }
    }

    /** Hands everything printed so far to the operating system. */
    void flush() {
        text.flush();
        console.out().flush();
    }

    @Override
    public void close() throws Failure {
        CaptureWriter writer = passed;
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            throw Failure.file(options.pass() + ": cannot be written (" + e.getMessage() + ")");
        }
        if (writer.refused() > 0) {
            console.complain(options.pass() + ": " + writer.refused()
                    + " packets were left out, as their link type is not that of the first one");
        }
    }
}
