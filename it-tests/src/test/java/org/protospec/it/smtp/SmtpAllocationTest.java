package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.tcp.TcpSegment;
import org.protospec.smtp.Smtp;

/** Nothing is allocated for a message or a packet of SMTP, whatever its kind and wherever it is cut. */
class SmtpAllocationTest {
    private static final int MESSAGES = 100_000;
    private static final int WARM_UP = 40_000;

    private final Conversation conversation = Conversation.ofEveryKind();
    private final Counter counter = new Counter();

    private int rounds(int messages) {
        return messages / conversation.messages() + 1;
    }

    @Test
    void nothingPerMessage() {
        Streams streams = new Streams(counter);
        streams.say(Conversation.greeting());
        streams.rounds(conversation, rounds(WARM_UP));
        long before = counter.messages;
        long allocated = AllocatedBytes.of(() -> streams.rounds(conversation, rounds(MESSAGES)));
        long messages = counter.messages - before;
        System.out.printf("%d messages allocated %d bytes%n", messages, allocated);
        assertThat(counter.faults).isZero();
        assertThat(messages)
                .isGreaterThanOrEqualTo(MESSAGES)
                .isEqualTo((long) rounds(MESSAGES) * conversation.messages());
        assertThat(counter.mails).isPositive();
        assertThat(counter.characters() + counter.contentBytes + counter.recipients)
                .isPositive();
        assertThat((double) allocated / messages).isLessThan(1);
    }

    @Test
    void nothingPerPacketFromTheLinkLayerOn() {
        Dissection dissection = Dissection.of(new PacketStack())
                .protocol(new Smtp())
                .rules(counter)
                .build();
        Wire wire = new Wire(dissection);
        wire.handshake();
        wire.send(Conversation.greeting());
        rounds(wire, rounds(WARM_UP));
        long before = dissection.summary().packets();
        long allocated = AllocatedBytes.of(() -> rounds(wire, rounds(MESSAGES)));
        long packets = dissection.summary().packets() - before;
        System.out.printf("%d packets allocated %d bytes%n", packets, allocated);
        assertThat(counter.faults).isZero();
        assertThat(dissection.summary().skipped()).isEmpty();
        assertThat(packets)
                .isEqualTo((long) rounds(MESSAGES) * conversation.segments().size());
        assertThat((double) allocated / packets).isLessThan(1);
    }

    private void rounds(Wire wire, int number) {
        for (int round = 0; round < number; round++) {
            for (int i = 0; i < conversation.segments().size(); i++) {
                wire.send(conversation.segments().get(i));
            }
        }
    }

    /** A connection whose segments go to its machine without packets. */
    private static final class Streams implements FlowHandler {
        private final Dissector dissector;
        private final FlowTracker tracker;
        private final TcpSegment segment = new TcpSegment();
        private final int[] sequence = new int[2];
        private long packets;

        Streams(Counter counter) {
            Rules rules = new Rules();
            rules.install(counter);
            dissector = new Smtp().dissector(rules);
            tracker = new FlowTracker(this, Limits.defaults(), new BitSet(), 1);
            send(Direction.UP, TcpSegment.SYN, new byte[0]);
            send(Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, new byte[0]);
            sequence[0] = 1;
            sequence[1] = 1;
            send(Direction.UP, TcpSegment.ACK, new byte[0]);
        }

        void rounds(Conversation conversation, int number) {
            for (int round = 0; round < number; round++) {
                for (int i = 0; i < conversation.segments().size(); i++) {
                    say(conversation.segments().get(i));
                }
            }
        }

        void say(Conversation.Segment said) {
            send(said.direction(), TcpSegment.ACK, said.bytes());
            sequence[said.direction().ordinal()] += said.bytes().length;
        }

        private void send(Direction direction, int flags, byte[] bytes) {
            boolean up = direction == Direction.UP;
            segment.endpoints(0, up ? 1 : 2, up ? 40000 : 25, 0, up ? 2 : 1, up ? 25 : 40000)
                    .header(
                            sequence[direction.ordinal()],
                            sequence[direction.opposite().ordinal()],
                            flags,
                            0x7fff)
                    .payload(bytes, 0, bytes.length);
            packets++;
            tracker.packet(packets, packets * 1_000_000);
            if (tracker.tcp(segment).endReason() != null) {
                throw new AssertionError("the connection is over");
            }
        }

        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            Machine machine = dissector.open(flow);
            if (machine != null) {
                machine.begin();
            }
            return machine;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    }
}
