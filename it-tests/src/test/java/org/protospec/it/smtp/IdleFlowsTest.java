package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

/** What an SMTP connection takes that has said EHLO and then nothing more. {@code -Dflows=N} holds as many. */
class IdleFlowsTest implements FlowHandler {
    private static final int FLOWS = Integer.getInteger("flows", 100_000);
    /** Bytes a flow: everything, its place in the tracker's table included. */
    private static final long BOUND = 300;

    private final Dissector dissector = new Smtp().dissector(new Rules());
    private final FlowTracker tracker = new FlowTracker(this, Limits.defaults(), new BitSet(), 1);
    private final TcpSegment segment = new TcpSegment();

    @Test
    void anIdleFlowIsSmall() {
        // What is shared by all flows is there already.
        open(0, 1_000);
        long before = used();
        open(1_000, FLOWS - 1_000);
        long each = (used() - before) / (FLOWS - 1_000);
        System.out.printf("%d idle flows take %d bytes each%n", tracker.size(), each);
        assertThat(tracker.size()).isEqualTo(FLOWS);
        assertThat(each).isLessThan(BOUND);
    }

    private void open(int first, int count) {
        for (int i = first; i < first + count; i++) {
            tracker.packet(i + 1L, 1_000L * i);
            send(i, Direction.UP, TcpSegment.SYN, 0, 0, "");
            send(i, Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, 0, 1, "");
            send(i, Direction.DOWN, TcpSegment.ACK, 1, 1, "220 mail.example.com ESMTP\r\n");
            send(i, Direction.UP, TcpSegment.ACK, 1, 29, "EHLO client.example.org\r\n");
            send(i, Direction.DOWN, TcpSegment.ACK, 29, 26, "250-mail.example.com\r\n250 PIPELINING\r\n");
        }
    }

    private void send(int client, Direction direction, int flags, int sequence, int acknowledged, String text) {
        boolean up = direction == Direction.UP;
        long address = 0x0a00_0000L + client;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        segment.endpoints(0, up ? address : 1, up ? 40_000 : 25, 0, up ? 1 : address, up ? 25 : 40_000)
                .header(sequence, acknowledged, flags, 0xffff)
                .payload(bytes, 0, bytes.length);
        tracker.tcp(segment);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
