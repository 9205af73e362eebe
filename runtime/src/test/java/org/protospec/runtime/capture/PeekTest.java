package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A look at the packets that follow: what they will be, where they are easily seen, and never more than is there. */
final class PeekTest {
    private static final int PACKETS = 20;

    private static byte[] pcap(Bytes bytes) {
        bytes.pcapHeader(PcapReader.MICROSECONDS, 65535, LinkType.ETHERNET);
        for (int i = 0; i < PACKETS; i++) {
            bytes.pcapRecord(i, 0, Bytes.frame(60 + i, i));
        }
        return bytes.get();
    }

    private static byte[] pcapng(Bytes bytes) {
        bytes.section().interfaceBlock(LinkType.ETHERNET, 65535, new byte[0]);
        for (int i = 0; i < PACKETS; i++) {
            bytes.enhanced(0, i, Bytes.frame(60 + i, i), 60 + i);
        }
        return bytes.get();
    }

    private static List<Byte> bytes(Packet packet) {
        return Reading.list(Arrays.copyOfRange(packet.bytes(), packet.offset(), packet.offset() + packet.length()));
    }

    private static void showsWhatFollows(byte[] file) throws IOException {
        try (Capture capture = Capture.read(new ByteArrayInputStream(file), "test")) {
            Packet given = new Packet();
            Packet shown = new Packet();
            assertThat(capture.peek(shown, 0)).isEqualTo(Capture.NOTHING_AHEAD);
            List<List<Byte>> foreseen = new ArrayList<>();
            List<List<Byte>> packets = new ArrayList<>();
            while (capture.next(given)) {
                packets.add(bytes(given));
                int from = 0;
                int ahead = packets.size();
                while ((from = capture.peek(shown, from)) != Capture.NOTHING_AHEAD) {
                    assertThat(shown.linkType()).isEqualTo(LinkType.ETHERNET);
                    if (ahead == foreseen.size() + 1) {
                        foreseen.add(bytes(shown));
                    } else {
                        assertThat(bytes(shown)).isEqualTo(foreseen.get(ahead - 1));
                    }
                    ahead++;
                }
                assertThat(ahead).isEqualTo(PACKETS);
            }
            assertThat(packets).hasSize(PACKETS);
            assertThat(foreseen).isEqualTo(packets.subList(1, PACKETS));
            assertThat(capture.problems()).isEmpty();
        }
    }

    @Test
    void pcap() throws IOException {
        showsWhatFollows(pcap(Bytes.little()));
        showsWhatFollows(pcap(Bytes.big()));
    }

    @Test
    void pcapng() throws IOException {
        showsWhatFollows(pcapng(Bytes.little()));
        showsWhatFollows(pcapng(Bytes.big()));
    }

    /** Whatever is behind the first packet, a look at it shows what lies in memory, or nothing. */
    @Test
    void damageIsNoMatter() throws IOException {
        for (byte[] file : List.of(pcap(Bytes.little()), pcapng(Bytes.big()))) {
            for (int at = 0; at < file.length; at++) {
                byte[] damaged = file.clone();
                damaged[at] ^= (byte) 0xc0;
                assertThat(reading(damaged, 3)).isEqualTo(reading(damaged, 0));
            }
        }
    }

    private static List<List<Byte>> reading(byte[] file, int looks) throws IOException {
        List<List<Byte>> packets = new ArrayList<>();
        try (Capture capture = Capture.ofFile(new ByteArrayInputStream(file), "test", file.length)) {
            Packet given = new Packet();
            Packet shown = new Packet();
            while (capture.next(given)) {
                packets.add(bytes(given));
                int from = 0;
                for (int look = 0; look < looks && from != Capture.NOTHING_AHEAD; look++) {
                    from = capture.peek(shown, from);
                    if (from != Capture.NOTHING_AHEAD) {
                        assertThat(bytes(shown)).hasSize(shown.length());
                    }
                }
            }
        }
        return packets;
    }
}
