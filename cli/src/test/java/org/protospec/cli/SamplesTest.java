package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over real SMTP, with the built-in protocol and its spec. */
class SamplesTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path SPEC = Path.of("..", "smtp-dissector", "src", "main", "proto-spec", "smtp.proto-spec");

    @TempDir
    private Path folder;

    private static List<String> withoutSummary(Cli cli) {
        return cli.lines().stream()
                .filter(line -> !line.startsWith("{\"event\":\"summary\""))
                .toList();
    }

    @Test
    void theSpecFileAndTheBuiltInProtocolSayTheSame() {
        for (String name : List.of("smtp-plain", "smtp-bdat", "smtp-ipv6", "smtp-auth", "smtp-starttls")) {
            Path capture = SAMPLES.resolve(name + ".pcap");
            Cli builtIn = Cli.run("run", "smtp", "--json", "--digests", capture);
            Cli compiled = Cli.run("run", SPEC, "--json", "--digests", capture);
            assertThat(builtIn.status()).isZero();
            assertThat(withoutSummary(builtIn)).hasSizeGreaterThan(5).isEqualTo(withoutSummary(compiled));
        }
    }

    @Test
    void ipv6EndpointsHaveBracketsForPeopleOnly() {
        Path capture = SAMPLES.resolve("smtp-ipv6.pcap");
        Cli json = Cli.run("run", "smtp", "--json", capture);
        assertThat(json.lines("flow_start"))
                .singleElement()
                .asString()
                .containsPattern("\"client\":\"::1:[0-9]+\",\"server\":\"::1:25\"}")
                .containsPattern("\"client_address\":\"::1\",\"client_port\":[0-9]+,")
                .contains("\"server_address\":\"::1\",\"server_port\":25,");
        assertThat(json.out()).doesNotContain("[::1]");
        assertThat(Cli.run("run", "smtp", capture).out()).contains(" > [::1]:25 ");
    }

    @Test
    void theSpamFilterDropsTheOneFlow() {
        Cli cli = Cli.run(
                "run",
                "smtp",
                "--json",
                "--rule",
                "spam-filter:domain=suspicious.org",
                SAMPLES.resolve("smtp-spam.pcap"));
        assertThat(cli.lines("alert")).hasSize(1);
        assertThat(cli.lines("mail")).hasSize(1);
        assertThat(cli.lines("mail").get(0)).contains("\"from\":\"baker@example.com\"");
        assertThat(cli.lines("flow_end").stream().filter(line -> line.contains("\"dropped\":true")))
                .hasSize(1);
    }

    @Test
    void mailsAreFilesAndAnIndex() throws IOException {
        Cli cli = Cli.run(
                "mails",
                SAMPLES.resolve("smtp-plain.pcap"),
                SAMPLES.resolve("smtp-bdat.pcap"),
                "-o",
                folder.resolve("m"));
        assertThat(cli.status()).isZero();
        assertThat(cli.out()).startsWith("3 mails in ");
        // The sample was sent from this file, which has bare line feeds.
        String sent = Files.readString(SAMPLES.resolve("plain.eml")).replace("\r\n", "\n");
        String found = Files.readString(folder.resolve("m/0001.eml"));
        assertThat(found.replace("\r\n", "\n")).contains(sent.strip());
        assertThat(Files.readString(folder.resolve("m/index.tsv")).lines()).hasSize(4);
    }

    @Test
    void unreadableCapturesAreNamedByMailsToo() {
        Cli cli = Cli.run("mails", folder.resolve("none.pcap"), SAMPLES.resolve("smtp-plain.pcap"), "-o", folder);
        assertThat(cli.status()).isEqualTo(3);
        assertThat(cli.err()).contains("none.pcap: there is no such file");
        assertThat(cli.out()).startsWith("1 mail in ");
    }

    @Test
    void graphFindsTheSpecOfABuiltInProtocol() {
        Cli cli = Cli.run("graph", "smtp", "-o", folder);
        assertThat(cli.err()).isEmpty();
        assertThat(folder.resolve("smtp-state-machine.dot")).isNotEmptyFile();
    }
}
