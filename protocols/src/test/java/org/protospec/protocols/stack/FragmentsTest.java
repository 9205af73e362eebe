package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.protocols.stack.Decoding.bytes;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6ExtFragmentPacket;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.util.IpV4Helper;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.ip.FragmentPolicy;

/** Fragments in packets: cut by pcap4j, put together by the stack. */
final class FragmentsTest {
    private static final long SEED = 20_261_128;
    private static final int ROUNDS = 100;

    private final BuiltPackets built = new BuiltPackets(SEED);
    private final Random random = new Random(SEED);
    private final Decoding decoding = new Decoding();

    private List<byte[]> ipv4Fragments(byte[] payload, int most) {
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        IpV4Packet whole =
                built.ipv4(IpNumber.UDP, from, to, built.udp(from, to, payload)).build();
        List<byte[]> packets = new ArrayList<>();
        IpV4Helper.fragment(whole, most).forEach(each -> packets.add(each.getRawData()));
        return packets;
    }

    private List<byte[]> ipv6Fragments(byte[] payload, int unit) {
        Inet6Address from = (Inet6Address) built.ipv6();
        Inet6Address to = (Inet6Address) built.ipv6();
        byte[] whole = built.udp(from, to, payload).build().getRawData();
        List<byte[]> packets = new ArrayList<>();
        int identification = random.nextInt();
        for (int at = 0; at < whole.length; at += 8 * unit) {
            int end = Math.min(whole.length, at + 8 * unit);
            IpV6ExtFragmentPacket.Builder fragment = new IpV6ExtFragmentPacket.Builder()
                    .nextHeader(IpNumber.UDP)
                    .fragmentOffset((short) (at / 8))
                    .m(end < whole.length)
                    .identification(identification)
                    .payloadBuilder(new UnknownPacket.Builder().rawData(Arrays.copyOfRange(whole, at, end)));
            packets.add(
                    built.ipv6(IpNumber.IPV6_FRAG, from, to, fragment).build().getRawData());
        }
        return packets;
    }

    private void areOneDatagram(List<byte[]> packets, byte[] payload, String skipped) {
        Collections.shuffle(packets, random);
        for (int i = 0; i < packets.size() - 1; i++) {
            decoding.isSkipped(LinkType.RAW, packets.get(i), skipped);
        }
        decoding.isUdp(LinkType.RAW, packets.get(packets.size() - 1), payload);
    }

    @Test
    void ofIpv4InAnyOrder() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] payload = built.payload(3000);
            List<byte[]> packets = ipv4Fragments(payload, 100 + random.nextInt(1400));
            if (packets.size() > 1) {
                areOneDatagram(packets, payload, "ipv4 fragment");
            }
        }
        assertThat(decoding.stack.fragments().completed()).isGreaterThan(ROUNDS / 2);
        assertThat(decoding.stack.fragments().overlaps()).isZero();
    }

    @Test
    void ofIpv6InAnyOrder() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] payload = built.payload(3000);
            List<byte[]> packets = ipv6Fragments(payload, 10 + random.nextInt(150));
            if (packets.size() > 1) {
                areOneDatagram(packets, payload, "ipv6 fragment");
            }
        }
        assertThat(decoding.stack.fragments().completed()).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void anAtomicFragmentIsWhole() {
        byte[] payload = built.payload(100);
        List<byte[]> packets = ipv6Fragments(payload, 1000);
        assertThat(packets).hasSize(1);
        decoding.isUdp(LinkType.RAW, packets.get(0), payload);
        assertThat(decoding.stack.fragments().fragments()).isZero();
    }

    @Test
    void inATunnelAndOfTheTunnel() {
        byte[] payload = new byte[2000];
        random.nextBytes(payload);
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        int done = 0;
        List<byte[]> inner = ipv4Fragments(payload, 900);
        for (int i = 0; i < inner.size(); i++) {
            UnknownPacket.Builder gre = new UnknownPacket.Builder().rawData(bytes("0000 0800", inner.get(i)));
            IpV4Packet outer = built.ipv4(IpNumber.GRE, from, to, gre).build();
            for (IpV4Packet piece : IpV4Helper.fragment(outer, 300)) {
                done += decoding.decode(LinkType.RAW, piece.getRawData()) == Decoded.UDP ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(1);
        assertThat(decoding.payload()).isEqualTo(payload);
    }

    @Test
    void thatDifferAreTold() {
        List<byte[]> packets = ipv4Fragments(new byte[1000], 600);
        byte[] other = packets.get(0).clone();
        other[100] = 'x';
        other[200] = 'y';
        decoding.decode(LinkType.RAW, packets.get(0));
        decoding.isSkipped(LinkType.RAW, other, "ipv4 fragment");
        decoding.isUdp(LinkType.RAW, packets.get(1), new byte[1000]);
        assertThat(decoding.conflicts).hasSize(1);
        assertThat(decoding.conflicts.get(0).offset()).isEqualTo(80);
        assertThat(decoding.conflicts.get(0).bytes()).isEqualTo(101);
        assertThat(decoding.conflicts.get(0).policy()).isEqualTo(FragmentPolicy.FIRST);
    }

    @Test
    void thatOverlapAreDiscardedInIpv6UnlessTheReceiverIsKnown() {
        byte[] payload = new byte[1000];
        List<byte[]> packets = ipv6Fragments(payload, 100);
        byte[] other = packets.get(0).clone();
        other[200] = 'x';
        for (FragmentPolicy policy : FragmentPolicy.values()) {
            Decoding each = new Decoding(new PacketStack(FragmentPolicy.FIRST, policy));
            each.decode(LinkType.RAW, packets.get(0));
            each.isSkipped(LinkType.RAW, other, "ipv6 fragment");
            Decoded decoded = each.decode(LinkType.RAW, packets.get(1));
            assertThat(decoded).isEqualTo(policy == FragmentPolicy.DISCARD ? Decoded.SKIPPED : Decoded.UDP);
            assertThat(each.conflicts).hasSize(1);
        }
    }

    @Test
    void whatTheSnapLengthCutIsKnown() {
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        TcpPacket.Builder tcp = built.tcp(from, to, new byte[1000]);
        byte[] packet = built.ipv4(IpNumber.TCP, from, to, tcp).build().getRawData();
        cut(packet, 100);
        assertThat(decoding.segment.length()).isEqualTo(60);
        assertThat(decoding.segment.cutOff()).isEqualTo(940);
        cut(packet, packet.length);
        assertThat(decoding.segment.cutOff()).isZero();
        // Of a trailer behind the packet nothing is missing.
        byte[] trailed = Arrays.copyOf(packet, packet.length + 4);
        cut(trailed, packet.length);
        assertThat(decoding.segment.cutOff()).isZero();
        // A length in the header beyond what was on the wire is no cut.
        decoding.decode(LinkType.RAW, Arrays.copyOf(packet, 100));
        assertThat(decoding.segment.length()).isEqualTo(60);
        assertThat(decoding.segment.cutOff()).isZero();
    }

    private void cut(byte[] packet, int captured) {
        Packet cut = new Packet().set(1, 0, 6, LinkType.RAW, packet, 0, captured, packet.length);
        assertThat(decoding.stack.decode(cut, decoding.segment, decoding.datagram))
                .isEqualTo(Decoded.TCP);
    }
}
