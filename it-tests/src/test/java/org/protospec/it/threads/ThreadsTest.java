package org.protospec.it.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.output.JsonLines;
import org.protospec.cli.output.OutputFailure;
import org.protospec.cli.protocol.Protocols;
import org.protospec.it.captures.Captures;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.DissectionBuilder;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.lane.LaneFailure;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Protocol;
import org.protospec.smtp.Smtp;

/** What is written, and what it amounts to, is the same for any number of threads, and however much is handed to them at a time. */
class ThreadsTest {
    private static final int PACKETS = 3_000;
    private static final int SEEDS = 4;
    private static final int[] STRETCHES = {1, 2_000, 1 << 18};

    private static final String SPEC = """
            protocol demo over tcp port 7;
            token HELLO = /HELLO [a-z]+\\n/ ignorecase max 20;
            looks_like up: HELLO, down: /(READY|BUSY)\\n/;
            message Line { text: bytes until "\\n" max 3000; }
            event said(way: text, text: text, before: text);
            machine session {
                var last: text;
                initial midstream state lines {
                    up: Line;
                    down: Line;
                    on up(l) when l.text == "OPAQUE" { opaque; };
                    on up(l) { emit said("up", l.text, last); last = l.text; };
                    on down(l) when l.text == "more" -> quiet;
                    on down(l) when l.text == "READY" { alert low "handed over"; hand over to demo; };
                    on down(l) { emit said("down", l.text, last); };
                    on gap(g) { alert low "${g.bytes} bytes of ${g.direction} are missing"; };
                    on timeout 3s { alert low "three"; };
                    on timeout 5s { alert low "five"; };
                    on timeout 7s -> quiet;
                }
                state quiet {
                    up: defer;
                    down: Line;
                    on down(l) { emit said("quiet", l.text, last); } -> lines;
                    on gap(g) { alert medium "a gap"; } -> lines;
                    on timeout 2s { alert low "quiet"; } -> lines;
                }
                any state {
                    on parse_error -> fail;
                    on missing_grammar -> fail;
                    on finish { alert low "finished"; };
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static Protocol demo = new Smtp();

    @BeforeAll
    static void compile() throws Exception {
        Path spec = Files.writeString(folder.resolve("demo.proto-spec"), SPEC);
        demo = new Protocols(SpecCompilation.installed())
                .load(spec.toString())
                .protocols()
                .get(0);
    }

    /** Runs packets with one thread, and says what differs with more. */
    private static Outcome same(Outcome.Format format, UnaryOperator<DissectionBuilder> choice, Outcome.Packets packets)
            throws IOException {
        Outcome one = Outcome.of(format, choice, packets);
        for (int threads = 2; threads <= 4; threads++) {
            for (int stretch : STRETCHES) {
                int count = threads;
                Outcome several = Outcome.of(
                        format, builder -> choice.apply(builder).threads(count).stretch(stretch), packets);
                assertThat(several.text())
                        .as("%d threads, stretches of %d bytes", threads, stretch)
                        .isEqualTo(one.text());
                assertThat(several.summary()).isEqualTo(one.summary());
            }
        }
        return one;
    }

    private static Outcome sameTraffic(Outcome.Format format, UnaryOperator<DissectionBuilder> choice)
            throws IOException {
        StringBuilder all = new StringBuilder();
        Outcome last = null;
        for (int seed = 1; seed <= SEEDS; seed++) {
            int each = seed;
            last = same(format, choice, dissection -> new Traffic(each, dissection).send(PACKETS));
            all.append(last.text());
        }
        return new Outcome(all.toString(), Objects.requireNonNull(last).summary());
    }

    @ParameterizedTest
    @EnumSource
    void timeOutsAndGaps(Outcome.Format format) throws IOException {
        String text = sameTraffic(
                        format, builder -> builder.protocolOnAnyPort(demo).digests())
                .text();
        assertThat(text).contains("three", "bytes of up are missing", "quiet", "finished", "handed over");
    }

    @Test
    void flowsThatAreRecognised() throws IOException {
        Outcome outcome = sameTraffic(Outcome.Format.JSON, builder -> builder.detecting(demo));
        assertThat(outcome.text()).contains(":4242").contains(":7\"");
    }

    @Test
    void smallLimits() throws IOException {
        Limits limits = Limits.defaults()
                .with(Limit.FLOWS, 5)
                .with(Limit.QUEUED_BYTES, 700)
                .with(Limit.DEFERRED_BYTES, 100);
        Outcome outcome = sameTraffic(
                Outcome.Format.JSON, builder -> builder.protocolOnAnyPort(demo).limits(limits));
        assertThat(outcome.summary().limits()).containsKeys(Limit.FLOWS, Limit.DEFERRED_BYTES);
    }

    @Test
    void littleMemory() throws IOException {
        for (long bytes : new long[] {4_000, 12_000, 20_000}) {
            Limits limits = Limits.defaults().with(Limit.TRACKER_MEMORY, bytes);
            sameTraffic(
                    Outcome.Format.JSON,
                    builder -> builder.protocolOnAnyPort(demo).limits(limits));
            Outcome outcome = sameTraffic(
                    Outcome.Format.JSON, builder -> builder.detecting(demo).limits(limits));
            assertThat(outcome.text()).contains("evicted");
        }
    }

    @Test
    void ownSamples() throws IOException {
        captures(Captures.in(Captures.samples()));
    }

    @Test
    void sharedCaptures() throws IOException {
        captures(Captures.in(Captures.shared().resolve("smtp")));
    }

    private static void captures(List<Path> files) throws IOException {
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Outcome.Packets packets = dissection -> {
                try (Capture capture = Capture.open(file)) {
                    dissection.run(capture);
                }
            };
            for (Outcome.Format format : List.of(Outcome.Format.JSON, Outcome.Format.LINES)) {
                same(format, builder -> builder.protocol(new Smtp()).digests(), packets);
            }
            same(Outcome.Format.JSON, builder -> builder.detecting(new Smtp()), packets);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.Format.class,
            names = {"JSON", "LINES"})
    void whatARuleThrowsComesWithItsPacketBehindAllThatWasWrittenBefore(Outcome.Format format) throws IOException {
        for (int after : new int[] {0, PACKETS / 2, PACKETS - 100}) {
            RuleSet rule = rules -> rules.on(AlertEvent.TYPE, event -> {
                if (event.packet() > after) {
                    throw new IllegalStateException("enough, packet " + event.packet());
                }
            });
            Failing one = Failing.of(format, rule, 1, STRETCHES[0]);
            assertThat(one.thrown()).hasMessageStartingWith("enough, packet ");
            assertThat(one.text()).contains("alert");
            for (int threads = 2; threads <= 4; threads++) {
                for (int stretch : STRETCHES) {
                    Failing several = Failing.of(format, rule, threads, stretch);
                    assertThat(several.text())
                            .as("%d threads, stretches of %d bytes", threads, stretch)
                            .isEqualTo(one.text());
                    assertThat(several.thrown()).isInstanceOfSatisfying(LaneFailure.class, failure -> {
                        assertThat(failure.thrown())
                                .hasMessage(one.thrown().getMessage())
                                .hasMessageEndingWith(" " + failure.packet());
                    });
                }
            }
        }
    }

    /**
     * A run in which a rule throws something.
     *
     * @param text what was written until then
     */
    private record Failing(String text, RuntimeException thrown) {
        static Failing of(Outcome.Format format, RuleSet rule, int threads, int stretch) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Dissection dissection = Dissection.of(new PacketStack())
                    .protocolOnAnyPort(demo)
                    .writer(out, target -> Outcome.writer(format, target))
                    .rules(rule)
                    .threads(threads)
                    .stretch(stretch)
                    .build();
            try {
                new Traffic(1, dissection).send(PACKETS);
            } catch (IllegalStateException | LaneFailure e) {
                return new Failing(out.toString(StandardCharsets.UTF_8), e);
            }
            throw new AssertionError("the rule threw nothing");
        }
    }

    @Test
    void anOutputThatTakesNoMoreEndsTheRunAndItsThreads() throws IOException {
        OutputStream closed = new OutputStream() {
            private int taken;

            @Override
            public void write(int octet) {
                throw new OutputFailure(new IOException("Broken pipe"));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                taken += length;
                if (taken > 3_000) {
                    throw new OutputFailure(new IOException("Broken pipe"));
                }
            }
        };
        Path sample = Captures.sample("smtp-rejected");
        for (int stretch : STRETCHES) {
            Dissection dissection = Dissection.of(new PacketStack())
                    .writer(closed, target -> new JsonLines(target))
                    .protocol(new Smtp())
                    .threads(2)
                    .stretch(stretch)
                    .build();
            try (Capture capture = Capture.open(sample)) {
                assertThatThrownBy(() -> dissection.run(capture)).isInstanceOf(OutputFailure.class);
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("protospec-lane"));
        }
    }

    @Test
    void whatNeedsOneThreadSaysSo() {
        DissectionBuilder builder = Dissection.of(new PacketStack())
                .protocol(new Smtp())
                .observer((packet, verdict) -> {})
                .threads(2);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("which packets are dropped");
        assertThatThrownBy(() -> builder.threads(0)).hasMessageContaining("at least one thread");
    }
}
