package org.protospec.cli.toy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.protospec.runtime.capture.CaptureWriter;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.tcp.TcpSegment;

/** A capture made by a test: connections packet by packet, one millisecond apart. */
public final class ToyCapture implements AutoCloseable {
    private static final long START = 1_600_000_000_123_456_000L;
    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0x0a000002;

    private final CaptureWriter writer;
    private long packets;

    private ToyCapture(CaptureWriter writer) {
        this.writer = writer;
    }

    public static ToyCapture create(Path file) throws IOException {
        return new ToyCapture(CaptureWriter.create(file));
    }

    /** Adds a packet of another kind. */
    public ToyCapture arp() throws IOException {
        return other(0x0806);
    }

    /** Adds a packet of a kind that no protocol takes. */
    public ToyCapture lldp() throws IOException {
        return other(0x88cc);
    }

    private ToyCapture other(int type) throws IOException {
        byte[] frame = new byte[60];
        ByteBuffer.wrap(frame).putShort(12, (short) type);
        return write(frame);
    }

    /** Adds a fragment of an IPv4 datagram that others follow; its offset is in units of 8 bytes. */
    public ToyCapture fragment(int identification, int offset, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + payload.length);
        frame.putShort(12, (short) 0x0800).position(14);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
        frame.putShort((short) identification).putShort((short) (0x2000 | offset));
        frame.put((byte) 64).put((byte) 17).putShort((short) 0);
        frame.putInt(CLIENT).putInt(SERVER).put(payload);
        return write(frame.array());
    }

    /** A connection to the toy port that is established. */
    public Connection connect(int clientPort) throws IOException {
        return connect(clientPort, ToyProtocol.PORT);
    }

    public Connection connect(int clientPort, int serverPort) throws IOException {
        Connection connection = new Connection(clientPort, serverPort);
        connection.segment(true, TcpSegment.SYN, "");
        connection.segment(false, TcpSegment.SYN | TcpSegment.ACK, "");
        return connection.segment(true, TcpSegment.ACK, "");
    }

    /** A connection whose beginning is missing. */
    public Connection midstream(int clientPort) {
        return new Connection(clientPort, ToyProtocol.PORT);
    }

    private ToyCapture write(byte[] frame) throws IOException {
        packets++;
        writer.write(new Packet()
                .set(packets, START + packets * 1_000_000, 6, LinkType.ETHERNET, frame, 0, frame.length, frame.length));
        return this;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** One TCP connection. */
    public final class Connection {
        private final int clientPort;
        private final int serverPort;
        private int clientSequence = 1000;
        private int serverSequence = 5000;

        private Connection(int clientPort, int serverPort) {
            this.clientPort = clientPort;
            this.serverPort = serverPort;
        }

        public Connection up(String bytes) throws IOException {
            return segment(true, TcpSegment.ACK, bytes);
        }

        public Connection down(String bytes) throws IOException {
            return segment(false, TcpSegment.ACK, bytes);
        }

        /** Bytes of the client that were never captured. */
        public Connection lost(int bytes) {
            clientSequence += bytes;
            return this;
        }

        public Connection close() throws IOException {
            segment(true, TcpSegment.FIN | TcpSegment.ACK, "");
            segment(false, TcpSegment.FIN | TcpSegment.ACK, "");
            return segment(true, TcpSegment.ACK, "");
        }

        private Connection segment(boolean up, int flags, String text) throws IOException {
            byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer frame = ByteBuffer.allocate(14 + 20 + 20 + payload.length);
            frame.putShort(12, (short) 0x0800).position(14);
            frame.put((byte) 0x45).put((byte) 0).putShort((short) (40 + payload.length));
            frame.putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
            frame.putInt(up ? CLIENT : SERVER).putInt(up ? SERVER : CLIENT);
            frame.putShort((short) (up ? clientPort : serverPort)).putShort((short) (up ? serverPort : clientPort));
            frame.putInt(up ? clientSequence : serverSequence).putInt(up ? serverSequence : clientSequence);
            frame.put((byte) 0x50).put((byte) flags).putShort((short) 8192).putInt(0);
            frame.put(payload);
            int length = payload.length + ((flags & (TcpSegment.SYN | TcpSegment.FIN)) != 0 ? 1 : 0);
            clientSequence += up ? length : 0;
            serverSequence += up ? 0 : length;
            write(frame.array());
            return this;
        }
    }
}
