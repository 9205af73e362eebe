package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;

/** {@code run auto}: the protocol of a flow by its port, or by its first bytes; everything else is counted. */
class RunAutoTest {
    @TempDir
    private Path folder;

    private Path capture = Path.of("");

    @BeforeEach
    void makeCapture() throws IOException {
        capture = folder.resolve("mixed.pcap");
        try (ToyCapture made = ToyCapture.create(capture)) {
            made.lldp();
            made.connect(40000).up("HELO me\n").close();
            ToyCapture.Connection mail = made.connect(40001, 8025).down("220 mx.example.org ES");
            made.connect(40002, 8119)
                    .down("200 nntp.example.org NNTP here\r\n")
                    .up("MODE me\r\n")
                    .close();
            mail.down("MTP\r\n")
                    .up("EHLO me\r\n")
                    .down("250 mx.example.org\r\n")
                    .close();
            made.connect(40003, 8177).up("ask / THIS/1.1\r\n\r\n");
            made.connect(40004, 8177);
        }
    }

    @Test
    void flowsAreFoundByPortAndByFirstBytes() {
        Cli cli = Cli.run("run", "auto", "--json", capture);
        assertThat(cli.status()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.lines("flow_start")).hasSize(2);
        assertThat(cli.lines("line")).singleElement().asString().contains("\"protocol\":\"toy\"");
        assertThat(cli.lines("command"))
                .singleElement()
                .asString()
                .contains("\"protocol\":\"smtp\"", "10.0.0.2:8025", "\"verb\":\"EHLO\"");
        assertThat(cli.lines("response")).hasSize(2);
    }

    @Test
    void theEventsAreThoseOfAKnownPort() {
        for (List<String> options : List.of(List.of("--json", "--digests"), List.of("--json", "--trace"))) {
            Cli known = Cli.run("run", "smtp", "--port", "8025", options.get(0), options.get(1), capture);
            Cli found = Cli.run("run", "auto", options.get(0), options.get(1), capture);
            assertThat(of(known, "smtp")).hasSizeGreaterThan(4).isEqualTo(of(found, "smtp"));
        }
    }

    private static List<String> of(Cli cli, String protocol) {
        return cli.lines().stream()
                .filter(line -> line.contains("\"protocol\":\"" + protocol + "\""))
                .toList();
    }

    @Test
    void theRestIsCountedByPort() {
        Cli cli = Cli.run("run", "auto", "--json", capture);
        assertThat(cli.lines("summary"))
                .singleElement()
                .asString()
                .contains("\"dissected\":2,\"midstream\":0,\"dissected_packets\":17,")
                .contains("\"undissected\":[{\"layer\":\"tcp\",\"port\":8119,\"flows\":1,\"packets\":8,\"bytes\":41},"
                        + "{\"layer\":\"tcp\",\"port\":8177,\"flows\":2,\"packets\":7,\"bytes\":18}]")
                .contains("\"skipped\":{\"lldp\":1}", "\"limits\":{}");
        assertThat(Cli.run("run", "auto", capture).out())
                .contains("not dissected: 1 flow of tcp port 8119 (8 packets), 2 flows of tcp port 8177 (7 packets)\n")
                .doesNotContain("limits reached");
    }

    @Test
    void limitsThatWereReachedAreCounted() {
        Cli cli = Cli.run("run", "auto", "--json", "--limit", "detection-bytes=20", "--limit", "flows=3", capture);
        assertThat(cli.lines("summary").get(0)).contains("\"limits\":{\"flows\":2,\"detection-bytes\":");
        assertThat(Cli.run("run", "auto", "--limit", "flows=3", capture).out())
                .contains("limits reached: flows 2 times\n");
    }

    @Test
    void rulesAndPassGoWithIt() {
        Path passed = folder.resolve("passed.pcap");
        Cli cli = Cli.run("run", "auto", "--rule", "mail-content", "--pass", passed, capture);
        assertThat(cli.status()).isZero();
        assertThat(passed).hasSameBinaryContentAs(capture);
    }

    @Test
    void portsDoNotGoWithIt() {
        Cli cli = Cli.run("run", "auto", "--port", "25", capture);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err())
                .contains("--port says which flows carry one protocol")
                .contains("instead of auto");
        assertThat(Cli.run("run", "auto", "--any-port", capture).err()).contains("--any-port says");
    }
}
