package org.protospec.protocols.stack;

import org.protospec.protocols.ipv4.Ipv4Header;
import org.protospec.protocols.ipv6.Ipv6Extension;
import org.protospec.protocols.ipv6.Ipv6Fragment;
import org.protospec.protocols.ipv6.Ipv6Header;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** IPv4 and IPv6, down to the transport layer. */
final class NetworkLayers {
    /** Most extension headers of an IPv6 packet that are looked behind. */
    private static final int MAX_EXTENSIONS = 16;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;

    private final Layer<Ipv4Header> ipv4 = new Layer<>(Ipv4Header.parser());
    private final Layer<Ipv6Header> ipv6 = new Layer<>(Ipv6Header.parser());
    private final Layer<Ipv6Extension> extension = new Layer<>(Ipv6Extension.parser());
    private final Layer<Ipv6Fragment> fragment = new Layer<>(Ipv6Fragment.parser());
    private final TransportLayers transport = new TransportLayers();
    private String reason = "";

    void into(TcpSegment segment, UdpDatagram datagram) {
        transport.into(segment, datagram);
    }

    /** Why the last packet was skipped. */
    String reason() {
        return reason.isEmpty() ? transport.reason() : reason;
    }

    private Decoded skip(String why) {
        reason = why;
        return Decoded.SKIPPED;
    }

    /** A packet of either version, told apart by its first bits. */
    Decoded ip(byte[] bytes, int from, int to) {
        return ipv6.read(bytes, from, to) ? ipv6(bytes, from, to) : ipv4(bytes, from, to);
    }

    Decoded ipv4(byte[] bytes, int from, int to) {
        reason = "";
        if (!ipv4.read(bytes, from, to)) {
            return skip("malformed or truncated ipv4");
        }
        Ipv4Header header = ipv4.header();
        int length = header.totalLength();
        // A length of 0 stands for whatever the network card was handed to be cut into segments: the frame tells then.
        int end = length == 0 ? to : Math.min(to, from + length);
        if (end < ipv4.end()) {
            return skip("malformed or truncated ipv4");
        }
        if (header.fragmentOffset() != 0 || header.moreFragments()) {
            return skip("ipv4 fragment");
        }
        transport.addresses(0, mapped(header.source()), 0, mapped(header.destination()));
        return transport.decode(header.protocol(), bytes, ipv4.end(), end);
    }

    private static long mapped(Slice address) {
        return Addresses.mapped((int) Octets.u32(address.array(), address.index()));
    }

    Decoded ipv6(byte[] bytes, int from, int to) {
        reason = "";
        if (!ipv6.read(bytes, from, to)) {
            return skip("malformed or truncated ipv6");
        }
        Ipv6Header header = ipv6.header();
        int length = header.payloadLength();
        int end = length == 0 ? to : Math.min(to, ipv6.end() + length);
        transport.addresses(
                half(header.source(), 0),
                half(header.source(), 8),
                half(header.destination(), 0),
                half(header.destination(), 8));
        return payload(header.nextHeader(), bytes, ipv6.end(), end);
    }

    private static long half(Slice address, int at) {
        return Octets.u64(address.array(), address.index() + at);
    }

    /** Looks behind extension headers, each of which names the kind of the next. */
    private Decoded payload(int first, byte[] bytes, int from, int to) {
        int next = first;
        int at = from;
        for (int i = 0; i < MAX_EXTENSIONS; i++) {
            switch (next) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY:
                    if (!extension.read(bytes, at, to)) {
                        return skip("malformed or truncated ipv6");
                    }
                    next = extension.header().nextHeader();
                    at = extension.end();
                    break;
                case FRAGMENT:
                    if (!fragment.read(bytes, at, to)) {
                        return skip("malformed or truncated ipv6");
                    }
                    if (fragment.header().offset() != 0 || fragment.header().more()) {
                        return skip("ipv6 fragment");
                    }
                    next = fragment.header().nextHeader();
                    at = fragment.end();
                    break;
                default:
                    return transport.decode(next, bytes, at, to);
            }
        }
        return skip("too many ipv6 extension headers");
    }
}
