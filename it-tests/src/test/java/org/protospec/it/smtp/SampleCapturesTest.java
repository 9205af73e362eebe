package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.it.captures.Captures;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.event.StreamSink;
import org.protospec.runtime.parse.ContentSink;
import org.protospec.smtp.MailContentEvent;
import org.protospec.smtp.Smtp;

/** The project's own captures give what {@code samples/README.md} says of them. */
class SampleCapturesTest {
    @TempDir
    private Path folder;

    private static InProcess run(String name, Object... more) {
        Object[] words = new Object[more.length + 4];
        words[0] = "run";
        words[1] = "smtp";
        words[2] = "--json";
        words[3] = Captures.sample(name);
        System.arraycopy(more, 0, words, 4, more.length);
        return InProcess.run(words);
    }

    @ParameterizedTest
    @CsvSource({
        // capture, commands, auth lines, responses, contents, mails, bare line feeds, starttls
        "smtp-plain,       6, 0,  8, 1, 1, 0, 0",
        "smtp-spam,       10, 0, 14, 2, 2, 0, 0",
        "smtp-pipelined,  14, 0, 17, 2, 2, 0, 0",
        "smtp-split,       5, 0,  7, 1, 1, 0, 0",
        "smtp-starttls,    2, 0,  3, 0, 0, 0, 1",
        "smtp-auth,       16, 4, 24, 1, 1, 0, 0",
        "smtp-bdat,       11, 0, 12, 5, 2, 0, 0",
        "smtp-rejected,   21, 0, 25, 2, 2, 0, 0",
        "smtp-ipv6,        5, 0,  7, 1, 1, 0, 0",
        "smtp-empty-mail, 11, 0, 15, 3, 3, 0, 0",
        "smtp-bare-lf,     5, 0,  7, 1, 1, 1, 0",
    })
    void counts(
            String name,
            long commands,
            long authLines,
            long responses,
            long contents,
            long mails,
            long bareLineFeeds,
            long starttls) {
        Map<String, Long> expected = new TreeMap<>(Map.of(
                "command", commands,
                "auth_line", authLines,
                "response", responses,
                "mail_content", contents,
                "mail", mails,
                "bare_line_feed", bareLineFeeds,
                "starttls", starttls,
                "hand_over", starttls));
        expected.values().removeIf(count -> count == 0);
        Map<String, Long> found = new TreeMap<>();
        for (Json event : run(name).json()) {
            // Behind STARTTLS the flow is TLS.
            if (!event.has("protocol") || event.text("protocol").equals("smtp")) {
                found.merge(event.text("event"), 1L, Long::sum);
            }
        }
        // Neither an alert, nor a parse error, nor a gap.
        found.keySet().removeAll(List.of("flow_start", "flow_end", "summary"));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void noSampleIsForgotten() throws IOException {
        assertThat(Captures.in(Captures.samples())).hasSize(11);
    }

    @Test
    void onlyTheSpammersFlowIsDropped() throws IOException {
        Path passed = folder.resolve("passed.pcap");
        InProcess run = run("smtp-spam", "--rule", "spam-filter:domain=suspicious.org", "--pass", passed);
        assertThat(run.json("alert")).singleElement().satisfies(alert -> {
            assertThat(alert.text("severity")).isEqualTo("low");
            assertThat(alert.text("description")).isEqualTo("forbidden mail domain");
        });
        assertThat(run.json("flow_end").stream()
                        .filter(end -> end.flag("dropped"))
                        .map(end -> end.at("flow").number("id")))
                .containsExactly(run.json("alert").get(0).at("flow").number("id"));
        // Of the other one every packet passes, and dissecting what passed gives its mail again.
        List<Json> mails = InProcess.run("run", "smtp", "--json", passed).json("mail");
        assertThat(mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.text("from")).isEqualTo("baker@example.com"));
        assertThat(packets(passed)).isLessThan(packets(Captures.sample("smtp-spam")));
    }

