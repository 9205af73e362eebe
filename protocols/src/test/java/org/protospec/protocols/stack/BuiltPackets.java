package org.protospec.protocols.stack;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.TcpPort;
import org.pcap4j.packet.namednumber.UdpPort;
import org.pcap4j.util.MacAddress;

/** Packets with random headers, built by pcap4j. */
final class BuiltPackets {
    private final Random random;

    BuiltPackets(long seed) {
        random = new Random(seed);
    }

    byte[] payload(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    InetAddress ipv4() {
        return address(4);
    }

    InetAddress ipv6() {
        return address(16);
    }

    private InetAddress address(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = 0x20;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    TcpPacket.Builder tcp(InetAddress from, InetAddress to, byte[] payload) {
        return new TcpPacket.Builder()
                .srcPort(TcpPort.getInstance((short) random.nextInt()))
                .dstPort(TcpPort.getInstance((short) random.nextInt()))
                .sequenceNumber(random.nextInt())
                .acknowledgmentNumber(random.nextInt())
                .syn(random.nextBoolean())
                .ack(random.nextBoolean())
                .fin(random.nextBoolean())
                .rst(random.nextBoolean())
                .psh(random.nextBoolean())
                .urg(random.nextBoolean())
                .window((short) random.nextInt())
                .srcAddr(from)
                .dstAddr(to)
                .correctChecksumAtBuild(true)
                .correctLengthAtBuild(true)
                .payloadBuilder(new UnknownPacket.Builder().rawData(payload));
    }

    UdpPacket.Builder udp(InetAddress from, InetAddress to, byte[] payload) {
        return new UdpPacket.Builder()
                .srcPort(UdpPort.getInstance((short) random.nextInt()))
                .dstPort(UdpPort.getInstance((short) random.nextInt()))
                .srcAddr(from)
                .dstAddr(to)
                .correctChecksumAtBuild(true)
                .correctLengthAtBuild(true)
                .payloadBuilder(new UnknownPacket.Builder().rawData(payload));
    }

    IpV4Packet.Builder ipv4(IpNumber protocol, InetAddress from, InetAddress to, Packet.Builder payload) {
        return new IpV4Packet.Builder()
                .version(IpVersion.IPV4)
                .tos(IpV4Rfc791Tos.newInstance((byte) random.nextInt()))
                .identification((short) random.nextInt())
                .ttl((byte) random.nextInt())
                .protocol(protocol)
                .srcAddr((Inet4Address) from)
                .dstAddr((Inet4Address) to)
                .correctChecksumAtBuild(true)
                .correctLengthAtBuild(true)
                .payloadBuilder(payload);
    }

    IpV6Packet.Builder ipv6(IpNumber protocol, InetAddress from, InetAddress to, Packet.Builder payload) {
        return new IpV6Packet.Builder()
                .version(IpVersion.IPV6)
                .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) random.nextInt()))
                .flowLabel(IpV6SimpleFlowLabel.newInstance(random.nextInt(1 << 20)))
                .nextHeader(protocol)
                .hopLimit((byte) random.nextInt())
                .srcAddr((Inet6Address) from)
                .dstAddr((Inet6Address) to)
                .correctLengthAtBuild(true)
                .payloadBuilder(payload);
    }

    /** A frame, padded to 60 bytes as on the wire. */
    byte[] frame(EtherType type, Packet.Builder payload) {
        return new EthernetPacket.Builder()
                .dstAddr(MacAddress.getByAddress(new byte[] {2, 0, 0, 0, 0, 1}))
                .srcAddr(MacAddress.getByAddress(new byte[] {2, 0, 0, 0, 0, 2}))
                .type(type)
                .payloadBuilder(payload)
                .paddingAtBuild(true)
                .build()
                .getRawData();
    }

    Packet.Builder tagged(EtherType type, Packet.Builder payload) {
        return new Dot1qVlanTagPacket.Builder()
                .vid((short) random.nextInt(4096))
                .type(type)
                .payloadBuilder(payload);
    }
}
