package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.runtime.flow.Endpoints.ACK;
import static org.protospec.runtime.flow.Endpoints.FIN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** Whatever a capture does to the order and the cuts of a connection's segments, the bytes of each direction are the same. */
class ReassemblyPropertyTest {
    private static final int CONNECTIONS = 5;

    static long[] seeds() {
        long[] seeds = new long[200];
        Arrays.setAll(seeds, i -> 0x9e3779b97f4a7c15L * (i + 1));
        return seeds;
    }

    /** One connection's truth, and its segments still to be captured. */
    private static final class Connection {
        final Endpoints hosts;
        final byte[] up;
        final byte[] down;
        final int upStart;
        final int downStart;
        final List<Segment> segments = new ArrayList<>();
        long flow;

        Connection(Random random, Endpoints hosts) {
            this.hosts = hosts;
            up = bytes(random);
            down = bytes(random);
            upStart = nearWrap(random);
            downStart = nearWrap(random);
        }

        /** Half of the connections wrap within their first bytes. */
        private static int nearWrap(Random random) {
            return random.nextBoolean() ? -random.nextInt(5000) : random.nextInt();
        }

        private static byte[] bytes(Random random) {
            byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 60_000 : 4_000)];
            random.nextBytes(bytes);
            return bytes;
        }

        byte[] truth(Direction direction) {
            return direction == Direction.UP ? up : down;
        }

        int start(Direction direction) {
            return direction == Direction.UP ? upStart : downStart;
        }

        /** Cuts a stream into segments that cover it, and adds some that repeat parts of it. */
        void cut(Random random, Direction direction) {
            int length = truth(direction).length;
            int largest = 1 + random.nextInt(3000);
            for (int from = 0; from < length; ) {
                int to = Math.min(length, from + 1 + random.nextInt(largest));
                segments.add(new Segment(direction, from, to, to == length && random.nextBoolean()));
                from = to;
            }
            for (int extra = random.nextInt(10); extra > 0 && length > 0; extra--) {
                int from = random.nextInt(length);
                int to = from + 1 + random.nextInt(Math.min(5000, length - from));
                segments.add(new Segment(direction, from, to, to == length && random.nextBoolean()));
            }
            segments.add(new Segment(direction, length, length, true));
        }

        void capture(Segment s, int acknowledged) {
            int sequence = start(s.direction) + 1 + s.from;
            int acknowledgment = start(s.direction.opposite()) + 1 + acknowledged;
            byte[] payload = Arrays.copyOfRange(truth(s.direction), s.from, s.to);
            hosts.send(s.direction, s.fin ? FIN | ACK : ACK, sequence, acknowledgment, payload);
        }

        void verify(Recorder recorder) {
            Recorder.Tape tape = recorder.tape(flow);
            assertThat(tape.gaps).isZero();
            for (Direction direction : Direction.values()) {
                byte[] stream = tape.stream(direction);
                assertThat(stream).hasSameSizeAs(truth(direction));
                assertThat(Arrays.mismatch(stream, truth(direction)))
                        .as("first difference of %s", direction)
                        .isEqualTo(-1);
            }
            assertThat(tape.log()).contains("up closed", "down closed").endsWith("end fin");
        }
    }

    private record Segment(Direction direction, int from, int to, boolean fin) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAnyCutsAnyRepetitionsOfInterleavedConnections(long seed) {
        Random random = new Random(seed);
        Recorder recorder = new Recorder();
        // Thousands of islands of a byte each may wait; see TcpStreamsTest for what the usual limits make of that.
        FlowTracker tracker = recorder.tracker(
                Limits.defaults().with(Limit.QUEUED_BYTES, 1 << 28).with(Limit.QUEUED_BYTES_TOTAL, 1 << 30));
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection c = new Connection(random, new Endpoints(tracker, 40_000 + i));
            c.hosts.handshake(c.upStart, c.downStart);
            c.flow = i + 1;
            c.cut(random, Direction.UP);
            c.cut(random, Direction.DOWN);
            Collections.shuffle(c.segments, random);
            connections.add(c);
        }
        List<Connection> unfinished = new ArrayList<>(connections);
        while (!unfinished.isEmpty()) {
            Connection c = unfinished.get(random.nextInt(unfinished.size()));
            c.capture(c.segments.remove(c.segments.size() - 1), 0);
            if (c.segments.isEmpty()) {
                unfinished.remove(c);
            }
        }
        tracker.end();
        connections.forEach(c -> c.verify(recorder));
    }

    /** True acknowledgments, and a capture that swaps packets over short distances, as cards with several queues do. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void slightDisorderWithAcknowledgments(long seed) {
        Random random = new Random(seed);
        Recorder recorder = new Recorder();
        FlowTracker tracker = recorder.tracker(Limits.defaults());
        Connection c = new Connection(random, new Endpoints(tracker, 40_000));
        c.flow = 1;
        c.hosts.handshake(c.upStart, c.downStart);
        c.cut(random, Direction.UP);
        List<Segment> sent = new ArrayList<>(c.segments);
        c.segments.clear();
        // The client sends all, the server acknowledges each; then the other way round.
        replay(random, c, sent, 0);
        c.cut(random, Direction.DOWN);
        replay(random, c, new ArrayList<>(c.segments), c.up.length + 1);
        c.hosts.up(ACK, c.upStart + 2 + c.up.length, c.downStart + 2 + c.down.length, "");
        tracker.end();
        c.verify(recorder);
    }

    private static void replay(Random random, Connection c, List<Segment> sent, int already) {
        List<Runnable> packets = new ArrayList<>();
        int highest = 0;
        for (Segment s : sent) {
            packets.add(() -> c.capture(s, already));
            highest = Math.max(highest, s.to + (s.fin ? 1 : 0));
            int acknowledged = highest;
            int from = already;
            packets.add(() -> {
                Direction receiver = s.direction.opposite();
                int sequence = c.start(receiver) + 1 + from;
                c.hosts.send(receiver, ACK, sequence, c.start(s.direction) + 1 + acknowledged, new byte[0]);
            });
        }
        // Nothing moves farther than the tracker's patience; the FIN and its acknowledgment stay last.
        for (int from = 0; from < packets.size() - 2; ) {
            int to = Math.min(packets.size() - 2, from + 1 + random.nextInt(7));
            Collections.shuffle(packets.subList(from, to), random);
            from = to;
        }
        packets.forEach(Runnable::run);
    }
}