    private static long packets(Path capture) throws IOException {
        try (Capture open = Capture.open(capture)) {
            Packet packet = new Packet();
            while (open.next(packet)) {
                assertThat(packet.length()).isPositive();
            }
            return open.packets();
        }
    }

    @Test
    void behindStarttlsNothingIsReadButWhatTlsSaysInPlainText() {
        InProcess run = run("smtp-starttls", "--digests");
        assertThat(run.json("starttls").get(0).number("packet")).isEqualTo(10);
        assertThat(run.json())
                .filteredOn(event -> event.number("packet") > 10)
                .extracting(event -> event.text("event"))
                .containsExactly(
                        "handshake",
                        "client_hello",
                        "handshake",
                        "server_hello",
                        "encrypted",
                        "encrypted",
                        "flow_end",
                        "summary");
        Json end = run.json("flow_end").get(0);
        assertThat(end.text("handed_over")).isEqualTo("tls");
        assertThat(end.at("streams").at("up").number("bytes")).isEqualTo(985);
    }

    @Test
    void authLinesAreNoCommands() {
        assertThat(run("smtp-auth").json("auth_line"))
                .extracting(line -> line.text("line"))
                .containsExactly("*", "cmVhZGVy", "bm90LWEtc2VjcmV0", "AHJlYWRlcgBub3QtYS1zZWNyZXQ=");
    }

    @Test
    void chunksAreAsLongAsTheirCommandsSay() {
        List<Json> chunks = run("smtp-bdat").json("mail_content");
        assertThat(chunks).extracting(chunk -> chunk.number("bytes")).containsExactly(88L, 29L, 67L, 0L, 97L);
        assertThat(chunks).extracting(chunk -> chunk.flag("last")).containsExactly(false, false, false, true, true);
        assertThat(chunks).allMatch(chunk -> chunk.flag("complete"));
        assertThat(run("smtp-bdat").json("mail"))
                .extracting(mail -> mail.number("bytes"))
                .containsExactly(184L, 97L);
    }

    @Test
    void anAddressThatIsNoneIsToldByTheSpamFilter() {
        // In this capture the client says MAIL TO once.
        assertThat(run("smtp-rejected", "--rule", "spam-filter:domain=suspicious.org")
                        .json("alert"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.text("description")).isEqualTo("malformed email address");
                    assertThat(alert.text("rule")).isEqualTo("spam-filter");
                });
    }

    @Test
    void aMailOfBareLineFeedsEndsLeniently() throws IOException {
        assertThat(endings("smtp-bare-lf")).containsExactly(ContentSink.Ending.LENIENT);
        assertThat(endings("smtp-split")).containsExactly(ContentSink.Ending.COMPLETE);
    }

    private static List<ContentSink.Ending> endings(String name) throws IOException {
        List<ContentSink.Ending> endings = new ArrayList<>();
        Dissection dissection = Dissection.of(new PacketStack())
                .protocol(new Smtp())
                .rules(rules -> rules.onStream(MailContentEvent.TYPE, begun -> new StreamSink<MailContentEvent>() {
                    @Override
                    public void piece(MailContentEvent event, Slice piece) {}

                    @Override
                    public void end(MailContentEvent event) {
                        endings.add(event.ending());
                    }
                }))
                .build();
        try (Capture capture = Capture.open(Captures.sample(name))) {
            dissection.run(capture);
        }
        return endings;
    }

    @Test
    void mailContentPrintsTheMailUnstuffed() {
        InProcess run =
                InProcess.run("run", "smtp", "--quiet", "--rule", "mail-content", Captures.sample("smtp-plain"));
        assertThat(run.out().replace("\r", "").lines())
                .startsWith("== Mail Content ==", "From: The Gardener <gardener@example.com>")
                .containsSequence(".apples, the red ones", ".pears, if the wasps left any", "...and walnuts.")
                .endsWith("Bring a basket.", "== End Mail Content ==");
    }
}
