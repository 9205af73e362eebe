package org.protospec.cli.toy;

import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** Ethernet, IPv4 and TCP, as {@link ToyCapture} writes them. */
public final class ToyDecoder implements PacketDecoder {
    private static final long MAPPED = 0xffff_0000_0000L;
    private String reason = "";

    @Override
    public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
        byte[] b = packet.bytes();
        int at = packet.offset();
        int ip = at + 14;
        if (packet.length() < 54 || Octets.u16(b, at + 12) != 0x0800 || Octets.u8(b, ip + 9) != 6) {
            reason = "arp";
            return Decoded.SKIPPED;
        }
        int tcp = ip + 4 * (Octets.u8(b, ip) & 15);
        int end = Math.min(at + packet.length(), ip + Octets.u16(b, ip + 2));
        int data = tcp + 4 * (Octets.u8(b, tcp + 12) >> 4);
        segment.endpoints(
                        0,
                        MAPPED | Octets.u32(b, ip + 12),
                        Octets.u16(b, tcp),
                        0,
                        MAPPED | Octets.u32(b, ip + 16),
                        Octets.u16(b, tcp + 2))
                .header(
                        (int) Octets.u32(b, tcp + 4),
                        (int) Octets.u32(b, tcp + 8),
                        Octets.u8(b, tcp + 13),
                        Octets.u16(b, tcp + 14))
                .payload(b, data, Math.max(0, end - data));
        reason = "";
        return Decoded.TCP;
    }

    @Override
    public String reason() {
        return reason;
    }
}
