package org.protospec.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.it.captures.Captures;
import org.protospec.it.smtp.InProcess;

/**
 * The scripts that compare dissectors with independent oracles find no difference that they do not explain. They read what the
 * command says from files, so that one virtual machine is enough.
 */
class ConformanceScriptsTest {
    private static final Path SCRIPTS = Path.of("conformance").toAbsolutePath();
    private static final Pattern SERVER_PORT = Pattern.compile("\"server\": \"[^\"]*:(\\d+)\"");
    private static final Pattern EXACT = Pattern.compile("(\\d+) of (\\d+) connections without caveats agree");
    private static final Pattern COMPARED = Pattern.compile("(\\w+): \\d+ captures, (\\d+) compared, 0 differences");

    private static final Pattern ENDPOINT = Pattern.compile("\"(?:src|dst)\": \"[^\"]*:(\\d+)\"");
    private static final Pattern MESSAGES = Pattern.compile("\\d+ captures, (\\d+) messages, 0 captures differ");
    private static final Set<Integer> NAME_SERVER_PORTS = Set.of(53, 5353, 5355);

    @TempDir
    private Path said;

    @Test
    void http() throws IOException {
        Path folder = Captures.shared().resolve("http");
        for (Path oracle : oracles(folder)) {
            TreeSet<Integer> ports = new TreeSet<>();
            Matcher server = SERVER_PORT.matcher(Files.readString(oracle));
            while (server.find()) {
                ports.add(Integer.valueOf(server.group(1)));
            }
            Path capture = capture(folder, oracle);
            if (!ports.isEmpty()) {
                say("http", capture, "--port", joined(ports));
            }
        }
        String told = script("http_conformance.py", "--captures", folder, "--said", said);
        Matcher exact = EXACT.matcher(told);
        assertThat(exact.find()).as(told).isTrue();
        assertThat(exact.group(1)).as(told).isEqualTo(exact.group(2));
        // So that a mistake in the script cannot leave nothing to compare.
        assertThat(Integer.parseInt(exact.group(2))).isGreaterThan(100);
    }

    @Test
    void textProtocols() throws IOException {
        Path folder = Captures.shared().resolve("ftp-pop3-imap");
        Map<String, Integer> facts = Map.of("ftp", 3000, "pop3", 200, "imap", 150);
        for (Path capture : Captures.in(folder)) {
            for (String protocol : facts.keySet()) {
                say(protocol, capture);
            }
        }
        String told = script("text_conformance.py", "--captures", folder, "--said", said);
        Map<String, Integer> compared = new TreeMap<>();
        Matcher line = COMPARED.matcher(told);
        while (line.find()) {
            compared.put(line.group(1), Integer.valueOf(line.group(2)));
        }
        assertThat(compared.keySet()).as(told).isEqualTo(facts.keySet());
        facts.forEach(
                (protocol, least) -> assertThat(compared.get(protocol)).as(told).isGreaterThanOrEqualTo(least));
    }

    @Test
    void mqtt() throws IOException {
        Path folder = Captures.samples().resolve("protocols");
        for (String name : List.of("mqtt", "mqtt5")) {
            say("mqtt", folder.resolve(name + ".pcap"));
        }
        String told = script("mqtt_conformance.py", "--captures", folder, "--said", said);
        Matcher compared = COMPARED.matcher(told);
        assertThat(compared.find()).as(told).isTrue();
        assertThat(Integer.parseInt(compared.group(2))).isGreaterThanOrEqualTo(70);
    }

    @Test
    void dns() throws IOException {
        Path folder = Captures.shared().resolve("dns");
        for (Path oracle : oracles(folder)) {
            TreeSet<Integer> ports = new TreeSet<>(NAME_SERVER_PORTS);
            for (String message : Files.readAllLines(oracle)) {
                TreeSet<Integer> own = new TreeSet<>();
                Matcher endpoint = ENDPOINT.matcher(message);
                while (endpoint.find()) {
                    own.add(Integer.valueOf(endpoint.group(1)));
                }
                if (!own.isEmpty() && Collections.disjoint(own, NAME_SERVER_PORTS)) {
                    ports.add(own.first());
                }
            }
            say("dns", capture(folder, oracle), "--port", joined(ports));
        }
        String told = script("dns_conformance.py", "--captures", folder, "--said", said);
        Matcher all = MESSAGES.matcher(told);
        assertThat(all.find()).as(told).isTrue();
        assertThat(Integer.parseInt(all.group(1))).isGreaterThan(900);
    }

    @Test
    void datagrams() throws IOException {
        Path shared = Captures.shared();
        for (String folder : List.of("vlan-qinq")) {
            for (Path capture : Captures.in(shared.resolve(folder))) {
                for (String protocol : List.of("arp", "icmp", "icmpv6", "ntp", "dhcp")) {
                    say(protocol, capture);
                }
            }
            String told = script(
                    "datagram_conformance.py",
                    "--captures",
                    shared.resolve(folder),
                    "--said",
                    said,
                    "--only",
                    "arp,icmp,icmpv6,ntp,dhcp");
            assertThat(told).containsPattern("icmp: [1-9]").containsPattern("arp: [1-9]");
            assertThat(told.lines()).allMatch(line -> line.endsWith(", 0 differ"));
        }
    }

    private static List<Path> oracles(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("oracle"))) {
            return files.sorted().toList();
        }
    }

    private static Path capture(Path folder, Path oracle) {
        String name = nameOf(oracle);
        Path classic = folder.resolve(name + ".pcap");
        return Files.exists(classic) ? classic : folder.resolve(name + ".pcapng");
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String joined(TreeSet<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void say(String protocol, Path capture, String... options) throws IOException {
        List<Object> words = new ArrayList<>(List.of("run", protocol, "--json"));
        words.addAll(List.of(options));
        words.add(capture);
        Path folder = Files.createDirectories(said.resolve(protocol));
        Files.writeString(
                folder.resolve(nameOf(capture) + ".jsonl"),
                InProcess.run(words.toArray()).out());
    }

    /** What a script prints; ends the test as skipped where there is nothing to run it. */
    private static String script(String name, Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("python3", SCRIPTS.resolve(name).toString()));
        for (Object each : arguments) {
            command.add(each.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Process process = builder.start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assumptions.assumeFalse(told.contains("'tshark'"), "skipped: there is no tshark");
            return told;
        } catch (IOException e) {
            Assumptions.abort("skipped: there is no python3");
            throw e;
        }
    }
}
