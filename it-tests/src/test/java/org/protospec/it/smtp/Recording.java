package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowClock;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What a consumer was told of one TCP connection, in order.
 *
 * @param name the capture and the connection, for messages
 * @param midstream whether its beginning was not captured
 */
public record Recording(String name, boolean midstream, List<Call> calls) {
    /** One call of a consumer. */
    public sealed interface Call {
        /** Bytes of one direction that came with a packet. */
        record Data(Direction direction, byte[] bytes, long packet) implements Call {
            @Override
            public String toString() {
                return direction + " " + bytes.length + " bytes of packet " + packet;
            }
        }

        /** Bytes that are missing. */
        record Missing(Direction direction, long bytes, long packet) implements Call {}

        /** The end of a direction. */
        record Closed(Direction direction, long packet) implements Call {}

        /** Time that passes, in nanoseconds. */
        record Pause(long nanos, long packet) implements Call {}

        /** The end of the connection. */
        record End(EndReason reason, long packet) implements Call {}
    }

    /** All TCP connections of a capture, whatever their ports. */
    public static List<Recording> of(Path file) throws IOException {
        Recorder recorder = new Recorder();
        BitSet ports = new BitSet();
        ports.set(25);
        ports.set(587);
        ports.set(2525);
        FlowTracker tracker = new FlowTracker(recorder, Limits.defaults(), ports, 1);
        PacketDecoder decoder = new PacketStack();
        TcpSegment segment = new TcpSegment();
        UdpDatagram datagram = new UdpDatagram();
        Packet packet = new Packet();
        try (Capture capture = Capture.open(file)) {
            while (capture.next(packet)) {
                tracker.packet(packet.number(), packet.timestamp());
                if (decoder.decode(packet, segment, datagram) == PacketDecoder.Decoded.TCP) {
                    assertThat(tracker.tcp(segment)).isNotNull();
                }
            }
        }
        tracker.end();
        List<Recording> recordings = new ArrayList<>();
        recorder.flows.forEach((flow, calls) ->
                recordings.add(new Recording(file.getFileName() + " " + flow, flow.midstream(), List.copyOf(calls))));
        return recordings;
    }

    /** Payload bytes of both directions. */
    public long bytes() {
        long bytes = 0;
        for (Call call : calls) {
            bytes += call instanceof Call.Data data ? data.bytes().length : 0;
        }
        return bytes;
    }

    /** The same calls, with each run of bytes that the other direction did not interrupt in one piece. */
    public Recording merged() {
        List<Call> merged = new ArrayList<>();
        for (Call call : calls) {
            Call last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (call instanceof Call.Data more
                    && last instanceof Call.Data before
                    && before.direction() == more.direction()) {
                byte[] both = Arrays.copyOf(before.bytes(), before.bytes().length + more.bytes().length);
                System.arraycopy(more.bytes(), 0, both, before.bytes().length, more.bytes().length);
                merged.set(merged.size() - 1, new Call.Data(more.direction(), both, more.packet()));
            } else {
                merged.add(call);
            }
        }
        return new Recording(name + ", merged", midstream, merged);
    }

    /** The same calls without those in the middle, so that some {@code bytes} are left at either end. */
    Recording withoutMiddle(long bytes) {
        long all = bytes();
        long at = 0;
        List<Call> ends = new ArrayList<>();
        for (Call call : calls) {
            int length = call instanceof Call.Data data ? data.bytes().length : 0;
            if (length == 0 || at < bytes || at + length > all - bytes) {
                ends.add(call);
            }
            at += length;
        }
        return new Recording(name + ", without its middle", midstream, ends);
    }

    private static final class Recorder implements FlowHandler {
        final Map<Flow, List<Call>> flows = new LinkedHashMap<>();

        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            Taker taker = new Taker(flow.clock());
            flows.put(flow, taker.calls);
            return taker;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    }

    private record Taker(FlowClock clock, List<Call> calls) implements FlowConsumer {
        Taker(FlowClock clock) {
            this(clock, new ArrayList<>());
        }

        @Override
        public void data(Direction direction, byte[] bytes, int offset, int length) {
            calls.add(new Call.Data(direction, Arrays.copyOfRange(bytes, offset, offset + length), clock.packet()));
        }

        @Override
        public void gap(Direction direction, long bytes) {
            calls.add(new Call.Missing(direction, bytes, clock.packet()));
        }

        @Override
        public void closed(Direction direction) {
            calls.add(new Call.Closed(direction, clock.packet()));
        }

        @Override
        public void datagram(Direction direction, byte[] bytes, int offset, int length) {
            throw new AssertionError("a datagram in a TCP connection");
        }

        @Override
        public void end(EndReason reason) {
            calls.add(new Call.End(reason, clock.packet()));
        }
    }
}
