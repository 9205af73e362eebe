package org.protospec.protocols.stack;

import org.protospec.protocols.ip.IpVersion;
import org.protospec.protocols.ipv4.IpProtocol;
import org.protospec.protocols.ipv4.Ipv4Header;
import org.protospec.protocols.ipv6.Authentication;
import org.protospec.protocols.ipv6.Ipv6Extension;
import org.protospec.protocols.ipv6.Ipv6Fragment;
import org.protospec.protocols.ipv6.Ipv6Header;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.ip.Fragment;
import org.protospec.runtime.ip.FragmentAssembler;

/** IPv4 and IPv6, their extension headers, and their fragments put together. */
final class NetworkLayers {
    private static final int FRAGMENT_UNIT = 8;
    private static final int VERSION_4 = 4;
    private static final int VERSION_6 = 6;

    private static final String MALFORMED_4 = "malformed or truncated ipv4";
    private static final String MALFORMED_6 = "malformed or truncated ipv6";

    private final Layer<IpVersion> either = new Layer<>(IpVersion.parser());
    private final Layer<Ipv4Header> ipv4 = new Layer<>(Ipv4Header.parser());
    private final Layer<Ipv6Header> ipv6 = new Layer<>(Ipv6Header.parser());
    private final Layer<Ipv6Extension> extension = new Layer<>(Ipv6Extension.parser());
    private final Layer<Ipv6Fragment> fragmentHeader = new Layer<>(Ipv6Fragment.parser());
    private final Layer<Authentication> authentication = new Layer<>(Authentication.parser());
    private final TransportLayers transport;
    private final TunnelLayers tunnels;
    private final Fragment fragment = new Fragment();
    private FragmentAssembler assembler;
    private int version;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    NetworkLayers(TransportLayers transport, TunnelLayers tunnels, FragmentAssembler assembler) {
        this.transport = transport;
        this.tunnels = tunnels;
        this.assembler = assembler;
    }

    void assembler(FragmentAssembler assembler) {
        this.assembler = assembler;
    }

    /** A packet of either version, told apart by its first bits. */
    void ip(Cursor c) {
        int first = either.read(c.bytes, c.at, c.to) ? either.header().version() : 0;
        if (first == VERSION_6) {
            ipv6(c);
        } else {
            ipv4(c);
        }
    }

    void ipv4(Cursor c) {
        int from = c.at;
        if (!ipv4.read(c)) {
            c.malformed(MALFORMED_4);
            return;
        }
        Ipv4Header header = ipv4.header();
        int length = header.totalLength();
        // A length of 0 stands for whatever the network card was handed to be cut into segments: the frame tells then.
        if (length != 0) {
            if (from + length < c.at || isNoTunnel(c, from + length)) {
                c.malformed(MALFORMED_4);
                return;
            }
            c.end(from + length);
        }
        version = VERSION_4;
        addresses(0, mapped(header.source()), 0, mapped(header.destination()));
        int protocol = (int) header.protocol();
        if (header.fragmentOffset() == 0 && !header.moreFragments()) {
            c.then(Next.IP_PROTOCOL, protocol);
            return;
        }
        fragment.datagram(header.identification(), protocol);
        int offset = header.fragmentOffset() * FRAGMENT_UNIT;
        assemble(c, header.moreFragments() ? fragment.more(offset) : fragment.last(offset), "ipv4 fragment");
    }

    /** Whether a packet cannot be what a tunnel carries: it would not fit. Elsewhere, what there is of such a packet is used. */
    private boolean isNoTunnel(Cursor c, int end) {
        return transport.isInTunnel() && c.isBeyondWire(end);
    }

    private static long mapped(Slice address) {
        return Addresses.mapped((int) Octets.u32(address.array(), address.index()));
    }

    void ipv6(Cursor c) {
        if (!ipv6.read(c)) {
            c.malformed(MALFORMED_6);
            return;
        }
        Ipv6Header header = ipv6.header();
        int length = header.payloadLength();
        // A length of 0 stands for a jumbogram (RFC 2675), too.
        if (length != 0) {
            if (isNoTunnel(c, c.at + length)) {
                c.malformed(MALFORMED_6);
                return;
            }
            c.end(c.at + length);
        }
        version = VERSION_6;
        addresses(
                half(header.source(), 0),
                half(header.source(), 8),
                half(header.destination(), 0),
                half(header.destination(), 8));
        c.then(Next.IP_PROTOCOL, header.nextHeader());
    }

    private static long half(Slice address, int at) {
        return Octets.u64(address.array(), address.index() + at);
    }

    private void addresses(long fromHigh, long fromLow, long toHigh, long toLow) {
        sourceHigh = fromHigh;
        sourceLow = fromLow;
        destinationHigh = toHigh;
        destinationLow = toLow;
        transport.addresses(fromHigh, fromLow, toHigh, toLow);
    }

    /** What a packet carries, by the number that the cursor has: another header of IP, a tunnel, or a transport. */
    void protocol(Cursor c) {
        int protocol = c.number();
        if (protocol == IpProtocol.AUTHENTICATION) {
            authentication(c);
        } else if (version == VERSION_6 && isExtension(protocol)) {
            extension(c);
        } else if (version == VERSION_6 && protocol == IpProtocol.FRAGMENT) {
            fragment(c);
        } else if (!tunnels.protocol(c, protocol)) {
            transport.read(c, protocol);
        }
    }

    private static boolean isExtension(int protocol) {
        return protocol == IpProtocol.HOP_BY_HOP
                || protocol == IpProtocol.ROUTING
                || protocol == IpProtocol.DESTINATION_OPTIONS
                || protocol == IpProtocol.MOBILITY
                || protocol == IpProtocol.HIP
                || protocol == IpProtocol.SHIM6;
    }

    private void extension(Cursor c) {
        if (extension.read(c)) {
            c.then(Next.IP_PROTOCOL, extension.header().nextHeader());
        } else {
            c.malformed(MALFORMED_6);
        }
    }

    private void authentication(Cursor c) {
        if (authentication.read(c)) {
            c.then(Next.IP_PROTOCOL, authentication.header().nextHeader());
        } else {
            c.malformed("truncated ip authentication");
        }
    }

    private void fragment(Cursor c) {
        if (!fragmentHeader.read(c)) {
            c.malformed(MALFORMED_6);
            return;
        }
        Ipv6Fragment header = fragmentHeader.header();
        if (header.offset() == 0 && !header.more()) {
            // An atomic fragment is whole by itself, whatever other fragments there are (RFC 6946, section 4).
            c.then(Next.IP_PROTOCOL, header.nextHeader());
            return;
        }
        fragment.datagram((int) header.identification(), header.nextHeader());
        int offset = header.offset() * FRAGMENT_UNIT;
        assemble(c, header.more() ? fragment.more(offset) : fragment.last(offset), "ipv6 fragment");
    }

    /** Adds a fragment; the one that completes a datagram stands for it, the others are skipped. */
    private void assemble(Cursor c, Fragment described, String reason) {
        described
                .addresses(version, sourceHigh, sourceLow, destinationHigh, destinationLow)
                .bytes(c.bytes, c.at, c.left(), c.left() + c.cutOff);
        if (assembler.add(described, c.time)) {
            // What was put together overwrites the datagram that these may be the bytes of.
            transport.forgetTunnel();
            c.show(assembler.bytes(), 0, assembler.length(), assembler.cutOff());
            c.then(Next.IP_PROTOCOL, assembler.protocol());
        } else {
            c.skip(reason);
        }
    }
}
