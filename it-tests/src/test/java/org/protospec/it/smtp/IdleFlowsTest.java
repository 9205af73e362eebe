package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
import org.protospec.runtime.tcp.TcpSegment;
import org.protospec.smtp.Smtp;

/** What an SMTP connection takes that has said EHLO and then nothing more. {@code -Dflows=N} holds as many. */
class IdleFlowsTest {
    private static final int FLOWS = Integer.getInteger("flows", 100_000);
    private static final int FIRST = 1_000;
    /** Bytes that a machine adds to its flow. */
    private static final long BOUND = 144;
    /** A line of the histogram of classes: its number, instances, bytes, and a class of ours or an array. */
    private static final Pattern OURS =
            Pattern.compile("^ *\\d+: +\\d+ +(?<bytes>\\d+) +(?:\\[+L?)?(?:org\\.protospec\\.|[BIJ]\\b)");

    private final TcpSegment segment = new TcpSegment();
    /** What each client says last. */
    private String last = "";

    @Test
    void anIdleMachineIsSmall() {
        Dissector dissector = new Smtp().dissector(new Rules());
        // What the first round loads or lets go for good counts for no flow.
        bytesEach(flow -> begun(dissector.open(flow)));
        long alone = bytesEach(flow -> Ignored.INSTANCE);
        long dissected = bytesEach(flow -> begun(dissector.open(flow)));
        System.out.printf("an idle flow takes %d bytes, %d of them for its machine%n", dissected, dissected - alone);
        assertThat(dissected - alone).isLessThan(BOUND);
    }

    private static @Nullable FlowConsumer begun(@Nullable Machine machine) {
        if (machine != null) {
            machine.begin();
        }
        return machine;
    }

    /** Who sends the half of a line and stops makes a flow hold a parser: that counts for the limit of all flows' memory. */
    @Test
    void whatAFlowHoldsInTheMiddleOfALineIsCounted() {
        Dissector dissector = new Smtp().dissector(new Rules());
        bytesEach(flow -> begun(dissector.open(flow)));
        last = "MAIL FROM:<some";
        long alone = bytesEach(flow -> Ignored.INSTANCE);
        long before = dissector.memory();
        long dissected = bytesEach(flow -> begun(dissector.open(flow)));
        long counted = (dissector.memory() - before) / FLOWS;
        System.out.printf("in the middle of a line %d bytes, %d counted%n", dissected - alone, counted);
        assertThat(counted).isBetween(dissected - alone - BOUND, dissected - alone);
    }

    private long bytesEach(Function<Flow, @Nullable FlowConsumer> consumers) {
        Limits limits = Limits.defaults().with(Limit.FLOWS, FLOWS).with(Limit.TRACKER_MEMORY, Long.MAX_VALUE);
        FlowTracker tracker = new FlowTracker(new Consumers(consumers), limits, new BitSet(), 1);
        // What is shared by all flows is there already.
        open(tracker, 0, FIRST);
        long before = used();
        open(tracker, FIRST, FLOWS - FIRST);
        long each = (used() - before) / (FLOWS - FIRST);
        assertThat(tracker.size()).isEqualTo(FLOWS);
        return each;
    }

    private void open(FlowTracker tracker, int first, int count) {
        for (int i = first; i < first + count; i++) {
            tracker.packet(i + 1L, 1_000L * i);
            send(tracker, i, Direction.UP, TcpSegment.SYN, 0, 0, "");
            send(tracker, i, Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, 0, 1, "");
            send(tracker, i, Direction.DOWN, TcpSegment.ACK, 1, 1, "220 mail.example.com ESMTP\r\n");
            send(tracker, i, Direction.UP, TcpSegment.ACK, 1, 29, "EHLO client.example.org\r\n");
            send(tracker, i, Direction.DOWN, TcpSegment.ACK, 29, 26, "250-mail.example.com\r\n250 PIPELINING\r\n");
            // Receivers acknowledge within half a second (RFC 9293, section 3.8.6.3): nothing is kept to be sent again.
            send(tracker, i, Direction.UP, TcpSegment.ACK, 26, 67, last);
            send(tracker, i, Direction.DOWN, TcpSegment.ACK, 67, 26 + last.length(), "");
        }
    }

    private void send(
            FlowTracker tracker,
            int client,
            Direction direction,
            int flags,
            int sequence,
            int acknowledged,
            String text) {
        boolean up = direction == Direction.UP;
        long address = 0x0a00_0000L + client;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        segment.endpoints(0, up ? address : 1, up ? 40_000 : 25, 0, up ? 1 : address, up ? 25 : 40_000)
                .header(sequence, acknowledged, flags, 0xffff)
                .payload(bytes, 0, bytes.length);
        tracker.tcp(segment);
    }

    /** Bytes of all live objects of ours and of arrays: what the virtual machine keeps for itself comes and goes. */
    private static long used() {
        Object histogram;
        try {
            histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
        return histogram
                .toString()
                .lines()
                .map(OURS::matcher)
                .filter(Matcher::find)
                .mapToLong(line -> Long.parseLong(line.group("bytes")))
                .sum();
    }

    private record Consumers(Function<Flow, @Nullable FlowConsumer> consumers) implements FlowHandler {
        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            return consumers.apply(flow);
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    }

    /** Takes bytes, and keeps nothing. */
    private enum Ignored implements FlowConsumer {
        INSTANCE;

        @Override
        public void data(Direction direction, byte[] bytes, int offset, int length) {}

        @Override
        public void gap(Direction direction, long bytes) {}

        @Override
        public void closed(Direction direction) {}

        @Override
        public void datagram(Direction direction, byte[] bytes, int offset, int length) {}

        @Override
        public void end(EndReason reason) {}
    }
}
