package org.protospec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.output.OutputFailure;
import org.protospec.cli.output.ProgressBar;
import org.protospec.cli.protocol.Protocols;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.DissectionBuilder;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.lane.LaneFailure;
import org.protospec.runtime.machine.Protocol;

/** One run over captures, from opening the first to the exit status. */
final class Run {
    private final Console console;
    private final RunOutput output;
    private final Dissection dissection;
    private final @Nullable ProgressBar bar;
    private final AtomicLong graveAlerts = new AtomicLong();
    private boolean unreadable;

    Run(Console console, RunOptions options, List<Protocol> protocols, List<RuleSet> rules, RunOutput output)
            throws Failure {
        this.console = console;
        this.output = output;
        DissectionBuilder builder =
                Dissection.of(new PacketStack()).limits(options.limits()).overlaps(options.overlaps());
        for (Protocol protocol : protocols) {
            switch (options.portChoice()) {
                case OF_SPEC -> builder.protocol(protocol);
                case GIVEN -> builder.protocol(protocol, options.ports());
                case ANY -> builder.protocolOnAnyPort(protocol);
                case RECOGNISED -> builder.detecting(protocol);
            }
        }
        if (options.digests() == RunOptions.Digests.SHA_256) {
            builder.digests();
        }
        builder.handingOver(Protocols.FOUND);
        builder.threads(options.threads());
        output.listen(builder);
        Severity threshold = options.failOnAlert();
        if (threshold != null) {
            builder.rules(set -> set.on(AlertEvent.TYPE, event -> {
                if (event.alert().severity().compareTo(threshold) >= 0) {
                    graveAlerts.incrementAndGet();
                }
            }));
        }
        for (RuleSet set : rules) {
            builder.rules(set);
        }
        boolean shown = options.progress() == RunOptions.Progress.BAR && console.errKind() == Console.Kind.TERMINAL;
        bar = shown ? new ProgressBar(console.err(), this::flows, System::nanoTime) : null;
        if (bar != null) {
            builder.observer(bar);
        }
        dissection = builder.build();
    }

    private long flows() {
        return dissection.flows();
    }

    /** Reads the captures, and returns the exit status. */
    int over(List<String> captures) {
        for (String capture : captures) {
            try (Capture open = open(console, capture)) {
                over(open);
            } catch (IOException e) {
                unreadable(Objects.requireNonNullElse(e.getMessage(), capture + ": " + e));
            }
        }
        output.summary(dissection.summary());
        output.flush();
        if (unreadable) {
            return ExitStatus.FILES;
        }
        return graveAlerts.get() > 0 ? ExitStatus.ALERTS : ExitStatus.DONE;
    }

    static Capture open(Console console, String name) throws IOException {
        return name.equals("-") ? Capture.read(console.in(), "standard input") : Capture.open(Path.of(name));
    }

    private void over(Capture capture) throws IOException {
        if (bar != null) {
            bar.begin(capture);
        }
        try {
            dissection.run(capture);
        } catch (OutputFailure e) {
            throw e;
        } catch (LaneFailure e) {
            throw new RunFailure(capture.name(), e.packet(), e.thrown());
        } catch (RuntimeException e) {
            throw new RunFailure(capture.name(), capture.packets(), e);
        } finally {
            if (bar != null) {
                bar.end();
            }
        }
        output.flush();
        for (CaptureProblem problem : capture.problems()) {
            unreadable(problem.toString());
        }
    }

    private void unreadable(String message) {
        unreadable = true;
        output.flush();
        console.complain(message);
    }
}
