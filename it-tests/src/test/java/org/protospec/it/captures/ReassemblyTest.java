package org.protospec.it.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stack from specs and the flow tracker give the bytes of TCP connections that tshark gives, where none are missing. */
class ReassemblyTest {
    private static final int CONNECTIONS = 20;
    /** One capture of so many, as tshark takes its time; all of them were compared when this was written. */
    private static final int ONE_OF = 3;

    private static final int COMPARED = 50;

    /** Where tshark says something else, and why. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "tcpflow__test5-lines-randomized2", "its first segment was captured behind the second: tshark lets it go",
            "arkime__y2038-bgp", "after a pause of 29 years it is another flow",
            "ndpi__heuristic_tcp_ack_payload", "bytes behind a FIN belong to no stream",
            "suricata__bug-6244-tcp-rst-with-data", "what a reset carries is no part of the stream",
            "suricata__tcp-rst-unacked-stream", "what a reset carries is no part of the stream",
            "suricata__tcp-session-decode-malformed-ipv4", "tshark gives up at an option of IPv4",
            "zeek__tcp-rst-inject-rae", "a reset that a receiver accepts ends the stream");

    private final List<String> differences = new ArrayList<>();
    private int compared;

    @Test
    void streamsAreThoseOfTshark() throws IOException {
        Tshark.needed();
        List<Path> captures = new ArrayList<>();
        for (String folder : List.of("tcp-oddities", "vlan-qinq", "ipv6")) {
            captures.addAll(Captures.in(Captures.shared().resolve(folder)));
        }
        for (int i = 0; i < captures.size(); i += ONE_OF) {
            Path capture = captures.get(i);
            if (OTHERWISE.keySet().stream().anyMatch(capture.toString()::contains)) {
                continue;
            }
            List<Streams.Stream> streams = new ArrayList<>(Streams.of(capture));
            if (!streams.isEmpty()) {
                compare(capture, streams, Tshark.follow(capture, CONNECTIONS));
            }
        }
        System.out.println(compared + " connections compared");
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(COMPARED);
    }

    private void compare(Path capture, List<Streams.Stream> streams, List<Tshark.Followed> followed) {
        for (Tshark.Followed each : followed) {
            Streams.Stream ours = take(streams, each);
            boolean empty = each.sent().get(0).length + each.sent().get(1).length == 0;
            if (ours == null || ours.hasGaps() || each.missing()) {
                if (ours == null && !empty) {
                    differences.add(capture.getFileName() + " " + each.first() + " " + each.second() + " is missing");
                }
                continue;
            }
            compared++;
            side(capture, each, each.first(), each.sent().get(0), ours);
            side(capture, each, each.second(), each.sent().get(1), ours);
        }
    }

    private void side(Path capture, Tshark.Followed each, String sender, byte[] theirs, Streams.Stream stream) {
        byte[] ours = stream.sentBy(sender);
        if (!Arrays.equals(ours, theirs)) {
            differences.add(capture.getFileName() + " " + each.first() + " "
                    + each.second() + ": " + sender
                    + " sent " + (ours == null ? "nothing" : ours.length + " bytes") + ", tshark says " + theirs.length
                    + ", first difference at " + Arrays.mismatch(ours == null ? new byte[0] : ours, theirs));
        }
    }

    /** Of several connections between the same endpoints the first that was not taken. */
    private static Streams.@Nullable Stream take(List<Streams.Stream> streams, Tshark.Followed followed) {
        for (Iterator<Streams.Stream> each = streams.iterator(); each.hasNext(); ) {
            Streams.Stream stream = each.next();
            if (stream.sentBy(followed.first()) != null && stream.sentBy(followed.second()) != null) {
                each.remove();
                return stream;
            }
        }
        return null;
    }
}
