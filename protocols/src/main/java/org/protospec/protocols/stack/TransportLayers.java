package org.protospec.protocols.stack;

import java.util.BitSet;
import org.protospec.protocols.ipv4.IpProtocol;
import org.protospec.protocols.tcp.TcpHeader;
import org.protospec.protocols.tcp.TcpHeaderParser;
import org.protospec.protocols.tcp.TcpOption;
import org.protospec.protocols.tcp.TcpOptionKind;
import org.protospec.protocols.tcp.TcpOptions;
import org.protospec.protocols.udp.UdpHeader;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** TCP and UDP: fills what flows are made of. */
final class TransportLayers {
    private static final int HARDWARE_BYTES = 6;
    private static final int MPLS_PORT = 6635;
    private static final int GENEVE_PORT = 6081;
    private static final int GTP_PORT = 2152;
    private static final int LISP_PORT = 4341;
    private static final int TEREDO_PORT = 3544;
    private static final int VXLAN_PORT = 4789;

    private final Layer<TcpHeader> tcp = new Layer<>(TcpHeader.parser());
    private final Layer<TcpOptions> options = new Layer<>(TcpOptions.parser());
    private final Layer<UdpHeader> udp = new Layer<>(UdpHeader.parser());
    private final Reasons protocols = Reasons.ofIpProtocols();
    /** The datagram that the packet being read lies in, if it may be a tunnel's. */
    private final UdpDatagram tunnel = new UdpDatagram();

    private BitSet wanted = new BitSet();
    private boolean inTunnel;
    private TcpSegment segment = new TcpSegment();
    private UdpDatagram datagram = new UdpDatagram();
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    void into(TcpSegment segment, UdpDatagram datagram) {
        this.segment = segment;
        this.datagram = datagram;
        inTunnel = false;
    }

    void addresses(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        this.sourceHigh = sourceHigh;
        this.sourceLow = sourceLow;
        this.destinationHigh = destinationHigh;
        this.destinationLow = destinationLow;
    }

    /** Reads what has the number of a protocol. */
    void read(Cursor c, int protocol) {
        switch (protocol) {
            case (int) IpProtocol.TCP -> tcp(c);
            case (int) IpProtocol.UDP -> udp(c);
            case (int) IpProtocol.NO_NEXT_HEADER -> c.skip("ipv6 without payload");
            default -> other(c, protocol);
        }
    }

    /** Has packets of these protocols handed on that are skipped otherwise. */
    void want(BitSet ipProtocols) {
        wanted = ipProtocols;
    }

    private void other(Cursor c, int protocol) {
        if (wanted.get(protocol)) {
            datagram.endpoints(sourceHigh, sourceLow, protocol, destinationHigh, destinationLow, protocol)
                    .payload(c.bytes, c.at, c.left());
            c.found(Decoded.IP);
            return;
        }
        // What carries a protocol nobody knows may well be something else.
        if (protocols.isNamed(protocol)) {
            c.skip(protocols.of(protocol));
        } else {
            c.malformed(protocols.of(protocol));
        }
    }

    /** Hands on what lies in a frame, between the hardware addresses of that; where it is none, between nobody. */
    void frame(Cursor c, int type) {
        boolean known = c.frameAt >= 0;
        long to = known ? hardware(c.frame, c.frameAt) : 0;
        long from = known ? hardware(c.frame, c.frameAt + HARDWARE_BYTES) : 0;
        long high = Addresses.hardwareHigh();
        datagram.endpoints(high, from, type, high, to, type).payload(c.bytes, c.at, c.left());
        c.found(Decoded.ETHERNET);
    }

    private static long hardware(byte[] bytes, int at) {
        return (long) Octets.u16(bytes, at) << 32 | Octets.u32(bytes, at + 2);
    }

