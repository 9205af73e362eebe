package org.protospec.it.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.tcp.TcpSegment;

/** One TCP connection as packets in memory, made in one array: Ethernet, IPv4, TCP. */
final class Wire {
    private static final int IP = 14;
    private static final int TCP = IP + 20;
    private static final int PAYLOAD = TCP + 20;
    private static final int IPV4 = 0x0800;
    private static final int CLIENT_PORT = 40000;
    private static final int SERVER_PORT = 25;
    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0x0a000002;
    private static final long MILLISECOND = 1_000_000;

    private final Dissection dissection;
    private final byte[] frame = new byte[1 << 16];
    private final ByteBuffer view = ByteBuffer.wrap(frame);
    private final Packet packet = new Packet();
    private final int[] sequence = new int[2];
    private long packets;

    Wire(Dissection dissection) {
        this.dissection = dissection;
        view.putShort(12, (short) IPV4);
        view.putShort(IP, (short) 0x4500);
        view.put(IP + 8, (byte) 64);
        view.put(IP + 9, (byte) 6);
    }

    void handshake() {
        send(Direction.UP, TcpSegment.SYN, new byte[0]);
        send(Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, new byte[0]);
        sequence[0] = 1;
        sequence[1] = 1;
        send(Direction.UP, TcpSegment.ACK, new byte[0]);
    }

    void send(Conversation.Segment segment) {
        send(segment.direction(), TcpSegment.ACK | TcpSegment.PSH, segment.bytes());
        sequence[segment.direction().ordinal()] += segment.bytes().length;
    }

    private void send(Direction direction, int flags, byte[] payload) {
        boolean up = direction == Direction.UP;
        view.putShort(IP + 2, (short) (PAYLOAD - IP + payload.length));
        view.putInt(IP + 12, up ? CLIENT : SERVER);
        view.putInt(IP + 16, up ? SERVER : CLIENT);
        view.putShort(TCP, (short) (up ? CLIENT_PORT : SERVER_PORT));
        view.putShort(TCP + 2, (short) (up ? SERVER_PORT : CLIENT_PORT));
        view.putInt(TCP + 4, sequence[direction.ordinal()]);
        view.putInt(TCP + 8, sequence[direction.opposite().ordinal()]);
        view.putShort(TCP + 12, (short) (0x5000 | flags));
        view.putShort(TCP + 14, (short) 0x7fff);
        System.arraycopy(payload, 0, frame, PAYLOAD, payload.length);
        int length = PAYLOAD + payload.length;
        packets++;
        packet.set(packets, packets * MILLISECOND, 6, LinkType.ETHERNET, frame, 0, length, length);
        try {
            dissection.take(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
