package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.protocols.stack.Decoding.bytes;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.UdpPort;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.engine.PacketDecoder.Decoded;

/** Packets in packets: headers of tunnels by hand, what they carry by pcap4j. */
final class TunnelsTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String MACS = "020000000001 020000000002 ";

    private final BuiltPackets built = new BuiltPackets(20_261_126);
    private final Decoding decoding = new Decoding();
    private final InetAddress here = built.ipv4();
    private final InetAddress there = built.ipv4();
    private final byte[] inner4 = ipv4(IpNumber.UDP, udp(1000, 2000, HELLO));
    private final byte[] inner6 = ipv6();
    private final byte[] innerFrame = bytes(MACS + "0800", inner4);

    private byte[] ipv4(IpNumber protocol, byte[] payload) {
        return built.ipv4(protocol, here, there, new UnknownPacket.Builder().rawData(payload))
                .build()
                .getRawData();
    }

    private byte[] udp(int source, int destination, byte[] payload) {
        UdpPacket.Builder udp = built.udp(here, there, payload)
                .srcPort(UdpPort.getInstance((short) source))
                .dstPort(UdpPort.getInstance((short) destination));
        return udp.build().getRawData();
    }

    private byte[] ipv6() {
        InetAddress from = built.ipv6();
        InetAddress to = built.ipv6();
        return built.ipv6(IpNumber.UDP, from, to, built.udp(from, to, HELLO))
                .build()
                .getRawData();
    }

    private void carriedByEthernet(String type, byte[] payload) {
        decoding.isUdp(LinkType.ETHERNET, bytes(MACS + type, payload), HELLO);
    }

    private void carriedByIp(int protocol, byte[] payload) {
        decoding.isUdp(LinkType.RAW, ipv4(IpNumber.getInstance((byte) protocol), payload), HELLO);
        assertThat(decoding.source()).isEqualTo(here.getHostAddress());
    }

    private void carriedByUdp(int port, byte[] payload) {
        decoding.isUdp(LinkType.RAW, ipv4(IpNumber.UDP, udp(50_000, port, payload)), HELLO);
        // A truncated payload is no tunnel's any more, but still a datagram's.
        byte[] half = Arrays.copyOf(payload, payload.length / 2);
        decoding.isUdp(LinkType.RAW, ipv4(IpNumber.UDP, udp(50_000, port, new byte[] {1})), new byte[] {1});
        assertThat(decoding.decode(LinkType.RAW, ipv4(IpNumber.UDP, udp(50_000, port, half))))
                .isEqualTo(Decoded.UDP);
    }

    @Test
    void labels() {
        carriedByEthernet("8847", bytes("00010 0 40 00020 1 40", inner4));
        carriedByEthernet("8848", bytes("00010 1 40", inner6));
        carriedByEthernet("8847", bytes("00010 1 40 00000000", innerFrame));
        carriedByEthernet("8847", bytes("00010 1 40", innerFrame));
        decoding.isSkipped(LinkType.ETHERNET, bytes(MACS + "8847 00010 0 40"), "truncated mpls");
        decoding.isSkipped(
                LinkType.ETHERNET, bytes(MACS + "8847 00010 1 40 70", new byte[40]), "mpls with an unknown payload");
    }

    @Test
    void pppOverEthernet() {
        String length = String.format("%04x", inner4.length + 2);
        carriedByEthernet("8864", bytes("11 00 0001" + length + "0021", inner4, new byte[6]));
        String length6 = String.format("%04x", inner6.length + 2);
        carriedByEthernet("8864", bytes("11 00 0001" + length6 + "0057", inner6));
        decoding.isSkipped(LinkType.ETHERNET, bytes(MACS + "8864 11 00 0001 0004 c021 0102"), "ppp lcp");
        decoding.isSkipped(LinkType.ETHERNET, bytes(MACS + "8863 11 09 0000 0000"), "pppoe discovery");
    }

    @Test
    void logicalLinkControl() {
        String length = String.format("%04x", inner4.length + 8);
        carriedByEthernet(length, bytes("aa aa 03 000000 0800", inner4, new byte[9]));
        decoding.isSkipped(LinkType.ETHERNET, bytes(MACS + "0026 42 42 03", new byte[43]), "llc stp");
        decoding.isSkipped(LinkType.ETHERNET, bytes(MACS + "0026 aaaa03 00000c 2000", new byte[43]), "cdp");
    }

    @Test
    void tags() {
        carriedByEthernet("88a8", bytes("0001 8100 0002 9100 0003 0800", inner4));
        carriedByEthernet("88e7", bytes("00 000001", innerFrame));
        carriedByEthernet("8926", bytes("00000000 0800", inner4));
    }

    @Test
    void ipInIp() {
        carriedByIp(4, inner4);
        decoding.isUdp(LinkType.RAW, ipv4(IpNumber.getInstance((byte) 41), inner6), HELLO);
        assertThat(decoding.source()).contains(":");
        carriedByIp(97, bytes("3000", innerFrame));
        carriedByIp(137, bytes("00010 1 40", inner4));
    }

    @Test
    void genericEncapsulation() {
        carriedByIp(47, bytes("0000 0800", inner4));
        carriedByIp(47, bytes("b000 0800 0000 0000 00000007 00000001", inner4));
        carriedByIp(47, bytes("2000 6558 00000007", innerFrame));
        carriedByIp(47, bytes("0000 8847 00010 1 40", inner4));
        carriedByIp(47, bytes("0000 88be", innerFrame));
        carriedByIp(47, bytes("1000 88be 00000001 1001 0001 00000000", innerFrame));
        carriedByIp(47, bytes("1000 22eb 00000001 2001 0001 00000000 0000 0000", innerFrame));
        decoding.isSkipped(LinkType.RAW, ipv4(IpNumber.GRE, bytes("4000 0800 0000 0000")), "gre with source routes");
    }

    @Test
    void pointToPointTunnels() {
        String length = String.format("%04x", inner4.length + 4);
        carriedByIp(47, bytes("3081 880b" + length + "0001 00000001 00000001 ff03 0021", inner4));
        String shorter = String.format("%04x", inner4.length + 1);
        carriedByIp(47, bytes("3001 880b" + shorter + "0001 00000001 21", inner4));
        decoding.isSkipped(
                LinkType.RAW, ipv4(IpNumber.GRE, bytes("2081 880b 0000 0001 00000001")), "gre acknowledgment");
    }

    @Test
    void virtualNetworks() {
        carriedByUdp(4789, bytes("08000000 00000700", innerFrame));
        carriedByUdp(6081, bytes("01 00 6558 00000700 0101 80 00", innerFrame));
        carriedByUdp(6081, bytes("00 00 0800 00000700", inner4));
    }

    @Test
    void mobileNetworks() {
        String length = String.format("%04x", inner4.length);
        carriedByUdp(2152, bytes("30 ff" + length + "00000001", inner4));
        String longer = String.format("%04x", inner4.length + 8);
        carriedByUdp(2152, bytes("34 ff" + longer + "00000001 0001 00 85 01 1009 00", inner4));
    }

    @Test
    void throughTranslators() {
        carriedByUdp(3544, inner6);
        carriedByUdp(3544, bytes("0000 1234 01020304", inner6));
        carriedByUdp(3544, bytes("0001 0000 0000000000000000 00 0000 1234 01020304", inner6));
        carriedByUdp(4341, bytes("80 000001 00000000", inner4));
    }

    @Test
    void whatIsNoTunnelIsADatagram() {
        for (int port : new int[] {4789, 6081, 2152, 3544, 4341, 6635}) {
            byte[] text = "just a text, and long enough to be anything".getBytes(StandardCharsets.US_ASCII);
            decoding.isUdp(LinkType.RAW, ipv4(IpNumber.UDP, udp(4000, port, text)), text);
            assertThat(decoding.datagram.destinationPort()).isEqualTo(port);
            decoding.isUdp(LinkType.RAW, ipv4(IpNumber.UDP, udp(4000, port, new byte[0])), new byte[0]);
        }
    }

    @Test
    void otherPacketsInATunnelAreCountedByWhatTheyAre() {
        byte[] ping = ipv4(IpNumber.ICMPV4, new byte[8]);
        byte[] frame = bytes("08000000 00000700" + MACS + "0800", ping);
        decoding.isSkipped(LinkType.RAW, ipv4(IpNumber.UDP, udp(4000, 4789, frame)), "icmp");
    }

    @Test
    void layersAreBounded() {
        byte[] packet = inner4;
        for (int depth = 0; depth < 2000; depth++) {
            packet = ipv4(IpNumber.getInstance((byte) 4), packet);
            if (packet.length > 60_000) {
                break;
            }
        }
        decoding.isSkipped(LinkType.RAW, packet, "too many layers");
        byte[] tags = bytes("8100 0001".repeat(5000) + "0800", inner4);
        decoding.isSkipped(LinkType.ETHERNET, bytes(MACS, tags), "too many layers");
    }

    @Test
    void otherProtocolsAreCountedByName() {
        decoding.isSkipped(LinkType.RAW, ipv4(IpNumber.getInstance((byte) 50), new byte[20]), "esp");
        decoding.isSkipped(LinkType.RAW, ipv4(IpNumber.getInstance((byte) 132), new byte[20]), "sctp");
        decoding.isSkipped(LinkType.RAW, ipv4(IpNumber.getInstance((byte) 253), new byte[20]), "ip protocol 253");
        carriedByIp(51, bytes("11 04 0000 00000001 00000001 000000000000000000000000", udp(1, 2, HELLO)));
    }

    @Test
    void damagedTunnelsNeverThrow() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[][] packets = {
            ipv4(IpNumber.UDP, udp(1, 4789, bytes("08000000 00000700", innerFrame))),
            ipv4(IpNumber.UDP, udp(1, 6081, bytes("01 00 6558 00000700 0101 80 00", innerFrame))),
            ipv4(IpNumber.UDP, udp(1, 2152, bytes("34 ff 0040 00000001 0001 00 85 01 1009 00", inner4))),
            ipv4(IpNumber.UDP, udp(1, 3544, bytes("0000 1234 01020304", inner6))),
            ipv4(IpNumber.GRE, bytes("3081 880b 0040 0001 00000001 00000001 ff03 0021", inner4)),
            ipv4(IpNumber.GRE, bytes("1000 22eb 00000001 2001 0001 00000000 0000 0000", innerFrame)),
            ipv4(IpNumber.getInstance((byte) 137), bytes("00010 1 40 00000000", innerFrame))
        };
        for (int i = 0; i < 70_000; i++) {
            byte[] packet = packets[i % packets.length].clone();
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            packet = Arrays.copyOf(packet, packet.length - random.nextInt(1 + packet.length / 2));
            Decoded decoded = decoding.decode(LinkType.RAW, packet);
            assertThat(decoding.stack.reason().isEmpty())
                    .as("round %d of seed %d", i, seed)
                    .isEqualTo(decoded != Decoded.SKIPPED);
        }
    }
}
