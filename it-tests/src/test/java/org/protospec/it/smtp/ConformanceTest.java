package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.protospec.it.captures.Captures;

/**
 * The dissector against independent oracles: every connection of grade A agrees in everything, and of grade B (bytes, the
 * start or the peer are missing) no fewer than before.
 */
class ConformanceTest {
    /** So that a mistake in this test cannot leave nothing to compare. */
    private static final int GRADE_A = 60;

    private static final int GRADE_B_AGREEING = 4;

    private final List<String> differences = new ArrayList<>();
    private int gradeA;
    private int gradeB;
    private int gradeBAgreeing;

    @Test
    void everyConnectionOfGradeAAgrees() throws IOException {
        Path folder = Captures.shared().resolve("smtp");
        List<Path> oracles;
        try (Stream<Path> files = Files.list(folder.resolve("oracle"))) {
            oracles = files.sorted().toList();
        }
        for (Path oracle : oracles) {
            // Behind a proxy's handshake SMTP does not begin with the stream.
            List<Json> connections = Json.lines(Files.readString(oracle)).stream()
                    .filter(each -> !each.has("via"))
                    .toList();
            if (!connections.isEmpty()) {
                compare(folder.resolve(connections.get(0).text("file")), connections);
            }
        }
        System.out.println("connections of grade A: " + gradeA + ", " + differences.size() + " differ; of grade B: "
                + gradeB + ", " + gradeBAgreeing + " agree");
        assertThat(differences).isEmpty();
        assertThat(gradeA).isGreaterThanOrEqualTo(GRADE_A);
        assertThat(gradeBAgreeing).isGreaterThanOrEqualTo(GRADE_B_AGREEING);
    }

    private void compare(Path capture, List<Json> connections) {
        TreeSet<Long> ports = new TreeSet<>();
        connections.forEach(each -> ports.add(each.number("server_port")));
        String list = String.join(",", ports.stream().map(String::valueOf).toList());
        List<Json> events = InProcess.run("run", "smtp", "--json", "--digests", "--port", list, capture)
                .json();
        Map<String, Map<Long, List<Json>>> seen = flows(events);
        Map<String, Integer> used = new TreeMap<>();
        for (Json each : connections) {
            String key = each.text("client") + " > " + each.text("server");
            // A later connection between the same endpoints is the later flow.
            int place = used.merge(key, 1, Integer::sum) - 1;
            List<List<Json>> candidates =
                    new ArrayList<>(seen.getOrDefault(key, new TreeMap<>()).values());
            Connection expected = Connection.expected(each);
            Connection said = Connection.said(place < candidates.size() ? candidates.get(place) : List.of());
            count(each.text("grade"), capture.getFileName() + " " + key, expected, said.like(expected));
        }
    }

    private void count(String grade, String where, Connection expected, Connection said) {
        boolean agrees = expected.equals(said);
        if (!grade.equals("A")) {
            gradeB++;
            gradeBAgreeing += agrees ? 1 : 0;
            return;
        }
        gradeA++;
        if (!agrees) {
            differences.add(where + "\n  expected " + expected + "\n  found    " + said);
        }
    }

    private static Map<String, Map<Long, List<Json>>> flows(List<Json> events) {
        Map<String, Map<Long, List<Json>>> flows = new LinkedHashMap<>();
        for (Json each : events) {
            if (each.has("flow")) {
                Json flow = each.at("flow");
                String key = flow.text("client") + " > " + flow.text("server");
                flows.computeIfAbsent(key, any -> new TreeMap<>())
                        .computeIfAbsent(flow.number("id"), any -> new ArrayList<>())
                        .add(each);
            }
        }
        return flows;
    }
}
