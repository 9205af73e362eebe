package org.protospec.protocols.stack;

import org.protospec.protocols.ethernet.EtherType;
import org.protospec.protocols.ethernet.Frame;
import org.protospec.protocols.linux_cooked.Version1;
import org.protospec.protocols.linux_cooked.Version2;
import org.protospec.protocols.loopback.BigEndian;
import org.protospec.protocols.loopback.LittleEndian;
import org.protospec.protocols.vlan.Tag;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The packet protocols as one decoder: Ethernet with VLAN tags, BSD loopback, Linux cooked and raw IP captures, over which
 * IPv4 and IPv6 carry TCP and UDP. Every header is read by the parser that was generated from its spec.
 */
public final class PacketStack implements PacketDecoder {
    /** Most VLAN tags of a frame that are looked behind. */
    private static final int MAX_TAGS = 8;
    /** From here on the third field of an Ethernet frame is a type, below it is a length (IEEE 802.3, 3.2.6). */
    private static final int FIRST_ETHER_TYPE = 0x600;

    private static final int AF_INET = 2;
    /** What the systems that have this link layer call IPv6: NetBSD, FreeBSD, macOS, Linux. */
    private static final int[] AF_INET6 = {24, 28, 30, 10};

    private final Layer<Frame> ethernet = new Layer<>(Frame.parser());
    private final Layer<Tag> vlan = new Layer<>(Tag.parser());
    private final Layer<LittleEndian> loopback = new Layer<>(LittleEndian.parser());
    private final Layer<BigEndian> loopbackBigEndian = new Layer<>(BigEndian.parser());
    private final Layer<Version1> linuxCooked = new Layer<>(Version1.parser());
    private final Layer<Version2> linuxCooked2 = new Layer<>(Version2.parser());
    private final NetworkLayers network = new NetworkLayers();
    private String reason = "";

    /** Made by the service loader, too. */
    public PacketStack() {}

    @Override
    public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
        byte[] bytes = packet.bytes();
        int from = packet.offset();
        int to = from + packet.length();
        reason = "";
        network.into(segment, datagram);
        Decoded decoded = switch (packet.linkType()) {
            case LinkType.ETHERNET -> ethernet(bytes, from, to);
            case LinkType.NULL -> loopback(bytes, from, to);
            case LinkType.LOOP -> loopbackBigEndian(bytes, from, to);
            case LinkType.RAW, LinkType.RAW_12, LinkType.RAW_14, LinkType.IPV4, LinkType.IPV6 ->
                network.ip(bytes, from, to);
            case LinkType.LINUX_SLL -> linuxCooked(bytes, from, to);
            case LinkType.LINUX_SLL2 -> linuxCooked2(bytes, from, to);
            default -> skip("link type " + LinkType.name(packet.linkType()));
        };
        if (decoded == Decoded.SKIPPED && reason.isEmpty()) {
            reason = network.reason();
        }
        return decoded;
    }

    @Override
    public String reason() {
        return reason;
    }

    private Decoded skip(String why) {
        reason = why;
        return Decoded.SKIPPED;
    }

    private Decoded ethernet(byte[] bytes, int from, int to) {
        if (!ethernet.read(bytes, from, to)) {
            return skip("truncated ethernet");
        }
        return typed((int) ethernet.header().type(), bytes, ethernet.end(), to);
    }

    private Decoded typed(int etherType, byte[] bytes, int from, int to) {
        int type = etherType;
        int at = from;
        for (int tags = 0; isTag(type); tags++) {
            if (tags == MAX_TAGS) {
                return skip("too many vlan tags");
            }
            if (!vlan.read(bytes, at, to)) {
                return skip("truncated vlan");
            }
            type = vlan.header().type();
            at = vlan.end();
        }
        if (type == EtherType.IPV4) {
            return network.ipv4(bytes, at, to);
        } else if (type == EtherType.IPV6) {
            return network.ipv6(bytes, at, to);
        } else if (type == EtherType.ARP) {
            return skip("arp");
        }
        return skip(type < FIRST_ETHER_TYPE ? "802.3" : EtherTypeNames.of(type));
    }

    private static boolean isTag(int type) {
        return type == EtherType.VLAN || type == EtherType.SERVICE_VLAN || type == EtherType.OLD_SERVICE_VLAN;
    }

    private Decoded loopback(byte[] bytes, int from, int to) {
        if (!loopback.read(bytes, from, to)) {
            return skip("truncated loopback");
        }
        long family = loopback.header().family();
        return family > 0xffff ? loopbackBigEndian(bytes, from, to) : family(family, bytes, loopback.end(), to);
    }

    private Decoded loopbackBigEndian(byte[] bytes, int from, int to) {
        if (!loopbackBigEndian.read(bytes, from, to)) {
            return skip("truncated loopback");
        }
        return family(loopbackBigEndian.header().family(), bytes, loopbackBigEndian.end(), to);
    }

    private Decoded family(long family, byte[] bytes, int from, int to) {
        if (family == AF_INET) {
            return network.ipv4(bytes, from, to);
        }
        for (int each : AF_INET6) {
            if (family == each) {
                return network.ipv6(bytes, from, to);
            }
        }
        return skip("other address family");
    }

    private Decoded linuxCooked(byte[] bytes, int from, int to) {
        return linuxCooked.read(bytes, from, to)
                ? typed(linuxCooked.header().protocol(), bytes, linuxCooked.end(), to)
                : skip("truncated linux cooked");
    }

    private Decoded linuxCooked2(byte[] bytes, int from, int to) {
        return linuxCooked2.read(bytes, from, to)
                ? typed(linuxCooked2.header().protocol(), bytes, linuxCooked2.end(), to)
                : skip("truncated linux cooked");
    }
}
