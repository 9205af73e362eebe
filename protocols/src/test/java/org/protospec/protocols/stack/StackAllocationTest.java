package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.protocols.stack.Decoding.bytes;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.UdpPort;
import org.pcap4j.util.IpV4Helper;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;

/** Nothing is allocated for a packet, be it plain, in a tunnel, a fragment, or one that is skipped. */
final class StackAllocationTest {
    private static final int ROUNDS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final BuiltPackets built = new BuiltPackets(20_261_129);
    private final Decoding decoding = new Decoding();
    private final List<Packet> packets = new ArrayList<>();

    private void packet(int linkType, byte[] bytes) {
        packets.add(Packet.of(linkType, bytes));
    }

    private void round() {
        for (int i = 0; i < packets.size(); i++) {
            decoding.stack.decode(packets.get(i), decoding.segment, decoding.datagram);
        }
    }

    @Test
    void nothingPerPacket() {
        InetAddress from = built.ipv4();
        InetAddress to = built.ipv4();
        byte[] frame =
                built.frame(EtherType.IPV4, built.ipv4(IpNumber.TCP, from, to, built.tcp(from, to, new byte[100])));
        packet(LinkType.ETHERNET, frame);
        UdpPacket.Builder vxlan =
                built.udp(from, to, bytes("08000000 00000700", frame)).dstPort(UdpPort.getInstance((short) 4789));
        packet(LinkType.RAW, built.ipv4(IpNumber.UDP, from, to, vxlan).build().getRawData());
        IpV4Packet whole = built.ipv4(IpNumber.UDP, from, to, built.udp(from, to, new byte[2000]))
                .build();
        IpV4Helper.fragment(whole, 900).forEach(each -> packet(LinkType.RAW, each.getRawData()));
        byte[] unknown = frame.clone();
        unknown[12] = (byte) 0x88;
        unknown[13] = (byte) 0xb5;
        packet(LinkType.ETHERNET, unknown);
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        // The compiler that runs beside may charge a little to this thread; one object a round would be 16 bytes each.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ROUNDS);
        assertThat(decoding.stack.fragments().completed()).isEqualTo(2 * ROUNDS);
    }
}
