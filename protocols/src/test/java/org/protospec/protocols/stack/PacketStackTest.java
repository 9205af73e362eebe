package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** What the stack reads from packets that pcap4j wrote. */
final class PacketStackTest {
    private static final int ROUNDS = 300;
    private static final long SEED = 20_261_123;
    private static final byte WINDOW_SCALE = 7;

    private final PacketStack stack = new PacketStack();
    private final TcpSegment segment = new TcpSegment();
    private final UdpDatagram datagram = new UdpDatagram();
    private final BuiltPackets built = new BuiltPackets(SEED);

    private Decoded decode(int linkType, byte[] bytes) {
        return stack.decode(Packet.of(linkType, bytes), segment, datagram);
    }

    private static String address(long high, long low) {
        return Addresses.append(new StringBuilder(), high, low).toString();
    }

    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8 && bytes.length == 16; i++) {
            high = high << 8 | bytes[i] & 0xff;
            low = low << 8 | bytes[i + 8] & 0xff;
        }
        return bytes.length == 16 ? address(high, low) : address.getHostAddress();
    }

    private void isSegment(TcpPacket expected, InetAddress from, InetAddress to, byte[] payload) {
        TcpPacket.TcpHeader header = expected.getHeader();
        assertThat(address(segment.sourceHigh(), segment.sourceLow())).isEqualTo(text(from));
        assertThat(address(segment.destinationHigh(), segment.destinationLow())).isEqualTo(text(to));
        assertThat(segment.sourcePort()).isEqualTo(header.getSrcPort().valueAsInt());
        assertThat(segment.destinationPort()).isEqualTo(header.getDstPort().valueAsInt());
        assertThat(segment.sequence()).isEqualTo(header.getSequenceNumber());
        assertThat(segment.acknowledgment()).isEqualTo(header.getAcknowledgmentNumber());
        assertThat(segment.window()).isEqualTo(header.getWindowAsInt());
        assertThat(segment.has(TcpSegment.SYN)).isEqualTo(header.getSyn());
        assertThat(segment.has(TcpSegment.ACK)).isEqualTo(header.getAck());
        assertThat(segment.has(TcpSegment.FIN)).isEqualTo(header.getFin());
        assertThat(segment.has(TcpSegment.RST)).isEqualTo(header.getRst());
        assertThat(segment.has(TcpSegment.PSH)).isEqualTo(header.getPsh());
        assertThat(segment.has(TcpSegment.URG)).isEqualTo(header.getUrg());
        assertThat(sent(segment.bytes(), segment.offset(), segment.length())).isEqualTo(payload);
    }

    private static byte[] sent(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Test
    void tcpOverIpv4WithoutThePaddingOfTheFrame() {
        for (int i = 0; i < ROUNDS; i++) {
            InetAddress from = built.ipv4();
            InetAddress to = built.ipv4();
            byte[] payload = built.payload(40);
            TcpPacket.Builder tcp = built.tcp(from, to, payload);
            byte[] frame = built.frame(EtherType.IPV4, built.ipv4(IpNumber.TCP, from, to, tcp));
            assertThat(decode(LinkType.ETHERNET, frame))
                    .as("round %d of seed %d", i, SEED)
                    .isEqualTo(Decoded.TCP);
            isSegment(tcp.build(), from, to, payload);
        }
    }

    @Test
    void tcpOverIpv6BehindTwoVlanTags() {
        for (int i = 0; i < ROUNDS; i++) {
            InetAddress from = built.ipv6();
            InetAddress to = built.ipv6();
            byte[] payload = built.payload(1400);
            TcpPacket.Builder tcp = built.tcp(from, to, payload);
            byte[] frame = built.frame(
                    EtherType.DOT1Q_VLAN_TAGGED_FRAMES,
                    built.tagged(
                            EtherType.DOT1Q_VLAN_TAGGED_FRAMES,
                            built.tagged(EtherType.IPV6, built.ipv6(IpNumber.TCP, from, to, tcp))));
            assertThat(decode(LinkType.ETHERNET, frame))
                    .as("round %d of seed %d", i, SEED)
                    .isEqualTo(Decoded.TCP);
            isSegment(tcp.build(), from, to, payload);
        }
    }

    @Test
    void udpOverRawIp() {
        for (int i = 0; i < ROUNDS; i++) {
            boolean six = i % 2 == 0;
            InetAddress from = six ? built.ipv6() : built.ipv4();
            InetAddress to = six ? built.ipv6() : built.ipv4();
            byte[] payload = built.payload(500);
            UdpPacket.Builder udp = built.udp(from, to, payload);
            byte[] bytes = six
                    ? built.ipv6(IpNumber.UDP, from, to, udp).build().getRawData()
                    : built.ipv4(IpNumber.UDP, from, to, udp).build().getRawData();
            assertThat(decode(LinkType.RAW, bytes))
                    .as("round %d of seed %d", i, SEED)
                    .isEqualTo(Decoded.UDP);
            UdpPacket.UdpHeader header = udp.build().getHeader();
            assertThat(address(datagram.sourceHigh(), datagram.sourceLow())).isEqualTo(text(from));
            assertThat(datagram.sourcePort()).isEqualTo(header.getSrcPort().valueAsInt());
            assertThat(datagram.destinationPort()).isEqualTo(header.getDstPort().valueAsInt());
            assertThat(sent(datagram.bytes(), datagram.offset(), datagram.length()))
                    .isEqualTo(payload);
        }
    }

    private byte[] plain(byte[] payload) {
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        return built.frame(EtherType.IPV4, built.ipv4(IpNumber.TCP, from, to, built.tcp(from, to, payload)));
    }

    @Test
    void aTotalLengthOfZeroLeavesTheFrameToTell() {
        byte[] payload = new byte[100];
        Arrays.fill(payload, (byte) 'x');
        byte[] frame = plain(payload);
        frame[16] = 0;
        frame[17] = 0;
        assertThat(decode(LinkType.ETHERNET, frame)).isEqualTo(Decoded.TCP);
        assertThat(segment.length()).isEqualTo(100);
    }

    @Test
    void fragmentsAreNoSegments() {
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        IpV4Packet.Builder packet = built.ipv4(IpNumber.TCP, from, to, built.tcp(from, to, built.payload(8)))
                .moreFragmentFlag(true);
        assertThat(decode(LinkType.ETHERNET, built.frame(EtherType.IPV4, packet)))
                .isEqualTo(Decoded.SKIPPED);
        assertThat(stack.reason()).isEqualTo("ipv4 fragment");
    }

    @Test
    void whatIsCutOffIsSkippedWithAReasonOrShorter() {
        byte[] frame = plain(new byte[100]);
        for (int length = 0; length < frame.length; length++) {
            Decoded decoded = decode(LinkType.ETHERNET, Arrays.copyOf(frame, length));
            if (length < 14 + 20 + 20) {
                assertThat(decoded).as("%d bytes", length).isEqualTo(Decoded.SKIPPED);
                assertThat(stack.reason()).contains("truncated");
            } else {
                assertThat(decoded).as("%d bytes", length).isEqualTo(Decoded.TCP);
                assertThat(segment.length()).isEqualTo(length - 54);
            }
        }
    }

    @Test
    void damagedPacketsNeverThrow() {
        Random random = new Random(SEED);
        int[] linkTypes = {
            LinkType.ETHERNET, LinkType.NULL, LinkType.LOOP, LinkType.RAW, LinkType.LINUX_SLL, LinkType.LINUX_SLL2, 147
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = plain(built.payload(60));
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            Decoded decoded =
                    decode(linkTypes[i % linkTypes.length], Arrays.copyOf(frame, random.nextInt(frame.length + 1)));
            assertThat(stack.reason().isEmpty())
                    .as("round %d of seed %d", i, SEED)
                    .isEqualTo(decoded != Decoded.SKIPPED);
        }
    }

    @Test
    void theShortWayReadsWhatTheLongOneReads() {
        UsualPackets usual = new UsualPackets(new TransportLayers());
        TcpSegment read = new TcpSegment();
        Random random = new Random(SEED);
        int seen = 0;
        int scaled = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = plain(built.payload(60));
            if (i % 4 == 0) {
                syn(frame);
            }
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                frame[14 + random.nextInt(40)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(frame, frame.length - random.nextInt(3));
            if (!usual.read(Packet.of(LinkType.ETHERNET, cut), read)) {
                continue;
            }
            seen++;
            scaled += read.windowScale() == WINDOW_SCALE ? 1 : 0;
            // Packets that begin with their IP header go layer by layer.
            assertThat(decode(LinkType.RAW, Arrays.copyOfRange(cut, 14, cut.length)))
                    .isEqualTo(Decoded.TCP);
            assertThat(fields(read)).as("round %d of seed %d", i, SEED).isEqualTo(fields(segment));
        }
        assertThat(seen).isGreaterThan(3_000);
        assertThat(scaled).isGreaterThan(300);
    }

    /** Makes a SYN with a window scale of a segment without options, whose payload begins with that. */
    private static void syn(byte[] frame) {
        int tcp = 14 + 20;
        frame[tcp + 12] = 6 << 4;
        frame[tcp + 13] = TcpSegment.SYN;
        frame[tcp + 20] = 3;
        frame[tcp + 21] = 3;
        frame[tcp + 22] = WINDOW_SCALE;
        frame[tcp + 23] = 0;
    }

    @Test
    void aSegmentIsForeseenAsItIsDecoded() {
        PacketStack stack = new PacketStack();
        TcpSegment foreseen = new TcpSegment();
        byte[] frame = plain(built.payload(60));
        assertThat(stack.foresee(Packet.of(LinkType.ETHERNET, frame), foreseen)).isTrue();
        assertThat(decode(LinkType.ETHERNET, frame)).isEqualTo(Decoded.TCP);
        assertThat(fields(foreseen)).isEqualTo(fields(segment));
        assertThat(stack.foresee(Packet.of(LinkType.RAW, frame), foreseen)).isFalse();
        assertThat(stack.reason()).isEmpty();
    }

    private static String fields(TcpSegment s) {
        return address(s.sourceHigh(), s.sourceLow()) + " " + s.sourcePort() + " "
                + address(s.destinationHigh(), s.destinationLow()) + " " + s.destinationPort() + " " + s.sequence()
                + " "
                + s.acknowledgment() + " " + s.flags() + " " + s.window() + " " + s.windowScale() + " " + s.cutOff()
                + " "
                + Arrays.toString(sent(s.bytes(), s.offset(), s.length()));
    }

    @Test
    void otherPacketsAreCountedByWhatTheyAre() {
        byte[] frame = plain(new byte[4]);
        frame[12] = 0x08;
        frame[13] = 0x06;
        assertThat(decode(LinkType.ETHERNET, frame)).isEqualTo(Decoded.SKIPPED);
        assertThat(stack.reason()).isEqualTo("arp");
        frame[12] = (byte) 0x88;
        frame[13] = (byte) 0xb5;
        decode(LinkType.ETHERNET, frame);
        assertThat(stack.reason()).isEqualTo("ether type 0x88b5");
        byte[] icmp = plain(new byte[4]);
        icmp[23] = 1;
        decode(LinkType.ETHERNET, icmp);
        assertThat(stack.reason()).isEqualTo("icmp");
    }
}
