package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.protocols.stack.Decoding.bytes;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.namednumber.IpNumber;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.engine.PacketDecoder.Decoded;

/** What packets begin with: headers by hand, what they carry by pcap4j. */
final class LinkTypesTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    /** LLC and SNAP, before IPv4. */
    private static final String SNAP = "aaaa03 000000 0800";
    /** Duration, three addresses, sequence control. */
    private static final String ADDRESSES = "0000 020000000001 020000000002 020000000003 1000";

    private final BuiltPackets built = new BuiltPackets(20_261_127);
    private final Decoding decoding = new Decoding();
    private final byte[] ipv4 = ipv4();
    private final byte[] ipv6 = ipv6();

    private byte[] ipv4() {
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        return built.ipv4(IpNumber.UDP, from, to, built.udp(from, to, HELLO))
                .build()
                .getRawData();
    }

    private byte[] ipv6() {
        InetAddress from = built.ipv6();
        InetAddress to = built.ipv6();
        return built.ipv6(IpNumber.UDP, from, to, built.udp(from, to, HELLO))
                .build()
                .getRawData();
    }

    private void carries(int linkType, String header, byte[] behind, String... trailer) {
        decoding.isUdp(linkType, bytes(header, behind, bytes(String.join("", trailer))), HELLO);
    }

    @Test
    void rawIp() {
        for (int link : new int[] {LinkType.RAW, LinkType.RAW_12, LinkType.RAW_14}) {
            carries(link, "", ipv4);
            carries(link, "", ipv6);
        }
        carries(LinkType.IPV4, "", ipv4);
        carries(LinkType.IPV6, "", ipv6);
    }

    @Test
    void loopback() {
        carries(LinkType.NULL, "02000000", ipv4);
        carries(LinkType.NULL, "00000002", ipv4);
        carries(LinkType.NULL, "1e000000", ipv6);
        carries(LinkType.LOOP, "00000018", ipv6);
        decoding.isSkipped(LinkType.NULL, bytes("07000000", ipv4), "other address family");
    }

    @Test
    void linuxCooked() {
        carries(LinkType.LINUX_SLL, "0000 0001 0006 0000000000000000 0800", ipv4);
        carries(LinkType.LINUX_SLL2, "86dd 0000 00000001 0001 00 06 0000000000000000", ipv6);
        carries(LinkType.LINUX_SLL, "0000 0001 0006 0000000000000000 0004" + SNAP, ipv4);
        decoding.isSkipped(
                LinkType.LINUX_SLL, bytes("0000 0001 0006 0000000000000000 0001", ipv4), "other linux cooked");
    }

    @Test
    void serialLines() {
        carries(LinkType.PPP, "0021", ipv4);
        carries(LinkType.PPP, "21", ipv4);
        carries(LinkType.PPP, "ff03 0057", ipv6);
        carries(LinkType.PPP_HDLC, "ff03 0021", ipv4);
        carries(LinkType.PPP_HDLC, "0f00 0800", ipv4);
        carries(LinkType.PPP_WITH_DIRECTION, "01 ff03 0021", ipv4);
        carries(LinkType.PPP_PPPD, "00 03 0021", ipv4);
        carries(LinkType.CISCO_HDLC, "8f00 86dd", ipv6);
        carries(LinkType.SLIP, "00 70 0000000000000000000000000000", ipv4);
        decoding.isSkipped(LinkType.CISCO_HDLC, bytes("8f00 8035", ipv4), "slarp");
        decoding.isSkipped(LinkType.PPP, bytes("ff03 c021", ipv4), "ppp lcp");
        decoding.isSkipped(LinkType.PPP, bytes("ff03 0055", ipv4), "ppp 0x0055");
    }

    @Test
    void otherHeadersOfCapturePrograms() {
        carries(LinkType.NFLOG, "02 00 0000 0800 0100 08000300 0500 0a00 01 000000 2500 0900", ipv4);
        carries(LinkType.NFLOG, "0a 00 0000 0008 0001 08000300 0039 0009", ipv6);
        carries(LinkType.PPI, "00 00 0800 01000000 020000000001 020000000002 0800", ipv4);
        carries(LinkType.PKTAP, "0c000000 01000000 01000000 020000000001 020000000002 0800", ipv4);
        carries(LinkType.FDDI, "50 020000000001 020000000002" + SNAP, ipv4);
        carries(LinkType.IPOIB, "00".repeat(40) + "0800 0000", ipv4);
        carries(LinkType.ATM_RFC1483, SNAP, ipv4);
        carries(LinkType.MPLS, "00010 1 40", ipv4);
        decoding.isSkipped(LinkType.NFLOG, bytes("02 00 0000 0800 0100 08000300"), "nflog without a packet");
        // Headers that name themselves as what follows.
        decoding.isSkipped(LinkType.PPI, bytes("00 00 0800 c0000000".repeat(100)), "too many layers");
    }

    @Test
    void wirelessDataFrames() {
        carries(LinkType.IEEE802_11, "0800" + ADDRESSES + SNAP, ipv4);
        carries(LinkType.IEEE802_11, "0801" + ADDRESSES + SNAP, ipv4);
        carries(LinkType.IEEE802_11, "0803" + ADDRESSES + "020000000004" + SNAP, ipv4);
        carries(LinkType.IEEE802_11, "8802" + ADDRESSES + "0000" + SNAP, ipv4);
        carries(LinkType.IEEE802_11, "8883" + ADDRESSES + "020000000004 0000 00000000" + SNAP, ipv4);
    }

    @Test
    void theFirstOfSeveralFramesInOne() {
        String length = String.format("%04x", ipv4.length + 8);
        String header = "8801" + ADDRESSES + "8000 020000000001 020000000002" + length + SNAP;
        carries(LinkType.IEEE802_11, header, ipv4, "0000 020000000001");
    }

    @Test
    void otherWirelessFrames() {
        decoding.isSkipped(LinkType.IEEE802_11, bytes("8000" + ADDRESSES), "802.11 management");
        decoding.isSkipped(LinkType.IEEE802_11, bytes("d400 0000 020000000001"), "802.11 control");
        decoding.isSkipped(LinkType.IEEE802_11, bytes("4801" + ADDRESSES), "802.11 without data");
        decoding.isSkipped(LinkType.IEEE802_11, bytes("0841" + ADDRESSES, ipv4), "802.11 encrypted");
        decoding.isSkipped(LinkType.IEEE802_11, bytes("0804" + ADDRESSES, ipv4), "802.11 fragment");
        decoding.isSkipped(LinkType.IEEE802_11, bytes("08"), "malformed or truncated 802.11");
    }

    @Test
    void howAFrameWasReceived() {
        String data = "0801" + ADDRESSES + SNAP;
        String padded = "8801" + ADDRESSES + "0000 0000" + SNAP;
        carries(LinkType.IEEE802_11_RADIOTAP, "00 00 0800 00000000" + data, ipv4);
        carries(LinkType.IEEE802_11_RADIOTAP, "00 00 0900 02000000 10" + data, ipv4, "01020304");
        carries(LinkType.IEEE802_11_RADIOTAP, "00 00 0900 02000000 20" + padded, ipv4);
        carries(
                LinkType.IEEE802_11_RADIOTAP,
                "00 00 1900 03000080 00000000 00000000 0000000000000000 10" + data,
                ipv4,
                "01020304");
        decoding.isSkipped(
                LinkType.IEEE802_11_RADIOTAP, bytes("00 00 0900 02000000 50" + data, ipv4), "802.11 damaged");
        carries(LinkType.IEEE802_11_AVS, "80211001 00000040" + "00".repeat(56) + data, ipv4);
        carries(LinkType.IEEE802_11_PRISM, "44000000 90000000" + "00".repeat(136) + data, ipv4);
        carries(LinkType.IEEE802_11_PRISM, "00000044 00000090" + "00".repeat(136) + data, ipv4);
        carries(LinkType.IEEE802_11_PRISM, "80211002 00000040" + "00".repeat(56) + data, ipv4);
        String ppi = "00 00 2000 69000000 0200 1400 0000000000000000 %s 0000000000000000 0000";
        carries(LinkType.PPI, String.format(ppi, "0100") + data, ipv4, "01020304");
        decoding.isSkipped(LinkType.PPI, bytes(String.format(ppi, "0900") + data, ipv4), "802.11 damaged");
    }

    @Test
    void otherLinkTypesAreNamed() {
        decoding.isSkipped(189, ipv4, "link type USB of Linux");
        decoding.isSkipped(9999, ipv4, "link type 9999");
        assertThat(LinkType.name(9999)).isEqualTo("link type 9999");
    }

    @Test
    void anyBytesNeverThrow() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[][] starts = {ipv4, ipv6, bytes("0801" + ADDRESSES + SNAP, ipv4), bytes("00 00 0900 02000000 10"), {}};
        for (int link = 0; link < 300; link++) {
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[random.nextInt(80)];
                random.nextBytes(noise);
                byte[] packet = bytes("", starts[i % starts.length], noise);
                for (int changes = random.nextInt(8); changes > 0 && packet.length > 0; changes--) {
                    packet[random.nextInt(packet.length)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 16);
                }
                Decoded decoded = decoding.decode(link, packet);
                assertThat(decoding.stack.reason().isEmpty())
                        .as("link type %d, round %d of seed %d", link, i, seed)
                        .isEqualTo(decoded != Decoded.SKIPPED);
            }
        }
    }
}
