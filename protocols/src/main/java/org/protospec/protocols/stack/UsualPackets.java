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
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The short way through what most packets are: TCP in IPv4 in Ethernet, whole, no fragment. The three headers are
 * looked at where they lie. Every other packet goes the long way, layer by layer, and what this way reads would be read so there.
 */
final class UsualPackets {
    /** How many layers this way goes through, as {@link Cursor} counts them. */
    static final int LAYERS = 5;

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
        int header = Ipv4HeaderParser.sizeAt(bytes, ip, to);
        return header >= 0 && isWhole(bytes, ip, header, to - ip) && tcp(bytes, ip, header, segment);
    }

    /** Whether a datagram lies whole in {@code there} bytes, and holds TCP. */
    private static boolean isWhole(byte[] bytes, int ip, int header, int there) {
        int length = Ipv4Header.totalLength(bytes, ip);
        return Ipv4Header.protocol(bytes, ip) == IpProtocol.TCP
                && length >= header
                && length <= there
                && Ipv4Header.fragmentOffset(bytes, ip) == 0
                && !Ipv4Header.moreFragments(bytes, ip);
    }

    private boolean tcp(byte[] bytes, int ip, int ipHeader, TcpSegment segment) {
        int from = ip + ipHeader;
        int to = ip + Ipv4Header.totalLength(bytes, ip);
        int header = TcpHeaderParser.sizeAt(bytes, from, to);
        if (header < 0) {
            return false;
        }
        segment.endpoints(
                0,
                Addresses.mapped(Ipv4Header.source(bytes, ip)),
                TcpHeader.sourcePort(bytes, from),
                0,
                Addresses.mapped(Ipv4Header.destination(bytes, ip)),
                TcpHeader.destinationPort(bytes, from));
        segment.header(
                (int) TcpHeader.sequenceNumber(bytes, from),
                (int) TcpHeader.acknowledgmentNumber(bytes, from),
                TransportLayers.flags(bytes, from),
                TcpHeader.window(bytes, from));
        if (segment.has(TcpSegment.SYN)) {
            segment.windowScale(transport.windowScale(bytes, from + TcpHeaderParser.LEAST_SIZE, from + header));
        }
        segment.payload(bytes, from + header, to - from - header);
        return true;
    }
}
