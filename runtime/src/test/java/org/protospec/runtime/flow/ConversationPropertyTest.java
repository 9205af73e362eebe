package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * Whatever a capture does to the order of all packets of a conversation, its handshake included, to their cuts and their number: both
 * streams are told as they were, and each answer behind its question.
 */
class ConversationPropertyTest {
    private static final int SYN = TcpSegment.SYN;
    private static final int ACK = TcpSegment.ACK;
    private static final int FIN = TcpSegment.FIN;

    static long[] seeds() {
        long[] seeds = new long[500];
        Arrays.setAll(seeds, i -> 0x9e3779b97f4a7c15L * (i + 1));
        return seeds;
    }

    /** What was sent, as the hosts themselves saw it. */
    private record Sent(Direction direction, int flags, int sequence, int acknowledgment, String payload) {}

    /** A conversation, turn by turn: its packets in their true order, and what is to be told of it. */
    private static final class Conversation {
        final List<Sent> packets = new ArrayList<>();
        final List<String> log = new ArrayList<>();
        private final Random random;
        private final int[] next = new int[2];

        Conversation(Random random) {
            this.random = random;
            next[0] = random.nextBoolean() ? -random.nextInt(300) : random.nextInt();
            next[1] = random.nextBoolean() ? -random.nextInt(300) : random.nextInt();
            send(Direction.UP, SYN, "");
            send(Direction.DOWN, SYN | ACK, "");
            send(Direction.UP, ACK, "");
            for (int turn = random.nextInt(20); turn >= 0; turn--) {
                say(random.nextBoolean() ? Direction.UP : Direction.DOWN, turn);
            }
            close(Direction.UP);
            close(Direction.DOWN);
            send(Direction.UP, ACK, "");
            log.add("end fin");
        }

        private void say(Direction direction, int turn) {
            String text = (direction.label() + turn + ' ').repeat(1 + random.nextInt(6));
            String label = direction.label() + ":";
            int last = log.size() - 1;
            if (last >= 0 && log.get(last).startsWith(label)) {
                log.set(last, log.get(last) + text);
            } else {
                log.add(label + text);
            }
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(12));
                send(direction, ACK, text.substring(from, to));
                from = to;
            }
            if (random.nextBoolean()) {
                send(direction.opposite(), ACK, "");
            }
        }

        private void close(Direction direction) {
            send(direction, FIN | ACK, "");
            log.add(direction.label() + " closed");
        }

        private void send(Direction direction, int flags, String payload) {
            int own = direction.ordinal();
            int acknowledgment = (flags & ACK) != 0 ? next[1 - own] : 0;
            packets.add(new Sent(direction, flags, next[own], acknowledgment, payload));
            next[own] += payload.length() + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfAllPackets(long seed) {
        Random random = new Random(seed);
        Conversation conversation = new Conversation(random);
        List<Sent> captured = new ArrayList<>(conversation.packets);
        for (int twice = random.nextInt(6); twice > 0; twice--) {
            captured.add(captured.get(random.nextInt(captured.size())));
        }
        Collections.shuffle(captured, random);
        // Nothing is missing, so that nothing has to be given up.
        Limits patient = Limits.defaults()
                .with(Limit.GAP_PACKETS, Long.MAX_VALUE)
                .with(Limit.GAP_DELAY, Long.MAX_VALUE)
                .with(Limit.HOLE_TIMEOUT, Long.MAX_VALUE);
        assertThat(told(captured, patient)).isEqualTo(conversation.log);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void slightDisorderUnderTheUsualLimits(long seed) {
        Random random = new Random(seed);
        Conversation conversation = new Conversation(random);
        List<Sent> captured = new ArrayList<>(conversation.packets);
        for (int from = 0; from < captured.size(); ) {
            int to = Math.min(captured.size(), from + 1 + random.nextInt(4));
            Collections.shuffle(captured.subList(from, to), random);
            from = to;
        }
        assertThat(told(captured, Limits.defaults())).isEqualTo(conversation.log);
    }

    private static List<String> told(List<Sent> captured, Limits limits) {
        Recorder recorder = new Recorder();
        FlowTracker tracker = recorder.tracker(limits);
        Endpoints hosts = new Endpoints(tracker, 41155);
        for (Sent s : captured) {
            byte[] payload = s.payload.getBytes(StandardCharsets.ISO_8859_1);
            hosts.send(s.direction, s.flags, s.sequence, s.acknowledgment, payload);
        }
        tracker.end();
        assertThat(recorder.ends).hasSize(1);
        return recorder.tape(1).log();
    }
}
