package org.protospec.it.captures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/** The bytes of all TCP connections of a capture, in order. */
final class Streams implements FlowHandler {
    /** One connection. */
    static final class Stream implements FlowConsumer {
        private final Map<String, ByteArrayOutputStream> bytes = new TreeMap<>();
        private final String up;
        private final String down;
        private boolean gaps;

        private Stream(Flow flow) {
            up = flow.client();
            down = flow.server();
            bytes.put(up, new ByteArrayOutputStream());
            bytes.put(down, new ByteArrayOutputStream());
        }

        /** The bytes that an endpoint has sent; null if it is not one of this connection. */
        byte @Nullable [] sentBy(String endpoint) {
            ByteArrayOutputStream sent = bytes.get(endpoint);
            return sent == null ? null : sent.toByteArray();
        }

        /** How many bytes either side has sent, in no useful order. */
        List<Integer> lengths() {
            return bytes.values().stream().map(ByteArrayOutputStream::size).toList();
        }

        boolean hasGaps() {
            return gaps;
        }

        @Override
        public void data(Direction direction, byte[] array, int offset, int length) {
            ByteArrayOutputStream sent = bytes.get(direction == Direction.UP ? up : down);
            if (sent != null) {
                sent.write(array, offset, length);
            }
        }

        @Override
        public void gap(Direction direction, long missing) {
            gaps = true;
        }

        @Override
        public void closed(Direction direction) {}

        @Override
        public void datagram(Direction direction, byte[] array, int offset, int length) {}

        @Override
        public void end(EndReason reason) {}
    }

    private final List<Stream> streams = new ArrayList<>();

    private Streams() {}

    /** All connections of a capture, those that are established first coming first. */
    static List<Stream> of(Path file) throws IOException {
        Streams streams = new Streams();
        FlowTracker tracker = new FlowTracker(streams, Limits.defaults(), new BitSet(), 1);
        PacketDecoder decoder = new PacketStack();
        TcpSegment segment = new TcpSegment();
        UdpDatagram datagram = new UdpDatagram();
        Packet packet = new Packet();
        try (Capture capture = Capture.open(file)) {
            while (capture.next(packet)) {
                tracker.packet(packet.number(), packet.timestamp());
                if (decoder.decode(packet, segment, datagram) == PacketDecoder.Decoded.TCP
                        && tracker.tcp(segment).packets() == 0) {
                    throw new AssertionError("a flow without packets");
                }
            }
        }
        tracker.end();
        return streams.streams;
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        if (flow.transport() != Transport.TCP) {
            return null;
        }
        Stream stream = new Stream(flow);
        streams.add(stream);
        return stream;
    }

    @Override
    public void ended(Flow flow, EndReason reason) {}
}
