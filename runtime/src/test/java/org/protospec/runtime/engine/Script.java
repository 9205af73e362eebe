package org.protospec.runtime.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** Packets without headers: the decoder knows what each one is because the test said so. */
final class Script implements PacketDecoder {
    private static final long CLIENT = 0xffff_0a00_0001L;
    private static final long SERVER = 0xffff_0a00_0002L;

    private final List<Step> steps = new ArrayList<>();
    private String reason = "";

    private record Step(String kind, int clientPort, int serverPort, Sender sender, int sequence, int length) {}

    private enum Sender {
        CLIENT,
        SERVER
    }

    /** The three packets that establish a connection. */
    Script connect(int clientPort, int serverPort) {
        steps.add(new Step("syn", clientPort, serverPort, Sender.CLIENT, 0, 0));
        steps.add(new Step("syn", clientPort, serverPort, Sender.SERVER, 0, 0));
        steps.add(new Step("ack", clientPort, serverPort, Sender.CLIENT, 1, 0));
        return this;
    }

    Script up(int clientPort, int serverPort, int sequence, int length) {
        steps.add(new Step("ack", clientPort, serverPort, Sender.CLIENT, sequence, length));
        return this;
    }

    Script down(int clientPort, int serverPort, int sequence, int length) {
        steps.add(new Step("ack", clientPort, serverPort, Sender.SERVER, sequence, length));
        return this;
    }

    /** The client resets the connection. */
    Script reset(int clientPort, int serverPort, int sequence) {
        steps.add(new Step("rst", clientPort, serverPort, Sender.CLIENT, sequence, 0));
        return this;
    }

    Script datagram(int clientPort, int serverPort, int length) {
        steps.add(new Step("udp", clientPort, serverPort, Sender.CLIENT, 0, length));
        return this;
    }

    Script skipped(String why) {
        steps.add(new Step(why, 0, 0, Sender.CLIENT, 0, 0));
        return this;
    }

    /** Has a run take all packets, and ends it. */
    void play(Dissection dissection) throws IOException {
        byte[] bytes = new byte[64];
        for (int i = 0; i < steps.size(); i++) {
            dissection.take(new Packet().set(i + 1, (i + 1) * 1_000_000L, 6, 1, bytes, 0, bytes.length, bytes.length));
        }
        dissection.end();
    }

    @Override
    public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
        Step step = steps.get((int) packet.number() - 1);
        boolean up = step.sender == Sender.CLIENT;
        int source = up ? step.clientPort : step.serverPort;
        int target = up ? step.serverPort : step.clientPort;
        long from = up ? CLIENT : SERVER;
        long to = up ? SERVER : CLIENT;
        return switch (step.kind) {
            case "syn", "ack", "rst" -> {
                int flags = switch (step.kind) {
                    case "syn" -> TcpSegment.SYN | (up ? 0 : TcpSegment.ACK);
                    case "rst" -> TcpSegment.RST | TcpSegment.ACK;
                    default -> TcpSegment.ACK;
                };
                segment.endpoints(0, from, source, 0, to, target).header(step.sequence, 1, flags, 1000);
                segment.payload(packet.bytes(), 0, step.length);
                yield Decoded.TCP;
            }
            case "udp" -> {
                datagram.endpoints(0, from, source, 0, to, target).payload(packet.bytes(), 0, step.length);
                yield Decoded.UDP;
            }
            default -> {
                reason = step.kind;
                yield Decoded.SKIPPED;
            }
        };
    }

    @Override
    public String reason() {
        return reason;
    }
}
