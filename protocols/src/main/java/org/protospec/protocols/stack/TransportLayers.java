package org.protospec.protocols.stack;

import org.protospec.protocols.tcp.TcpHeader;
import org.protospec.protocols.tcp.TcpOption;
import org.protospec.protocols.tcp.TcpOptionKind;
import org.protospec.protocols.tcp.TcpOptions;
import org.protospec.protocols.udp.UdpHeader;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** TCP and UDP: fills what flows are made of. */
final class TransportLayers {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int NO_NEXT_HEADER = 59;

    private final Layer<TcpHeader> tcp = new Layer<>(TcpHeader.parser());
    private final Layer<TcpOptions> options = new Layer<>(TcpOptions.parser());
    private final Layer<UdpHeader> udp = new Layer<>(UdpHeader.parser());
    private TcpSegment segment = new TcpSegment();
    private UdpDatagram datagram = new UdpDatagram();
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private String reason = "";

    void into(TcpSegment segment, UdpDatagram datagram) {
        this.segment = segment;
        this.datagram = datagram;
    }

    /** Why the last packet was skipped. */
    String reason() {
        return reason;
    }

    void addresses(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        this.sourceHigh = sourceHigh;
        this.sourceLow = sourceLow;
        this.destinationHigh = destinationHigh;
        this.destinationLow = destinationLow;
    }

    private Decoded skip(String why) {
        reason = why;
        return Decoded.SKIPPED;
    }

    Decoded decode(int protocol, byte[] bytes, int from, int to) {
        reason = "";
        return switch (protocol) {
            case TCP -> tcp(bytes, from, to);
            case UDP -> udp(bytes, from, to);
            case ICMP -> skip("icmp");
            case ICMPV6 -> skip("icmpv6");
            case NO_NEXT_HEADER -> skip("ipv6 without payload");
            default -> skip("ip protocol " + protocol);
        };
    }

    private Decoded tcp(byte[] bytes, int from, int to) {
        if (!tcp.read(bytes, from, to)) {
            return skip("malformed or truncated tcp");
        }
        TcpHeader header = tcp.header();
        segment.endpoints(
                sourceHigh, sourceLow, header.sourcePort(), destinationHigh, destinationLow, header.destinationPort());
        segment.header(
                (int) header.sequenceNumber(), (int) header.acknowledgmentNumber(), flags(header), header.window());
        if (header.syn()) {
            segment.windowScale(windowScale(header.options()));
        }
        segment.payload(bytes, tcp.end(), to - tcp.end());
        return Decoded.TCP;
    }

    private static int flags(TcpHeader header) {
        return (header.fin() ? TcpSegment.FIN : 0)
                | (header.syn() ? TcpSegment.SYN : 0)
                | (header.rst() ? TcpSegment.RST : 0)
                | (header.psh() ? TcpSegment.PSH : 0)
                | (header.ack() ? TcpSegment.ACK : 0)
                | (header.urg() ? TcpSegment.URG : 0);
    }

    private int windowScale(Slice bytes) {
        // Options that are cut off or do not fit still end with those before them.
        options.read(bytes.array(), bytes.index(), bytes.index() + bytes.length());
        for (TcpOption option : options.header().options()) {
            Slice data = option.data();
            if (option.kind() == TcpOptionKind.WINDOW_SCALE && data != null && data.length() == 1) {
                return data.byteAt(0);
            }
        }
        return TcpSegment.NO_WINDOW_SCALE;
    }

    private Decoded udp(byte[] bytes, int from, int to) {
        if (!udp.read(bytes, from, to)) {
            return skip("truncated udp");
        }
        UdpHeader header = udp.header();
        int length = header.length();
        int end = length == 0 ? to : Math.min(to, from + length);
        if (end < udp.end()) {
            return skip("malformed udp");
        }
        datagram.endpoints(
                sourceHigh, sourceLow, header.sourcePort(), destinationHigh, destinationLow, header.destinationPort());
        datagram.payload(bytes, udp.end(), end - udp.end());
        return Decoded.UDP;
    }
}
