package org.protospec.it.fuzz;

import static org.protospec.it.fuzz.CaptureFuzzTest.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.protospec.it.smtp.EventText;
import org.protospec.it.smtp.Recording;
import org.protospec.it.smtp.Recording.Call;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.tcp.TcpSegment;
import org.protospec.smtp.Smtp;

/**
 * The bytes of a recording as raw IPv4 packets of a whole connection, from its handshake to its end, through packet stack,
 * reassembly and dissector. What one side says before the other speaks is cut into segments, which may come in any order.
 */
final class SegmentedSession implements FlowHandler {
    /** In which order the segments of one side's turn come. */
    enum Order {
        AS_SENT,
        /** Shuffled, some of them twice, some overlapping their neighbours. */
        SHUFFLED
    }

    private static final int TCP = 20;
    private static final int PAYLOAD = 40;
    private static final int MOST_IN_SEGMENT = 60;
    private static final int CLIENT_PORT = 40_000;
    private static final int SERVER_PORT = 25;
    private static final long MILLISECOND = 1_000_000;
    private static final byte[] NOTHING = {};

    private final Recording recording;
    private final EventText events;
    private final Dissector dissector;
    private final FlowTracker tracker;
    private final PacketStack stack = new PacketStack();
    private final TcpSegment segment = new TcpSegment();
    private final UdpDatagram datagram = new UdpDatagram();
    private final byte[] frame = new byte[PAYLOAD + MOST_IN_SEGMENT * 2];
    private final ByteBuffer view = ByteBuffer.wrap(frame);
    private final Packet packet = new Packet();
    /** Near the wrap, so that it is crossed. */
    private final int[] sequence = {-100, -10};

    private final StringBuilder digests = new StringBuilder();
    private final long[] lengths = new long[2];
    private @Nullable Machine machine;
    private @Nullable StreamDigests streams;
    private long packets;

    private record Piece(int from, int to) {}

    SegmentedSession(Recording recording) {
        this.recording = recording.merged();
        Smtp protocol = new Smtp();
        events = new EventText(protocol);
        events.begin(EventText.Packets.LEFT_OUT);
        Rules rules = new Rules();
        rules.install(events);
        dissector = protocol.dissector(rules);
        BitSet ports = new BitSet();
        ports.set(SERVER_PORT);
        tracker = new FlowTracker(this, Limits.defaults(), ports, 1);
    }

    @Override
    public FlowConsumer open(Flow flow) {
        flow.observe();
        Machine opened = Objects.requireNonNull(dissector.open(flow), "a machine from the handshake on");
        opened.begin();
        machine = opened;
        return streams = new StreamDigests(opened);
    }

    @Override
    public void ended(Flow flow, EndReason reason) {
        digests.append(reason).append(' ').append(machine == null ? "" : machine.stateName());
        for (Direction direction : Direction.values()) {
            check(streams != null && streams.length(direction) == lengths[direction.ordinal()], "all bytes arrive");
            digests.append(' ').append(streams == null ? "" : streams.sha256(direction));
        }
        digests.append('\n');
    }

    /** All events, then lengths and digests of the streams. */
    String events() {
        return events.text().toString() + digests;
    }

    void play(Random random, Order order) {
        send(Direction.UP, TcpSegment.SYN, sequence[0] - 1, NOTHING, 0, 0);
        send(Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, sequence[1] - 1, NOTHING, 0, 0);
        send(Direction.UP, TcpSegment.ACK, sequence[0], NOTHING, 0, 0);
        for (Call call : recording.calls()) {
            if (call instanceof Call.Data data) {
                turn(data.direction(), data.bytes(), random, order);
            }
        }
        send(Direction.UP, TcpSegment.FIN | TcpSegment.ACK, sequence[0]++, NOTHING, 0, 0);
        send(Direction.DOWN, TcpSegment.FIN | TcpSegment.ACK, sequence[1]++, NOTHING, 0, 0);
        send(Direction.UP, TcpSegment.ACK, sequence[0], NOTHING, 0, 0);
        tracker.end();
    }

    private void turn(Direction direction, byte[] bytes, Random random, Order order) {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(MOST_IN_SEGMENT));
            pieces.add(new Piece(from, to));
            if (order == Order.SHUFFLED && random.nextInt(4) == 0) {
                pieces.add(new Piece(from, Math.min(bytes.length, to + random.nextInt(MOST_IN_SEGMENT))));
            }
            from = to;
        }
        if (order == Order.SHUFFLED) {
            Collections.shuffle(pieces, random);
        }
        int start = sequence[direction.ordinal()];
        for (Piece piece : pieces) {
            send(direction, TcpSegment.ACK | TcpSegment.PSH, start + piece.from, bytes, piece.from, piece.to);
        }
        sequence[direction.ordinal()] = start + bytes.length;
        lengths[direction.ordinal()] += bytes.length;
    }

    private void send(Direction direction, int flags, int number, byte[] bytes, int from, int to) {
        boolean up = direction == Direction.UP;
        int length = PAYLOAD + to - from;
        Arrays.fill(frame, (byte) 0);
        view.putShort(0, (short) 0x4500).putShort(2, (short) length);
        view.put(8, (byte) 64).put(9, (byte) 6);
        view.putInt(12, up ? 1 : 2).putInt(16, up ? 2 : 1);
        view.putShort(TCP, (short) (up ? CLIENT_PORT : SERVER_PORT));
        view.putShort(TCP + 2, (short) (up ? SERVER_PORT : CLIENT_PORT));
        view.putInt(TCP + 4, number);
        view.putInt(TCP + 8, sequence[direction.opposite().ordinal()]);
        view.putShort(TCP + 12, (short) (0x5000 | flags)).putShort(TCP + 14, (short) 0x7fff);
        System.arraycopy(bytes, from, frame, PAYLOAD, to - from);
        packets++;
        packet.set(packets, packets * MILLISECOND, 6, LinkType.RAW, frame, 0, length, length);
        tracker.packet(packets, packets * MILLISECOND);
        check(stack.decode(packet, segment, datagram) == PacketDecoder.Decoded.TCP, "a segment is one");
        tracker.tcp(segment);
    }
}
