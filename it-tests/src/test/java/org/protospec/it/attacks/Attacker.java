package org.protospec.it.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.tcp.TcpSegment;

/** Sends packets of many connections to one mail server: Ethernet, IPv4, TCP, made in one array. */
final class Attacker {
    static final int SYN = TcpSegment.SYN;
    static final int ACK = TcpSegment.ACK;
    static final byte[] NOTHING = {};

    private static final int IP = 14;
    private static final int TCP = IP + 20;
    private static final int PAYLOAD = TCP + 20;
    private static final int SERVER = 0x0a000002;
    private static final int SERVER_PORT = 25;
    private static final long MICROSECOND = 1_000;

    private final Dissection dissection;
    private final byte[] frame = new byte[1 << 12];
    private final ByteBuffer view = ByteBuffer.wrap(frame);
    private final Packet packet = new Packet();
    private long packets;

    Attacker(Dissection dissection) {
        this.dissection = dissection;
        view.putShort(12, (short) 0x0800);
        view.putShort(IP, (short) 0x4500);
        view.put(IP + 8, (byte) 64);
        view.put(IP + 9, (byte) 6);
    }

    /** A packet of a client, of which there are as many as there are numbers. */
    void up(int client, int flags, int sequence, int acknowledgment, byte[] payload) {
        view.putInt(IP + 12, address(client));
        view.putInt(IP + 16, SERVER);
        view.putShort(TCP, port(client));
        view.putShort(TCP + 2, (short) SERVER_PORT);
        send(flags, sequence, acknowledgment, payload);
    }

    /** A packet of the server to a client. */
    void down(int client, int flags, int sequence, int acknowledgment, byte[] payload) {
        view.putInt(IP + 12, SERVER);
        view.putInt(IP + 16, address(client));
        view.putShort(TCP, (short) SERVER_PORT);
        view.putShort(TCP + 2, port(client));
        send(flags, sequence, acknowledgment, payload);
    }

    /** Three steps, with both streams beginning at 1. */
    void handshake(int client) {
        up(client, SYN, 0, 0, NOTHING);
        down(client, SYN | ACK, 0, 1, NOTHING);
        up(client, ACK, 1, 1, NOTHING);
    }

    private static int address(int client) {
        return 0x0b000000 + (client >>> 4);
    }

    private static short port(int client) {
        return (short) (40_000 + (client & 15));
    }

    private void send(int flags, int sequence, int acknowledgment, byte[] payload) {
        view.putShort(IP + 2, (short) (PAYLOAD - IP + payload.length));
        view.putInt(TCP + 4, sequence);
        view.putInt(TCP + 8, acknowledgment);
        view.put(TCP + 12, (byte) 0x50);
        view.put(TCP + 13, (byte) flags);
        view.putShort(TCP + 14, (short) 0xffff);
        System.arraycopy(payload, 0, frame, PAYLOAD, payload.length);
        packets++;
        try {
            int length = PAYLOAD + payload.length;
            dissection.take(packet.set(packets, packets * MICROSECOND, 9, LinkType.ETHERNET, frame, 0, length, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
