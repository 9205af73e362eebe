package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;

class RunJsonTest {
    @TempDir
    private Path folder;

    private static final String FLOW =
            "\"flow\":{\"id\":1,\"client\":\"10.0.0.1:40000\",\"server\":\"10.0.0.2:7777\"},\"protocol\":\"toy\"";

    private interface Script {
        void write(ToyCapture capture) throws IOException;
    }

    private Path capture(Script script) throws IOException {
        Path file = folder.resolve("a capture.pcap");
        try (ToyCapture capture = ToyCapture.create(file)) {
            script.write(capture);
        }
        return file;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMessageIsAnObjectOfItsFields() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.connect(40000).up("HELO a \"b\"\\\n").down("OK\n")));
        assertThat(cli.status()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.lines("line"))
                .containsExactly(
                        "{\"event\":\"line\",\"ts\":\"2020-09-13T12:26:40.127456Z\",\"packet\":4," + FLOW
                                + ",\"line\":{\"verb\":\"HELO\",\"parameter\":\"a \\\"b\\\"\\\\\"},\"answers\":null}",
                        "{\"event\":\"line\",\"ts\":\"2020-09-13T12:26:40.128456Z\",\"packet\":5," + FLOW
                                + ",\"line\":{\"verb\":\"OK\"},\"answers\":\"OK\"}");
    }

    @Test
    void damageIsAnEventAndIsSkipped() throws IOException {
        Path file = capture(c -> c.connect(40000).up("ONE\n").up("TWO\n").up("THREE\n"));
        byte[] whole = Files.readAllBytes(file);
        // Behind the file's header, three packets of the handshake and the first line.
        int at = 24 + 3 * (16 + 54) + 16 + 58;
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(whole, 0, at);
        damaged.write("no record".getBytes(StandardCharsets.ISO_8859_1));
        damaged.write(whole, at, whole.length - at);
        Files.write(file, damaged.toByteArray());
        Cli cli = Cli.run("run", "toy", "--json", file);
        assertThat(cli.status()).isEqualTo(3);
        assertThat(cli.lines("line")).hasSize(3);
        assertThat(cli.lines("capture_problem"))
                .singleElement()
                .asString()
                .startsWith("{\"event\":\"capture_problem\",\"file\":\"" + file + "\",\"packet\":5,\"offset\":" + at
                        + ",\"bytes\":9,\"text\":\"damaged at packet 5: ");
        assertThat(cli.lines("summary").get(0)).contains("\"damages\":1,\"bytes_skipped\":9,");
        assertThat(cli.err())
                .startsWith("protospec: " + file + ": damaged at packet 5: ")
                .endsWith(", 9 bytes skipped)\n");
    }

    @Test
    void bytesThatAreNotUtf8AreWrittenOneCharacterEach() throws IOException {
        Cli cli = Cli.run("run", "toy", "--json", capture(c -> c.connect(40000).up("G\u00ff \u00c3\u00a4\n")));
        assertThat(cli.lines("line").get(0))
                .endsWith("\"line\":{\"verb\":\"G\\u00FF\",\"parameter\":\"\\u00C3\\u00A4\"},\"answers\":null,"
                        + "\"encoding\":\"latin1\"}");
    }

    @Test
    void validUtf8IsWrittenAsSuch() throws IOException {
        Cli cli = Cli.run("run", "toy", "--json", capture(c -> c.connect(40000).up("A \u00c3\u00a4\u0001\n")));
        assertThat(cli.lines("line").get(0))
                .endsWith("\"line\":{\"verb\":\"A\",\"parameter\":\"\u00e4\\u0001\"},\"answers\":null}");
    }

    @Test
    void noTextBreaksTheLine() throws IOException {
        // U+0085 and U+2028 in UTF-8, then the byte 85 of a text that is not.
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.connect(40000).up("A \u00c2\u0085\u00e2\u0080\u00a8\u00c3\u00a4\nB \u0085\u000b\n")));
        assertThat(cli.lines("line").get(0)).contains("\"parameter\":\"\\u0085\\u2028\\u00E4\"");
        assertThat(cli.lines("line").get(1))
                .contains("\"parameter\":\"\\u0085\\u000B\"")
                .contains("latin1");
    }

    @Test
    void aStreamIsOneObjectAtItsEnd() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.connect(40000).up("BODY 6\nabc").up("defEND\n")));
        String hash = sha256("abcdef");
        assertThat(cli.lines("mail_content")).hasSize(1);
        assertThat(cli.lines("mail_content").get(0))
                .contains(FLOW)
                .endsWith("\"transfer\":\"BODY\",\"last\":true,\"complete\":true,\"raw_bytes\":6,\"raw_sha256\":\""
                        + hash + "\",\"bytes\":6,\"sha256\":\"" + hash + "\"}");
        assertThat(cli.lines("line").get(1)).contains("\"verb\":\"END\"");
    }

    @Test
    void aStreamThatEndsEarlySaysSo() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.connect(40000).up("BODY 6\nabc").close()));
        assertThat(cli.lines("mail_content").get(0)).contains("\"complete\":false,\"raw_bytes\":3");
    }

    @Test
    void flowsStartAndEnd() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.connect(40000).up("QUIT\n").down("BYE!\n").close()));
        assertThat(cli.lines("flow_start"))
                .containsExactly("{\"event\":\"flow_start\",\"ts\":\"2020-09-13T12:26:40.126456Z\",\"packet\":3," + FLOW
                        + ",\"client_address\":\"10.0.0.1\",\"client_port\":40000,\"server_address\":\"10.0.0.2\","
                        + "\"server_port\":7777,\"midstream\":false}");
        assertThat(cli.lines("flow_end"))
                .containsExactly("{\"event\":\"flow_end\",\"ts\":\"2020-09-13T12:26:40.131456Z\",\"packet\":8," + FLOW
                        + ",\"reason\":\"fin\",\"state\":\"finish\",\"packets\":8,\"bytes\":{\"up\":5,\"down\":5},"
                        + "\"midstream\":false,\"dropped\":false}");
    }

    @Test
    void digestsCoverBytesThatNobodyLooksAtAnyMore() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                "--digests",
                capture(c ->
                        c.connect(40000).up("TLS\n").down("secret").up("more").close()));
        assertThat(cli.lines("flow_end").get(0))
                .endsWith("\"streams\":{\"up\":{\"bytes\":8,\"sha256\":\"" + sha256("TLS\nmore")
                        + "\"},\"down\":{\"bytes\":6,\"sha256\":\"" + sha256("secret") + "\"}}}");
    }

    @Test
    void aFlowWithoutABeginningIsCountedAndDigested() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                "--digests",
                capture(c -> c.midstream(40000).up("abc\n").down("def\n")));
        assertThat(cli.lines("line")).isEmpty();
        assertThat(cli.lines("flow_end").get(0))
                .contains("\"reason\":\"end_of_capture\",\"state\":null", "\"midstream\":true", sha256("abc\n"));
        assertThat(cli.lines("summary").get(0)).contains("\"flows\":1,\"dissected\":1,\"midstream\":1");
    }

    @Test
    void theSummaryIsTheLastLine() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.arp().arp().connect(40000, 80).up("not toy\n")));
        assertThat(cli.lines()).hasSize(1);
        assertThat(cli.lines("summary").get(0))
                .matches("\\{\"event\":\"summary\",\"ts\":\"2020-09-13T12:26:40.129456Z\",\"packet\":6,\"packets\":6,"
                        + "\"bytes\":\\d+,\"flows\":1,\"dissected\":0,\"midstream\":0,\"dissected_packets\":0,"
                        + "\"undissected\":\\[\\{\"layer\":\"tcp\",\"port\":80,\"flows\":1,\"packets\":4,\"bytes\":8\\}\\],"
                        + "\"limits\":\\{\\},\"skipped\":\\{\"arp\":2\\},"
                        + "\"alerts\":0,\"errors\":0,\"seconds\":[0-9.E-]+\\}");
    }

    @Test
    void alertsAndParseErrorsAreCounted() throws IOException {
        Cli cli = Cli.run("run", "toy", "--json", capture(c -> c.connect(40000).up("ALERT me\n" + "x".repeat(100))));
        assertThat(cli.lines("alert").get(0))
                .endsWith("\"severity\":\"medium\",\"description\":\"asked for: me\",\"state\":\"lines\"}");
        assertThat(cli.lines("parse_error").get(0))
                .contains("\"direction\":\"up\",\"offset\":9,\"path\":\"Line.line\"");
        assertThat(cli.lines("summary").get(0)).contains("\"alerts\":1,\"errors\":1");
    }

    @Test
    void aGapIsTold() throws IOException {
        Cli cli = Cli.run(
                "run",
                "toy",
                "--json",
                capture(c -> c.connect(40000).up("A\n").lost(5).up("B\n").close()));
        assertThat(cli.lines("gap").get(0)).endsWith("\"direction\":\"up\",\"offset\":2,\"bytes\":5}");
    }

    @Test
    void theTraceTellsTokensAndStates() throws IOException {
        Cli cli = Cli.run(
                "run", "toy", "--json", "--trace", capture(c -> c.connect(40000).up("A\nBODY 1\nx")));
        assertThat(cli.lines("state").get(0)).endsWith("\"from\":\"lines\",\"to\":\"body\",\"on\":\"up\"}");
        assertThat(cli.lines("token").get(1))
                .contains(FLOW)
                .contains("\"message\":\"Line\",\"field\":\"line\",\"expected\":\"a line\",\"offset\":2");
        assertThat(Cli.run("run", "toy", "--json", folder.resolve("a capture.pcap"))
                        .lines("token"))
                .isEmpty();
    }

    @Test
    void otherPortsCanBeGiven() throws IOException {
        Path file = capture(c -> c.connect(40000, 81).up("A\n"));
        assertThat(Cli.run("run", "toy", "--json", file).lines("line")).isEmpty();
        assertThat(Cli.run("run", "toy", "--json", "--port", "80,81", file).lines("line"))
                .hasSize(1);
        assertThat(Cli.run("run", "toy", "--json", "--any-port", file).lines("line"))
                .hasSize(1);
    }

    @Test
    void flowsAreCountedOnFromCaptureToCapture() throws IOException {
        Path file = capture(c -> c.connect(40000).up("A\n"));
        Cli cli = Cli.run("run", "toy", "--json", file, file);
        assertThat(cli.lines("line")).hasSize(2);
        assertThat(cli.lines("line").get(1)).contains("\"packet\":4,\"flow\":{\"id\":2,");
        assertThat(cli.lines("summary").get(0)).contains("\"packets\":8");
    }

    @Test
    void fragmentsThatDifferAreTold() throws IOException {
        Path file = capture(c -> c.fragment(7, 1, "abcdefgh").fragment(7, 0, "01234567abXdefgh"));
        Cli cli = Cli.run("run", "toy", "--json", file);
        assertThat(cli.lines("fragment_overlap"))
                .containsExactly("{\"event\":\"fragment_overlap\",\"ts\":\"2020-09-13T12:26:40.125456Z\",\"packet\":2,"
                        + "\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\",\"identification\":7,"
                        + "\"ip_protocol\":17,\"offset\":10,\"bytes\":1,\"policy\":\"first\","
                        + "\"kept\":\"63\",\"other\":\"58\"}");
        assertThat(cli.lines("summary").get(0))
                .contains("\"skipped\":{\"ipv4 fragment\":2},\"fragments\":"
                        + "{\"fragments\":2,\"overlaps\":1,\"conflicts\":1,\"unfinished\":1},\"alerts\":0");
        assertThat(Cli.run("run", "toy", file).lines())
                .anyMatch(line -> line.endsWith("ip 10.0.0.1 > 10.0.0.2"
                        + " ".repeat(line.indexOf("fragment_overlap") - line.indexOf("10.0.0.2") - 8)
                        + "fragment_overlap  identification=7 offset=10 bytes=1 policy=first kept=\"c\" other=\"X\""))
                .contains("ip fragments: 2 in all, 1 overlaps, 1 conflicts, 1 unfinished");
    }
}
