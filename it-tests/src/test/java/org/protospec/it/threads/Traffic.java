package org.protospec.it.threads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * Connections of many clients with one server that talk in lines at the same time, made of a seed: segments are lost, come twice, late and
 * with other bytes; there are pauses, of whole seconds, so that time-outs of several flows are due at the same time.
 */
final class Traffic {
    private static final int CLIENTS = 12;
    private static final int IP = 14;
    private static final int TCP = IP + 20;
    private static final int PAYLOAD = TCP + 20;
    private static final long SECOND = 1_000_000_000L;
    private static final int[] PORTS = {7, 4242};

    private final SplittableRandom random;
    private final Dissection dissection;
    private final byte[] frame = new byte[2048];
    private final ByteBuffer view = ByteBuffer.wrap(frame);
    private final Packet packet = new Packet();
    private final Client[] clients = new Client[CLIENTS];
    private long time = 1_700_000_000L * SECOND;
    private long packets;

    private static final class Client {
        int number;
        int up = 1;
        int down = 1;
    }

    Traffic(long seed, Dissection dissection) {
        random = new SplittableRandom(seed);
        this.dissection = dissection;
        view.putShort(12, (short) 0x0800);
        view.put(IP, (byte) 0x45);
        view.put(IP + 8, (byte) 64);
        view.put(IP + 9, (byte) 6);
    }

    /** Sends so many packets, or a few more, and ends the flows. */
    void send(int count) throws IOException {
        int connections = 0;
        while (packets < count) {
            int place = random.nextInt(CLIENTS);
            Client client = clients[place];
            if (client == null) {
                client = new Client();
                client.number = ++connections;
                clients[place] = client;
                if (random.nextInt(5) > 0) {
                    handshake(client);
                }
                hello(client);
            }
            if (!step(client)) {
                clients[place] = null;
            }
            if (random.nextInt(25) == 0) {
                time += random.nextInt(9) * SECOND;
            }
        }
        dissection.end();
    }

    private void handshake(Client client) throws IOException {
        client.up = 1;
        client.down = 1;
        up(client, TcpSegment.SYN, 0, 0, "");
        down(client, TcpSegment.SYN | TcpSegment.ACK, 0, 1, "");
        up(client, TcpSegment.ACK, 1, 1, "");
    }

    /** Half of the clients say what they speak; the others are to be recognised by their port. */
    private void hello(Client client) throws IOException {
        String line = client.number % 4 < 2 ? "HELLO world\n" : "what\n";
        up(client, TcpSegment.ACK, client.up, client.down, line);
        client.up += line.length();
    }

    /** One exchange, or the end: then false. */
    private boolean step(Client client) throws IOException {
        int kind = random.nextInt(40);
        if (kind == 0) {
            up(client, TcpSegment.RST | TcpSegment.ACK, client.up, client.down, "");
            return false;
        }
        if (kind == 1) {
            up(client, TcpSegment.FIN | TcpSegment.ACK, client.up, client.down, "");
            down(client, TcpSegment.FIN | TcpSegment.ACK, client.down, client.up + 1, "");
            up(client, TcpSegment.ACK, client.up + 1, client.down + 1, "");
            return false;
        }
        String line = kind == 2 ? "OPAQUE\n" : kind == 3 ? "HELLO world\n" : words();
        String answer = kind == 4 ? "READY\n" : words();
        if (kind == 5) {
            client.up += line.length();
        }
        if (kind == 6) {
            up(client, TcpSegment.ACK, client.up, client.down, line.toUpperCase(Locale.ROOT));
        }
        if (kind == 7) {
            down(client, TcpSegment.ACK, client.down, client.up + line.length(), answer);
            up(client, TcpSegment.ACK, client.up, client.down, line);
        } else {
            up(client, TcpSegment.ACK, client.up, client.down, line);
            down(client, TcpSegment.ACK, client.down, client.up + line.length(), answer);
        }
        client.up += line.length();
        client.down += answer.length();
        return true;
    }

    private String words() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.append(random.nextInt(6) == 0 ? "" : "\n")
                .append(random.nextInt(9) == 0 ? "more\n" : "")
                .append(length == 0 ? "\n" : "")
                .toString();
    }

    private void up(Client client, int flags, int sequence, int acknowledgment, String text) throws IOException {
        view.putInt(IP + 12, 0x0b000000 + client.number);
        view.putInt(IP + 16, 0x0a000002);
        view.putShort(TCP, (short) (40_000 + client.number));
        view.putShort(TCP + 2, port(client));
        send(flags, sequence, acknowledgment, text);
    }

    private void down(Client client, int flags, int sequence, int acknowledgment, String text) throws IOException {
        view.putInt(IP + 12, 0x0a000002);
        view.putInt(IP + 16, 0x0b000000 + client.number);
        view.putShort(TCP, port(client));
        view.putShort(TCP + 2, (short) (40_000 + client.number));
        send(flags, sequence, acknowledgment, text);
    }

    private static short port(Client client) {
        return (short) PORTS[client.number % PORTS.length];
    }

    private void send(int flags, int sequence, int acknowledgment, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        view.putShort(IP + 2, (short) (PAYLOAD - IP + payload.length));
        view.putInt(TCP + 4, sequence);
        view.putInt(TCP + 8, acknowledgment);
        view.put(TCP + 12, (byte) 0x50);
        view.put(TCP + 13, (byte) flags);
        view.putShort(TCP + 14, (short) 0xffff);
        System.arraycopy(payload, 0, frame, PAYLOAD, payload.length);
        packets++;
        if (random.nextInt(4) == 0) {
            time += 20_000_000L;
        }
        if (random.nextInt(30) == 0) {
            return;
        }
        int length = PAYLOAD + payload.length;
        int digits = packets % 500 < 250 ? 6 : 9;
        dissection.take(packet.set(packets, time, digits, LinkType.ETHERNET, frame, 0, length, length));
    }
}
