package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.cli.output.JsonLines;
import org.protospec.it.captures.Captures;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.DissectionBuilder;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Protocol;
import org.protospec.smtp.Smtp;

/** SMTP is found by what its first bytes look like, and is told then as if its port had been known; other protocols are not SMTP. */
class RecognitionTest {
    /** Behind the answer to an HTTP CONNECT; captured from the middle of a mail on; nothing said but QUIT. */
    private static final Set<String> NOT_TO_BE_KNOWN = Set.of(
            "zeek__http-connect-with-smtp.pcap",
            "packetbeat__smtp_multiple_late_embedded_smtp.pcap",
            "suricata__smtp-quit.pcap");

    /** SMTP that no port belongs to. */
    private static final Protocol PORTLESS = new Protocol() {
        private final Smtp smtp = new Smtp();

        @Override
        public String name() {
            return smtp.name();
        }

        @Override
        public String description() {
            return smtp.description();
        }

        @Override
        public List<Binding> bindings() {
            return List.of(new Binding("tcp", "port", List.of()));
        }

        @Override
        public List<Signature> signatures() {
            return smtp.signatures();
        }

        @Override
        public List<EventType<?>> events() {
            return smtp.events();
        }

        @Override
        public Dissector dissector(Rules rules) {
            return smtp.dissector(rules);
        }
    };

    @Test
    void ownSamplesAreFoundWhole() throws IOException {
        for (Path capture : Captures.in(Captures.samples())) {
            Map<Long, List<String>> known = run(capture, builder -> builder.protocolOnAnyPort(PORTLESS));
            assertThat(run(capture, builder -> builder.detecting(PORTLESS)))
                    .as(capture.toString())
                    .containsExactlyInAnyOrderEntriesOf(known);
        }
    }

    @Test
    void sharedFlowsAreToldAsIfTheirPortHadBeenKnown() throws IOException {
        int flows = 0;
        List<String> different = new ArrayList<>();
        for (Path capture : Captures.in(Captures.shared().resolve("smtp"))) {
            Map<Long, List<String>> known = run(capture, builder -> builder.protocolOnAnyPort(PORTLESS));
            Map<Long, List<String>> found = run(capture, builder -> builder.detecting(PORTLESS));
            flows += found.size();
            found.forEach((id, events) -> {
                List<String> expected = known.getOrDefault(id, List.of());
                if (!events.equals(expected) && !isTurned(events, expected)) {
                    different.add(
                            capture.getFileName() + ", flow " + id + "\n  known " + expected + "\n  found " + events);
                }
            });
        }
        System.out.printf("%d flows recognised, %d different%n", flows, different.size());
        assertThat(flows).isPositive();
        assertThat(different).isEmpty();
    }

    /** Whether the port had told the wrong direction. */
    private static boolean isTurned(List<String> events, List<String> known) {
        return !known.isEmpty()
                && Json.of(events.get(0))
                        .at("flow")
                        .text("client")
                        .equals(Json.of(known.get(0)).at("flow").text("server"));
    }

    @Test
    void allSessionsOfTheOraclesAreFound() throws IOException {
        Path folder = Captures.shared().resolve("smtp");
        TreeSet<String> missed = new TreeSet<>();
        int sessions = 0;
        for (Path capture : Captures.in(folder)) {
            String base = capture.getFileName().toString().replaceFirst("\\.pcap(ng)?$", "");
            TreeSet<String> found = new TreeSet<>();
            run(capture, builder -> builder.detecting(PORTLESS))
                    .forEach((id, events) ->
                            found.add(endpoints(Json.of(events.get(0)).at("flow"))));
            for (String line : Files.readAllLines(folder.resolve("oracle/" + base + ".jsonl"))) {
                sessions++;
                Json session = Json.of(line);
                String endpoints = endpoints(session);
                if (!found.contains(endpoints)) {
                    missed.add(capture.getFileName().toString());
                    assertThat(session.text("grade")).as(endpoints).isEqualTo("B");
                }
            }
        }
        System.out.printf("%d sessions of the oracles, %d not recognised: %s%n", sessions, missed.size(), missed);
        assertThat(missed).isSubsetOf(NOT_TO_BE_KNOWN);
    }

    private static String endpoints(Json flow) {
        return flow.text("client") + " > " + flow.text("server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp-pop3-imap", "http", "dns"})
    void otherProtocolsAreNotSmtp(String folder) throws IOException {
        for (Path capture : Captures.below(Captures.shared().resolve(folder))) {
            assertThat(run(capture, builder -> builder.detecting(PORTLESS)))
                    .as(capture.toString())
                    .isEmpty();
        }
    }

    /** The events of every flow that is dissected. */
    private static Map<Long, List<String>> run(Path file, UnaryOperator<DissectionBuilder> choice) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dissection dissection = choice.apply(Dissection.of(new PacketStack()))
                .writer(out, target -> new JsonLines(target))
                .digests()
                .build();
        try (Capture capture = Capture.open(file)) {
            dissection.run(capture);
        }
        Map<Long, List<String>> flows = new LinkedHashMap<>();
        try (Stream<String> lines = out.toString(StandardCharsets.UTF_8).lines()) {
            lines.filter(line -> line.contains("\"flow\":{"))
                    .forEach(line -> flows.computeIfAbsent(
                                    Json.of(line).at("flow").number("id"), any -> new ArrayList<>())
                            .add(line));
        }
        return flows;
    }
}
