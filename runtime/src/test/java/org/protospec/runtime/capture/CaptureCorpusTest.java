package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real captures: packet counts of all of them, and every packet of some, against tshark. */
final class CaptureCorpusTest {

    private static final long SEED = 20_261_123;

    private static final String CUSTOM = "tshark counts custom blocks as packets, which they are not";
    private static final String LINK_TYPE = "tshark refuses files of link types that it does not know";

    private static final String STOPS = "tshark stops at the first damage";

    /** Files with another number of packets than tshark finds, and why we are right. */
    private static final Map<String, Difference> OTHER_COUNTS = Map.ofEntries(
            Map.entry(
                    "malformed/pypcapng__test007.pcapng",
                    new Difference(1, "a block of 139 bytes: the length of the padding is not counted, at either end")),
            Map.entry("malformed/suricata__bug-1450-04-tls_DER-incomplete-header.pcap", new Difference(13, STOPS)),
            Map.entry("malformed/suricata__bug-1450-05-tls_DER-incomplete-content.pcap", new Difference(13, STOPS)),
            Map.entry("pcapng/gopacket__test901.pcapng", new Difference(2, STOPS)),
            Map.entry("pcapng/gopacket__test901-2.pcapng", new Difference(2, STOPS)),
            Map.entry(
                    "malformed/suricata__bug-6875-01-fuzz.pcap",
                    new Difference(1, "damaged at packet 2, where tshark guesses at yet another record header")),
            Map.entry("malformed/tcpdump__hoobr_juniper3.pcap", new Difference(1, LINK_TYPE)),
            Map.entry("malformed/tcpdump__juniper_es_oobr.pcap", new Difference(1, LINK_TYPE)),
            Map.entry("malformed/tcpdump__juniper_monitor_invalid_cookie_length.pcap", new Difference(1, LINK_TYPE)),
            Map.entry("tcp-oddities/tcpdump__kday6.pcap", new Difference(1, LINK_TYPE)),
            Map.entry("pcapng/hadrielk__be-test017.pcapng", new Difference(0, CUSTOM)),
            Map.entry("pcapng/hadrielk__be-test018.pcapng", new Difference(4, CUSTOM)),
            Map.entry("pcapng/hadrielk__be-test102.pcapng", new Difference(5, CUSTOM)),
            Map.entry("pcapng/hadrielk__be-test202.pcapng", new Difference(8, CUSTOM)),
            Map.entry("pcapng/hadrielk__le-test017.pcapng", new Difference(0, CUSTOM)),
            Map.entry("pcapng/hadrielk__le-test018.pcapng", new Difference(4, CUSTOM)),
            Map.entry("pcapng/hadrielk__le-test102.pcapng", new Difference(5, CUSTOM)),
            Map.entry("pcapng/hadrielk__le-test202.pcapng", new Difference(8, CUSTOM)));

    /** Files that are damaged: how many bytes are skipped, and why. */
    private static final Map<String, String> DAMAGED = Map.ofEntries(
            Map.entry(
                    "malformed/dpkt__truncated_dns_2.pcap",
                    "7: truncated in the header of packet 2: it has 16 bytes, 7 are left"),
            Map.entry(
                    "malformed/libpcap__shb-option-too-long.pcapng",
                    "180: damaged at a section header: its length is 52 at its start and 808464432 at its end"),
            Map.entry(
                    "malformed/ndpi__fuzz-2021-10-13.pcap",
                    "2: truncated in the header of packet 2: it has 16 bytes, 2 are left"),
            Map.entry(
                    "malformed/pypcapng__test006.pcapng",
                    "0: damaged before packet 1: a block of type 0x00000002 says it has 167 bytes"),
            Map.entry(
                    "malformed/pypcapng__test007.pcapng",
                    "0: damaged before packet 1: a block of type 0x00000003 says it has 139 bytes"),
            Map.entry(
                    "malformed/scapy__bad_rsn_parsing_overrides_ssid.pcap",
                    "1: truncated in the header of packet 2: it has 16 bytes, 1 are left"),
            Map.entry(
                    "malformed/suricata__bug-1450-04-tls_DER-incomplete-header.pcap",
                    "80: damaged at packet 7: its header says 4325376 bytes, more than the 262144 that can be"),
            Map.entry(
                    "malformed/suricata__bug-1450-05-tls_DER-incomplete-content.pcap",
                    "80: damaged at packet 7: its header says 4325376 bytes, more than the 262144 that can be"),
            Map.entry(
                    "malformed/suricata__bug-6875-01-fuzz.pcap",
                    "157: damaged at packet 2: its header says 1409179648 bytes, more than the 262144 that can be"),
            Map.entry("pcapng/gopacket__test901-2.pcapng", "508: version 2.0 of the pcapng format is not known"),
            Map.entry("pcapng/gopacket__test901.pcapng", "508: version 2.0 of the pcapng format is not known"));

