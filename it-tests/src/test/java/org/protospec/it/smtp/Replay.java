package org.protospec.it.smtp;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * Plays recordings to machines of one dissector, one after the other, with their bytes cut anew. What the dissector has used
 * for one recording it uses again for the next.
 */
public final class Replay implements FlowHandler {
    /** Where the bytes of a call are cut. */
    @FunctionalInterface
    public interface Cutter {
        /** The end of the piece of call {@code call} that begins at {@code from}. */
        int end(int call, int from, int length);
    }

    public static final Cutter WHOLE = (call, from, length) -> length;
    public static final Cutter BYTES = (call, from, length) -> from + 1;

    /** One cut in one call. */
    static Cutter once(int cutCall, int place) {
        return (call, from, length) -> call == cutCall && from < place ? place : length;
    }

    private static final int WINDOW = 0xffff;
    private static final int CLIENT_PORT = 40000;
    private static final int SERVER_PORT = 25;
    private static final long SECOND = 1_000_000_000L;
    private static final long YEAR = 365 * 86_400 * SECOND;
    private static final byte[] NOTHING = {};

    private final EventText events;
    private final Dissector dissector;
    private final FlowTracker tracker;
    private final TcpSegment segment = new TcpSegment();
    private final int[] sequence = new int[2];
    private byte[] borrowed = new byte[1 << 16];
    private @Nullable Machine machine;
    /** Never goes back, not even from one recording to the next. */
    private long time = SECOND;

    public Replay(Protocol protocol) {
        this(protocol, Limits.defaults());
    }

    Replay(Protocol protocol, Limits limits) {
        events = new EventText(protocol);
        Rules rules = new Rules();
        rules.install(events);
        dissector = protocol.dissector(rules);
        BitSet ports = new BitSet();
        ports.set(SERVER_PORT);
        tracker = new FlowTracker(this, adapted(limits), ports, 1);
    }

    /**
     * Connections do not time out: it is the recording that says when one is over. And where the tracker keeps a direction's
     * first bytes, as earlier ones might come, it gives them out as soon as any time passes.
     */
    private static Limits adapted(Limits limits) {
        return limits.with(Limit.ESTABLISHED_TIMEOUT, YEAR).with(Limit.GAP_DELAY, 1);
    }

    /** The events of a recording as lines, and the state in the end; valid until the next call. */
    public StringBuilder play(Recording recording, Cutter cutter, EventText.Packets packets) {
        events.begin(packets);
        machine = null;
        tracker.packet(1, time);
        Arrays.fill(sequence, 0);
        if (recording.midstream()) {
            segment(Direction.UP, TcpSegment.ACK, NOTHING, 0);
        } else {
            segment(Direction.UP, TcpSegment.SYN, NOTHING, 0);
            segment(Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, NOTHING, 0);
            Arrays.fill(sequence, 1);
            segment(Direction.UP, TcpSegment.ACK, NOTHING, 0);
        }
        for (int i = 0; i < recording.calls().size(); i++) {
            call(recording.calls().get(i), i, cutter);
        }
        tracker.end();
        Machine ended = machine;
        return events.text()
                .append("state ")
                .append(ended == null ? "none" : ended.stateName())
                .append('\n');
    }

    private void call(Recording.Call call, int number, Cutter cutter) {
        if (call instanceof Recording.Call.Data data) {
            tracker.packet(data.packet(), time);
            int length = data.bytes().length;
            for (int from = 0; from < length; ) {
                int end = cutter.end(number, from, length);
                piece(data.direction(), data.bytes(), from, end);
                from = end;
            }
        } else if (call instanceof Recording.Call.Missing missing) {
            giveOut(missing.packet());
            machine().gap(missing.direction(), missing.bytes());
        } else if (call instanceof Recording.Call.Closed closed) {
            giveOut(closed.packet());
            machine().closed(closed.direction());
        } else if (call instanceof Recording.Call.Pause pause) {
            time += pause.nanos();
            tracker.packet(pause.packet(), time);
        } else if (call instanceof Recording.Call.End end) {
            tracker.packet(end.packet(), time);
            // First bytes of a direction may still wait for earlier ones: there are none.
            tracker.end();
            machine().end(end.reason());
        }
    }

    /** The machine is told something that the tracker does not know of: what the tracker still keeps came before that. */
    private void giveOut(long packet) {
        tracker.packet(packet, ++time);
    }

    /** Hands on bytes in an array that is overwritten afterwards: what is still read from it shows. */
    private void piece(Direction direction, byte[] bytes, int from, int to) {
        if (borrowed.length < to - from) {
            borrowed = new byte[to - from];
        }
        System.arraycopy(bytes, from, borrowed, 0, to - from);
        segment(direction, TcpSegment.ACK, borrowed, to - from);
        sequence[direction.ordinal()] += to - from;
        Arrays.fill(borrowed, 0, to - from, (byte) '?');
    }

    private void segment(Direction direction, int flags, byte[] bytes, int length) {
        boolean up = direction == Direction.UP;
        segment.endpoints(0, up ? 1 : 2, up ? CLIENT_PORT : SERVER_PORT, 0, up ? 2 : 1, up ? SERVER_PORT : CLIENT_PORT)
                .header(
                        sequence[direction.ordinal()],
                        sequence[direction.opposite().ordinal()],
                        flags,
                        WINDOW)
                .payload(bytes, 0, length);
        Flow flow = tracker.tcp(segment);
        if (flow.endReason() != null) {
            throw new AssertionError("the connection is over: " + flow.endReason());
        }
    }

    private Machine machine() {
        Machine opened = machine;
        if (opened == null) {
            throw new AssertionError("no machine yet");
        }
        return opened;
    }

    /** Opens the machine before there are bytes: a recording may begin with a gap. */
    @Override
    public void started(Flow flow) {
        Machine opened = dissector.open(flow);
        machine = opened;
        if (opened != null) {
            opened.begin();
        }
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        return new DataOnly(machine());
    }

    @Override
    public void ended(Flow flow, EndReason reason) {}

    /** Hands on the bytes, which the flow counts; the rest of a recording is told to the machine itself. */
    private record DataOnly(Machine machine) implements FlowConsumer {
        @Override
        public void data(Direction direction, byte[] bytes, int offset, int length) {
            machine.data(direction, bytes, offset, length);
        }

        @Override
        public void gap(Direction direction, long bytes) {
            throw new AssertionError("a gap in what has none");
        }

        @Override
        public void closed(Direction direction) {
            throw new AssertionError("closed by nobody");
        }

        @Override
        public void datagram(Direction direction, byte[] bytes, int offset, int length) {
            throw new AssertionError("a datagram in a TCP connection");
        }

        @Override
        public void end(EndReason reason) {}
    }
}
