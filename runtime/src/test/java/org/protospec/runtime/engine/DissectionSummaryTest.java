package org.protospec.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** What a run says in the end of its packets and flows. */
class DissectionSummaryTest {
    @Test
    void packetsWithoutAllTheirBytesAreCounted() throws IOException {
        PacketDecoder skipping = new PacketDecoder() {
            @Override
            public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
                return Decoded.SKIPPED;
            }

            @Override
            public String reason() {
                return "not looked at";
            }
        };
        Dissection dissection = Dissection.of(skipping).build();
        byte[] bytes = new byte[40];
        for (int onWire : new int[] {40, 1500, 40, 20, 1500}) {
            dissection.take(new Packet().set(1, 0, 6, LinkType.ETHERNET, bytes, 0, bytes.length, onWire));
        }
        assertThat(dissection.summary().cutOff()).isEqualTo(2);
        assertThat(dissection.summary().overlong()).isEqualTo(1);
    }

    @Test
    void skippedPacketsAreCountedByReasonInAlphabeticalOrder() throws IOException {
        Script script = new Script().skipped("icmp").skipped("arp").skipped("icmp");
        Dissection dissection = Dissection.of(script).build();
        script.play(dissection);
        assertThat(dissection.summary().skipped()).containsExactly(Map.entry("arp", 1L), Map.entry("icmp", 2L));
    }

    @Test
    void flowsThatNobodyTakesAreCountedByPort() throws IOException {
        Script script = new Script()
                .connect(4000, 25)
                .connect(4001, 80)
                .connect(4002, 80)
                .up(4001, 80, 1, 10)
                .down(4001, 80, 1, 5)
                .up(4000, 25, 1, 10)
                .datagram(4002, 53, 5)
                .reset(4001, 80, 11)
                .up(4001, 80, 11, 3)
                .skipped("arp")
                .reset(4000, 25, 11)
                .up(4000, 25, 11, 3);
        Dissection dissection = Dissection.of(script).protocol(Bytes.TCP_25).build();
        script.play(dissection);
        Summary summary = dissection.summary();
        assertThat(summary.undissected())
                .containsExactly(new UndissectedFlows("tcp", 80, 2, 10, 15), new UndissectedFlows("udp", 53, 1, 1, 5));
        assertThat(summary.dissectedPackets()).isEqualTo(6);
        assertThat(summary.packets()).isEqualTo(10 + 1 + 6 + 1);
    }

    @Test
    void portsOfTheMostPacketsAreListedAndTheRestIsCounted() throws IOException {
        Script script = new Script();
        for (int port = 100; port > 0; port--) {
            script.datagram(40000, port, 2);
        }
        script.datagram(40000, 7, 1).datagram(40000, 50, 1).datagram(40000, 7, 1);
        Dissection dissection = Dissection.of(script).build();
        script.play(dissection);
        List<UndissectedFlows> counted = dissection.summary().undissected();
        assertThat(counted).hasSize(UndissectedCounts.LISTED + 1);
        assertThat(counted.subList(0, 4))
                .containsExactly(
                        new UndissectedFlows("udp", 7, 1, 3, 4),
                        new UndissectedFlows("udp", 50, 1, 2, 3),
                        new UndissectedFlows("udp", 1, 1, 1, 2),
                        new UndissectedFlows("udp", 2, 1, 1, 2));
        assertThat(counted.get(UndissectedCounts.LISTED)).isEqualTo(new UndissectedFlows("other", 80, 80, 80, 160));
    }

    @Test
    void reasonsAreBounded() {
        SkippedPackets skipped = new SkippedPackets();
        for (int i = 0; i < 3 * SkippedPackets.MAX_REASONS; i++) {
            skipped.count("link type " + i);
        }
        skipped.count("link type 7");
        assertThat(skipped.packets()).hasSize(SkippedPackets.MAX_REASONS + 1).containsEntry("link type 7", 2L);
        assertThat(skipped.packets().get(SkippedPackets.OTHER)).isEqualTo(2L * SkippedPackets.MAX_REASONS);
    }
}