    /** Always compared packet by packet: one file or more of each variant of the formats. */
    private static final List<String> VARIANTS = List.of(
            "smtp/haka__smtp.pcap",
            "dns/packetq__sample-bigendian.pcap",
            "pcapng/pcapplusplus__nanosecs_big_endian.pcap",
            "pcapng/libtrace__100_packetsns.pcap",
            "pcapng/rusticata__modified-format.pcap",
            "pcapng/pcapanalyzer__data.pcap",
            "dns/ndpi__dns-google-nsid.pcapng",
            "pcapng/hadrielk__le-test008.pcapng",
            "pcapng/hadrielk__be-test008.pcapng",
            "pcapng/hadrielk__be-test101.pcapng",
            "pcapng/zeek__pcapng-multi-interface.pcapng",
            "malformed/suricata__bug-1450-04-tls_DER-incomplete-header.pcap");

    /** Files whose times tshark has otherwise, because they are nonsense. */
    private static final Set<String> OTHER_TIMES = Set.of(
            // Fractions of a second or more: we carry them over, tshark prints them as they are or overflows 32 bits.
            "malformed/ndpi__fuzz-2021-10-13.pcap",
            "malformed/tcpdump__timestamp_invalid_micro.pcap",
            "malformed/tcpdump__timestamp_invalid_nano.pcap",
            "tcp-oddities/tcpflow__bug8.pcap",
            // The year 586524: we stop at what 64 bits of nanoseconds hold.
            "linktypes/pcapplusplus__pcapng-example.pcapng");

    private static final int RANDOM_FILES = 12;

    /** How many packets a file has for us, and why not as many as for tshark. */
    private record Difference(long packets, String reason) {}

    @Test
    void packetCountsAndProblemsOfAllCaptures() throws IOException {
        Path folder = SharedCaptures.folder();
        Map<String, String> wrong = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        List<SharedCaptures.Row> rows = SharedCaptures.catalogue();
        assertThat(rows).hasSizeGreaterThan(1000);
        for (SharedCaptures.Row row : rows) {
            try (Capture capture = Capture.open(folder.resolve(row.file()))) {
                Packet packet = new Packet();
                while (capture.next(packet)) {
                    assertThat(packet.number()).isEqualTo(capture.packets());
                }
                Difference known = OTHER_COUNTS.get(row.file());
                long expected = known == null ? row.packets() : known.packets();
                if (capture.packets() != expected) {
                    wrong.put(row.file(), capture.packets() + " instead of " + expected);
                }
                if (!capture.problems().isEmpty()) {
                    problems.put(row.file(), texts(capture.problems()));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(problems).isEqualTo(new TreeMap<>(DAMAGED));
    }

    private static String texts(List<CaptureProblem> problems) {
        return problems.stream()
                .map(problem -> problem.bytes() + ": " + problem.text())
                .collect(Collectors.joining(" | "));
    }

    @Test
    void packetsOfSomeCapturesAreThoseOfTshark() throws IOException, InterruptedException {
        Path folder = SharedCaptures.folder();
        Set<String> files = new TreeSet<>(VARIANTS);
        List<SharedCaptures.Row> rows = SharedCaptures.catalogue();
        Random random = new Random(SEED);
        while (files.size() < VARIANTS.size() + RANDOM_FILES) {
            String file = rows.get(random.nextInt(rows.size())).file();
            if (!OTHER_COUNTS.containsKey(file) && !OTHER_TIMES.contains(file)) {
                files.add(file);
            }
        }
        for (String file : files) {
            List<String> expected = tshark(folder.resolve(file));
            List<String> found = ours(folder.resolve(file));
            // tshark stops at the first damage.
            int compared = DAMAGED.containsKey(file) ? Math.min(expected.size(), found.size()) : found.size();
            assertThat(found.subList(0, compared)).as("seed %d: %s", SEED, file).isEqualTo(expected);
        }
    }

    private static List<String> ours(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Capture capture = Capture.open(file)) {
            Packet packet = new Packet();
            while (capture.next(packet)) {
                lines.add(
                        packet.number() + "\t" + seconds(packet) + "\t" + packet.wireLength() + "\t" + packet.length());
            }
        }
        return lines;
    }

    /** As tshark prints it: nothing where there is no time. */
    private static String seconds(Packet packet) {
        long nanos = packet.timestamp();
        return nanos == 0 && packet.timestampDigits() == 0
                ? ""
                : String.format(Locale.ROOT, "%d.%09d", nanos / 1_000_000_000, nanos % 1_000_000_000);
    }

    private static List<String> tshark(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        for (String field : List.of("frame.number", "frame.time_epoch", "frame.len", "frame.cap_len")) {
            command.addAll(List.of("-e", field));
        }
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("skipped: tshark is not installed");
            throw e;
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        }
        process.waitFor();
        return lines;
    }
}
