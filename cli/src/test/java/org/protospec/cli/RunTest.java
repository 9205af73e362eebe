package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;

class RunTest {
    @TempDir
    private Path folder;

    private Path capture = Path.of("");

    @BeforeEach
    void makeCapture() throws IOException {
        capture = folder.resolve("toy.pcap");
        try (ToyCapture toy = ToyCapture.create(capture)) {
            toy.arp();
            ToyCapture.Connection first = toy.connect(40000).up("HELO me\n");
            ToyCapture.Connection second = toy.connect(40001).up("HELO you\n");
            first.up("BAD\n").down("NO\n").close();
            second.up("ALERT \u001b[31mred\n").close();
        }
    }

    @Test
    void linesForPeopleNameTimePacketFlowAndEvent() {
        Cli cli = Cli.run("run", "toy", capture);
        assertThat(cli.status()).isZero();
        assertThat(cli.out())
                .containsPattern(
                        "(?m)^12:26:40\\.128456  #5 +toy 1 10\\.0\\.0\\.1:40000 > 10\\.0\\.0\\.2:7777 +line +HELO me$")
                .containsPattern("(?m)^.* alert +MEDIUM: asked for: \\\\x1b\\[31mred \\(state lines\\)$")
                .contains(
                        "flow_end",
                        "fin in state lines, 9 packets, 12 bytes up, 3 bytes down\n",
                        "packets, ",
                        "2 flows, 2 dissected",
                        "skipped packets: 1 arp")
                .doesNotContain("\u001b");
    }

    @Test
    void alertsAreColouredOnATerminalOnly() {
        assertThat(Cli.runOnTerminal("run", "toy", capture).out()).contains("\u001b[1;33mMEDIUM: ");
    }

    @Test
    void quietPrintsAlertsOnly() {
        Cli cli = Cli.run("run", "toy", "--quiet", capture);
        assertThat(cli.lines()).hasSize(1);
        assertThat(cli.out()).contains("MEDIUM");
    }

    @Test
    void theTracePrintsTokensWithOffsets() {
        assertThat(Cli.run("run", "toy", "--trace", capture).out())
                .containsPattern("token +@0  Line\\.line  a line  \"HELO me\"");
    }

    @Test
    void theProgressBarGoesToATerminalOnly() {
        assertThat(Cli.run("run", "toy", "--progress", capture).err()).isEmpty();
        assertThat(Cli.runOnTerminal("run", "toy", "--progress", capture).err()).contains("\r\u001b[K");
    }

    @Test
    void unreadableCapturesAreNamedAndTheOthersDone() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture, it is a letter");
        Cli cli = Cli.run("run", "toy", "--json", folder.resolve("none.pcap"), text, capture);
        assertThat(cli.status()).isEqualTo(3);
        assertThat(cli.err()).contains("none.pcap: there is no such file").contains("text.pcap: not a capture file");
        assertThat(cli.lines("line")).hasSize(5);
    }

    @Test
    void alertsFailTheRunOnlyIfAskedTo() {
        assertThat(Cli.run("run", "toy", capture).status()).isZero();
        assertThat(Cli.run("run", "toy", "--fail-on-alert", "high", capture).status())
                .isZero();
        assertThat(Cli.run("run", "toy", "--fail-on-alert", "medium", capture).status())
                .isEqualTo(4);
        assertThat(Cli.run("run", "toy", "--fail-on-alert=low", capture).status())
                .isEqualTo(4);
    }

    @Test
    void droppedFlowsDoNotPassFromThatPacketOn() throws IOException {
        Path passed = folder.resolve("passed.pcap");
        Cli cli = Cli.run("run", "toy", "--rule", "verb-filter:verb=BAD", "--pass", passed, capture);
        assertThat(cli.status()).isZero();
        assertThat(cli.out())
                .contains("HIGH: forbidden verb (rule verb-filter)", "dropped\n", ", dropped\n")
                .doesNotContain("NO\n");
        List<Integer> kept = new ArrayList<>();
        try (Capture result = Capture.open(passed)) {
            Packet packet = new Packet();
            while (result.next(packet)) {
                kept.add(packet.length());
            }
        }
        // 18 packets; the first connection's BAD, its answer and the three that close it are gone.
        assertThat(kept).hasSize(13);
    }

    @Test
    void withJsonRulesPrintOnStandardError() {
        Cli cli = Cli.run("run", "toy", "--json", "--rule", "verb-filter:verb=BAD", capture);
        assertThat(cli.err()).isEqualTo("dropped\n");
        assertThat(cli.lines()).allMatch(line -> line.startsWith("{"));
        List<String> order = cli.lines().stream()
                .filter(line -> line.contains("\"packet\":10,"))
                .map(line -> line.substring(10, line.indexOf("\",")))
                .toList();
        assertThat(order).containsExactly("line", "alert");
    }

    @Test
    void aCaptureIsNotOverwrittenByWhatPasses() throws IOException {
        long size = Files.size(capture);
        Cli cli = Cli.run("run", "toy", "--pass", capture, capture);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(Files.size(capture)).isEqualTo(size);
    }

    @Test
    void unknownRulesAndOptionsAreAnsweredWithTheNearest() {
        Cli rule = Cli.run("run", "toy", "--rule", "verb-fliter", capture);
        assertThat(rule.status()).isEqualTo(2);
        assertThat(rule.err()).contains("unknown rule \"verb-fliter\"; did you mean \"verb-filter\"?");
        Cli option = Cli.run("run", "toy", "--rule", "verb-filter:verbs=X", capture);
        assertThat(option.status()).isEqualTo(2);
        assertThat(option.err()).contains("has no option \"verbs\"; did you mean \"verb\"?");
        Cli missing = Cli.run("run", "toy", "--rule", "verb-filter", capture);
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("rule verb-filter: needs verb=...");
        assertThat(Cli.run("run", "toy", "--rule", "verb-filter:verb=A,verb=B", capture)
                        .err())
                .contains("given twice");
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void aClosedPipeEndsTheProgramQuietly() {
        for (String option : List.of("--json", "--trace")) {
            Cli cli = Cli.run(failing("Broken pipe"), Console.Kind.OTHER, "run", "toy", option, capture);
            assertThat(cli.status()).isZero();
            assertThat(cli.err()).isEmpty();
        }
        Cli help = Cli.run(failing("Broken pipe"), Console.Kind.OTHER, "run", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.err()).isEmpty();
    }

    @Test
    void aFullDiskIsNamed() {
        Cli cli = Cli.run(failing("No space left on device"), Console.Kind.OTHER, "run", "toy", "--json", capture);
        assertThat(cli.status()).isEqualTo(3);
        assertThat(cli.err()).contains("cannot write the output: No space left on device");
    }
}
