package org.protospec.it.captures;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Asks {@code tshark} for the bytes of TCP connections and for fields of packets. */
final class Tshark {
    private static final String MISSING = "bytes missing in capture file";

    private Tshark() {}

    /**
     * One connection as tshark put it together.
     *
     * @param first the endpoint that sent the first packet
     * @param second the other one
     * @param sent the bytes of either
     * @param missing whether bytes are missing
     */
    record Followed(String first, String second, List<byte[]> sent, boolean missing) {}

    /** Ends the test as skipped where there is no tshark. */
    static void needed() {
        try {
            Process process = new ProcessBuilder("tshark", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            Assumptions.assumeTrue(process.waitFor() == 0, "skipped: tshark does not run");
        } catch (IOException e) {
            Assumptions.abort("skipped: there is no tshark");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The first {@code count} connections of a capture, in the order of their first packets. */
    static List<Followed> follow(Path file, int count) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-q"));
        // tshark prints what was asked for last first.
        for (int stream = count - 1; stream >= 0; stream--) {
            command.add("-z");
            command.add("follow,tcp,raw," + stream);
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Followed> connections = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String first = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Node 0: ")) {
                    first = line.substring(8);
                } else if (line.startsWith("Node 1: ")) {
                    connections.add(read(first, line.substring(8), lines));
                }
            }
        }
        connections.removeIf(each -> each.first().equals(":0"));
        return connections;
    }

    /** Some fields of every packet, in columns; a field that occurs several times in a packet has commas between. */
    static List<String[]> fields(Path file, String... fields) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "tshark",
                "-r",
                file.toString(),
                "-n",
                "-o",
                "tcp.desegment_tcp_streams:FALSE",
                "-T",
                "fields",
                "-E",
                "occurrence=a",
                "-E",
                "aggregator=,"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(line.split("\t", -1));
            }
        }
        return rows;
    }

    private static Followed read(String first, String second, BufferedReader lines) throws IOException {
        List<ByteArrayOutputStream> sent = List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        boolean missing = false;
        for (String line = lines.readLine(); line != null && !line.startsWith("="); line = lines.readLine()) {
            byte[] bytes = HexFormat.of().parseHex(line.strip());
            missing |= new String(bytes, StandardCharsets.ISO_8859_1).contains(MISSING);
            sent.get(line.startsWith("\t") ? 1 : 0).writeBytes(bytes);
        }
        return new Followed(
                first, second, List.of(sent.get(0).toByteArray(), sent.get(1).toByteArray()), missing);
    }
}
