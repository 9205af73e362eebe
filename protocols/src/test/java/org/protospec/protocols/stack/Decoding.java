package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.ip.FragmentConflict;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/** A stack, and what it made of the last packet. */
final class Decoding {
    final PacketStack stack;
    final TcpSegment segment = new TcpSegment();
    final UdpDatagram datagram = new UdpDatagram();
    final List<FragmentConflict> conflicts = new ArrayList<>();

    Decoding() {
        this(new PacketStack());
    }

    Decoding(PacketStack stack) {
        this.stack = stack;
        stack.begin(Limits.defaults(), conflicts::add);
    }

    Decoded decode(int linkType, byte[] bytes) {
        return stack.decode(Packet.of(linkType, bytes), segment, datagram);
    }

    /** The packet is a datagram with this payload. */
    void isUdp(int linkType, byte[] packet, byte[] payload) {
        Decoded decoded = decode(linkType, packet);
        assertThat(decoded).as("skipped: %s", stack.reason()).isEqualTo(Decoded.UDP);
        assertThat(payload()).isEqualTo(payload);
    }

    /** The packet is skipped for this reason. */
    void isSkipped(int linkType, byte[] packet, String reason) {
        assertThat(decode(linkType, packet)).isEqualTo(Decoded.SKIPPED);
        assertThat(stack.reason()).isEqualTo(reason);
    }

    byte[] payload() {
        return Arrays.copyOfRange(datagram.bytes(), datagram.offset(), datagram.offset() + datagram.length());
    }

    String source() {
        return Addresses.append(new StringBuilder(), datagram.sourceHigh(), datagram.sourceLow())
                .toString();
    }

    /** Bytes written in hexadecimal with spaces, and others behind them. */
    static byte[] bytes(String hex, byte[]... behind) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        for (byte[] each : behind) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }
}