    private void tcp(Cursor c) {
        byte[] bytes = c.bytes;
        int from = c.at;
        if (!tcp.read(c)) {
            c.malformed("malformed or truncated tcp");
            return;
        }
        TcpHeader header = tcp.header();
        segment.endpoints(
                sourceHigh, sourceLow, header.sourcePort(), destinationHigh, destinationLow, header.destinationPort());
        segment.header(
                (int) header.sequenceNumber(),
                (int) header.acknowledgmentNumber(),
                flags(bytes, from),
                header.window());
        if (header.syn()) {
            segment.windowScale(windowScale(bytes, from + TcpHeaderParser.LEAST_SIZE, c.at));
        }
        segment.payload(c.bytes, c.at, c.left());
        segment.cutOff(c.cutOff);
        c.found(Decoded.TCP);
    }

    /** The control bits of a header at an index of an array. */
    static int flags(byte[] bytes, int at) {
        return (TcpHeader.fin(bytes, at) ? TcpSegment.FIN : 0)
                | (TcpHeader.syn(bytes, at) ? TcpSegment.SYN : 0)
                | (TcpHeader.rst(bytes, at) ? TcpSegment.RST : 0)
                | (TcpHeader.psh(bytes, at) ? TcpSegment.PSH : 0)
                | (TcpHeader.ack(bytes, at) ? TcpSegment.ACK : 0)
                | (TcpHeader.urg(bytes, at) ? TcpSegment.URG : 0);
    }

    /** The shift count among the options of a SYN, which lie in an array from an index to another. */
    int windowScale(byte[] bytes, int from, int to) {
        // Options that are cut off or do not fit still end with those before them.
        options.read(bytes, from, to);
        for (TcpOption option : options.header().options()) {
            Slice data = option.data();
            if (option.kind() == TcpOptionKind.WINDOW_SCALE && data != null && data.length() == 1) {
                return data.byteAt(0);
            }
        }
        return TcpSegment.NO_WINDOW_SCALE;
    }

    private void udp(Cursor c) {
        int from = c.at;
        if (!udp.read(c)) {
            c.malformed("truncated udp");
            return;
        }
        UdpHeader header = udp.header();
        // A length of 0 stands for a jumbogram (RFC 2675).
        if (header.length() != 0) {
            if (from + header.length() < c.at) {
                c.malformed("malformed udp");
                return;
            }
            c.end(from + header.length());
        }
        fill(datagram, c, header);
        Next carried = carried(header.sourcePort(), header.destinationPort());
        if (carried == Next.IP_PROTOCOL || c.left() == 0) {
            c.found(Decoded.UDP);
        } else {
            fill(tunnel, c, header);
            inTunnel = true;
            c.then(carried);
        }
    }

    private void fill(UdpDatagram target, Cursor c, UdpHeader header) {
        target.endpoints(
                sourceHigh, sourceLow, header.sourcePort(), destinationHigh, destinationLow, header.destinationPort());
        target.payload(c.bytes, c.at, c.left());
    }

    /** What datagrams between two ports may carry; nothing if {@link Next#IP_PROTOCOL}. */
    private static Next carried(int source, int destination) {
        return switch (destination) {
            case VXLAN_PORT -> Next.VXLAN;
            case GENEVE_PORT -> Next.GENEVE;
            case GTP_PORT -> Next.GTP;
            case TEREDO_PORT -> Next.TEREDO;
            case LISP_PORT -> Next.LISP;
            case MPLS_PORT -> Next.MPLS;
            // Here the answers come from the same port.
            default -> source == GTP_PORT ? Next.GTP : source == TEREDO_PORT ? Next.TEREDO : Next.IP_PROTOCOL;
        };
    }

    /** Whether what is being read lies in a datagram that may be a tunnel's. */
    boolean isInTunnel() {
        return inTunnel;
    }

    /** The datagram that might have been a tunnel's is none: its bytes are no longer there, or its packet was one. */
    void forgetTunnel() {
        inTunnel = false;
    }

    /** What was read last is not what a tunnel would carry: takes it for a datagram like others, if it lies in one. */
    void plain(Cursor c) {
        if (inTunnel) {
            datagram.endpoints(
                    tunnel.sourceHigh(),
                    tunnel.sourceLow(),
                    tunnel.sourcePort(),
                    tunnel.destinationHigh(),
                    tunnel.destinationLow(),
                    tunnel.destinationPort());
            datagram.payload(tunnel.bytes(), tunnel.offset(), tunnel.length());
            c.found(Decoded.UDP);
        }
    }
}
