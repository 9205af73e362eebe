package org.protospec.protocols.stack;

import org.protospec.protocols.ethernet.EtherType;
import org.protospec.protocols.ethernet.Frame;
import org.protospec.protocols.ethernet.FrameParser;
import org.protospec.protocols.ipv4.IpProtocol;
import org.protospec.protocols.ipv4.Ipv4Header;
import org.protospec.protocols.ipv4.Ipv4HeaderParser;
import org.protospec.protocols.tcp.TcpHeader;
import org.protospec.protocols.tcp.TcpHeaderParser;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The short way through what most packets are: TCP in IPv4 in Ethernet, whole, no fragment. The three parsers are
 * called by their own types, which lets the JIT compiler make one piece of code of them. Every other packet goes the long way, layer
 * by layer, and what this way reads would be read so there.
 */
final class UsualPackets {
    /** How many layers this way goes through, as {@link Cursor} counts them. */
    static final int LAYERS = 5;

    private final Ipv4HeaderParser datagrams = Ipv4Header.parser();
    private final TcpHeaderParser segments = TcpHeader.parser();
    private final TransportLayers transport;

    UsualPackets(TransportLayers transport) {
        this.transport = transport;
    }

    /** Reads a packet if it is a usual one; otherwise nothing has been done. */
    boolean read(Packet packet, TcpSegment segment) {
        byte[] bytes = packet.bytes();
        int from = packet.offset();
        int to = from + packet.length();
        if (packet.linkType() != LinkType.ETHERNET
                || !FrameParser.isWhole(bytes, from, to)
                || Frame.type(bytes, from) != EtherType.IPV4) {
            return false;
        }
        int ip = from + FrameParser.SIZE;
        int header = datagrams.read(bytes, ip, to);
        return header >= 0 && isWhole(datagrams.message(), header, to - ip) && tcp(bytes, ip, header, segment);
    }

    /** Whether a datagram lies whole in {@code there} bytes, and holds TCP. */
    private static boolean isWhole(Ipv4Header ip, int header, int there) {
        int length = ip.totalLength();
        return ip.protocol() == IpProtocol.TCP
                && length >= header
                && length <= there
                && ip.fragmentOffset() == 0
                && !ip.moreFragments();
    }

    private boolean tcp(byte[] bytes, int ip, int ipHeader, TcpSegment segment) {
        Ipv4Header datagram = datagrams.message();
        int from = ip + ipHeader;
        int to = ip + datagram.totalLength();
        int length = segments.read(bytes, from, to);
        TcpHeader header = segments.message();
        if (length < 0) {
            return false;
        }
        segment.endpoints(
                0,
                mapped(datagram.source()),
                header.sourcePort(),
                0,
                mapped(datagram.destination()),
                header.destinationPort());
        segment.header(
                (int) header.sequenceNumber(),
                (int) header.acknowledgmentNumber(),
                TransportLayers.flags(header),
                header.window());
        if (header.syn()) {
            segment.windowScale(transport.windowScale(header.options()));
        }
        segment.payload(bytes, from + length, to - from - length);
        return true;
    }

    private static long mapped(Slice address) {
        return Addresses.mapped((int) Octets.u32(address.array(), address.index()));
    }
}
