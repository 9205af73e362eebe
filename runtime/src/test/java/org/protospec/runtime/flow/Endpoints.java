package org.protospec.runtime.flow;

import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.tcp.TcpSegment;

/** Test traffic between a client and a server. */
final class Endpoints {
    static final long CLIENT = Addresses.mapped(0xc0000201);
    static final long SERVER = Addresses.mapped(0xc6336419);
    static final int SERVER_PORT = 25;
    static final int SYN = TcpSegment.SYN;
    static final int ACK = TcpSegment.ACK;
    static final int FIN = TcpSegment.FIN;
    static final int RST = TcpSegment.RST;

    private final FlowTracker tracker;
    private final int clientPort;
    private final TcpSegment segment = new TcpSegment();
    private final UdpDatagram datagram = new UdpDatagram();
    long time = 1_000_000_000_000L;

    Endpoints(FlowTracker tracker, int clientPort) {
        this.tracker = tracker;
        this.clientPort = clientPort;
    }

    Flow up(int flags, int sequence, int acknowledgment, byte[] payload) {
        return send(Direction.UP, flags, sequence, acknowledgment, payload);
    }

    Flow down(int flags, int sequence, int acknowledgment, byte[] payload) {
        return send(Direction.DOWN, flags, sequence, acknowledgment, payload);
    }

    Flow up(int flags, int sequence, int acknowledgment, String payload) {
        return send(Direction.UP, flags, sequence, acknowledgment, Recorder.bytes(payload));
    }

    Flow down(int flags, int sequence, int acknowledgment, String payload) {
        return send(Direction.DOWN, flags, sequence, acknowledgment, Recorder.bytes(payload));
    }

    /** Three steps: the streams begin at the given numbers plus one. */
    Endpoints handshake(int client, int server) {
        up(SYN, client, 0, "");
        down(SYN | ACK, server, client + 1, "");
        up(ACK, client + 1, server + 1, "");
        return this;
    }

    Flow send(Direction direction, int flags, int sequence, int acknowledgment, byte[] payload) {
        time += 1_000;
        tracker.packet(tracker.packet() + 1, time);
        if (direction == Direction.UP) {
            segment.endpoints(0, CLIENT, clientPort, 0, SERVER, SERVER_PORT);
        } else {
            segment.endpoints(0, SERVER, SERVER_PORT, 0, CLIENT, clientPort);
        }
        return tracker.tcp(
                segment.header(sequence, acknowledgment, flags, 65535).payload(payload, 0, payload.length));
    }

    Flow datagram(Direction direction, String payload) {
        return datagram(direction, Recorder.bytes(payload));
    }

    Flow datagram(Direction direction, byte[] bytes) {
        time += 1_000;
        tracker.packet(tracker.packet() + 1, time);
        if (direction == Direction.UP) {
            datagram.endpoints(0, CLIENT, clientPort, 0, SERVER, SERVER_PORT);
        } else {
            datagram.endpoints(0, SERVER, SERVER_PORT, 0, CLIENT, clientPort);
        }
        return tracker.udp(datagram.payload(bytes, 0, bytes.length));
    }
}
