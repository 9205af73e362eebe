package org.protospec.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.output.Colors;
import org.protospec.cli.output.HumanLines;
import org.protospec.cli.output.JsonLines;
import org.protospec.cli.output.SummaryText;
import org.protospec.runtime.capture.CaptureWriter;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.PacketObserver;
import org.protospec.runtime.engine.Summary;
import org.protospec.runtime.machine.Protocol;

/** What a run writes: its events on standard output, the packets that pass to a capture. */
final class RunOutput implements AutoCloseable {
    private final Console console;
    private final RunOptions options;
    private final PrintStream text;
    private final @Nullable JsonLines json;
    private final @Nullable HumanLines lines;
    private final @Nullable CaptureWriter passed;

    private RunOutput(Console console, RunOptions options, List<Protocol> protocols, @Nullable CaptureWriter passed) {
        this.console = console;
        this.options = options;
        this.passed = passed;
        text = new PrintStream(console.out(), false, StandardCharsets.UTF_8);
        if (options.format() == RunOptions.Format.JSON) {
            json = new JsonLines(console.out(), protocols);
            lines = null;
        } else {
            json = null;
            lines = new HumanLines(
                    text,
                    protocols,
                    options.detail() == RunOptions.Detail.QUIET ? HumanLines.Detail.ALERTS : HumanLines.Detail.EVENTS,
                    console.outKind() == Console.Kind.TERMINAL ? Colors.TERMINAL : Colors.NONE);
        }
    }

    /** Opens the outputs. */
    static RunOutput open(Console console, RunOptions options, List<Protocol> protocols, List<String> captures)
            throws Failure {
        Path pass = options.pass();
        if (pass == null) {
            return new RunOutput(console, options, protocols, null);
        }
        try {
            for (String capture : captures) {
                if (Files.exists(pass) && Files.exists(Path.of(capture)) && Files.isSameFile(pass, Path.of(capture))) {
                    throw Failure.usage("--pass " + pass + " would overwrite a capture that is to be read");
                }
            }
            return new RunOutput(console, options, protocols, CaptureWriter.create(pass));
        } catch (IOException e) {
            throw Failure.file(pass + ": cannot be written (" + e + ")");
        }
    }

    /** Where rules print: not between JSON lines. */
    PrintStream forRules() {
        return options.format() == RunOptions.Format.JSON ? console.err() : text;
    }

    /** Has the outputs told of everything. */
    void listen(Dissection.Builder builder) {
        if (json != null) {
            builder.rules(json).observer(json).onProblem(json::problem);
            if (options.detail() == RunOptions.Detail.TRACE) {
                builder.trace(json);
            }
        }
        if (lines != null) {
            builder.rules(lines).observer(lines);
            if (options.detail() == RunOptions.Detail.TRACE) {
                builder.trace(lines);
            }
        }
        CaptureWriter writer = passed;
        if (writer != null) {
            builder.observer((packet, verdict) -> pass(writer, packet, verdict));
        }
    }

    private static void pass(CaptureWriter writer, Packet packet, PacketObserver.Verdict verdict) throws IOException {
        if (verdict == PacketObserver.Verdict.PASS) {
            writer.write(packet);
        }
    }

    /** Writes the last line or lines. */
    void summary(Summary summary) {
        if (json != null) {
            json.summary(summary);
        } else if (options.detail() != RunOptions.Detail.QUIET) {
            text.print(SummaryText.of(summary));
        }
    }

    /** Hands everything printed so far to the operating system. */
    void flush() {
        if (json != null) {
            json.flush();
        }
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
