package org.protospec.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * Packets of any bytes, of every link type, at any times: each one belongs to a flow or is skipped for a reason, flows keep
 * what is promised of them ({@link CheckedFlows}), and the result depends neither on the hash table's seed nor on what the
 * packet's buffer holds later.
 *
 * <p>An operation is a packet: the lower four bits of its code choose the link type, the next three the time since the
 * packet before.
 */
final class StackFuzzTest {
    /** Also chosen by seeds: new ones go behind these. */
    static final List<Integer> LINK_TYPES = List.of(
            LinkType.ETHERNET,
            LinkType.RAW,
            LinkType.NULL,
            LinkType.LOOP,
            LinkType.LINUX_SLL,
            LinkType.LINUX_SLL2,
            LinkType.IPV4,
            LinkType.IPV6,
            LinkType.RAW_12,
            LinkType.RAW_14,
            LinkType.PPP,
            LinkType.IEEE802_11,
            LinkType.IEEE802_11_RADIOTAP,
            LinkType.PPI,
            LinkType.NFLOG,
            LinkType.PPP_HDLC);

    private static final long SECOND = 1_000_000_000L;
    private static final List<Long> STEPS =
            List.of(1000L, 0L, SECOND / 5, SECOND, 40 * SECOND, 130 * SECOND, 3 * 3600 * SECOND, -SECOND);
    private static final long START = 1_700_000_000L * SECOND;

    /** Small, so that each of them is reached. */
    private static final Limits LIMITS = Limits.defaults()
            .with(Limit.FLOWS, 6)
            .with(Limit.QUEUED_BYTES, 8192)
            .with(Limit.QUEUED_BYTES_TOTAL, 16_384)
            .with(Limit.GAP_PACKETS, 4)
            .with(Limit.GAP_DELAY, SECOND / 10);

    @FuzzTest
    void packets(byte[] input) {
        List<Script.Operation> operations = Script.read(input);
        long first = new Run(1).over(operations);
        long second = new Run(-1).over(operations);
        if (first != second) {
            assertThat(second)
                    .as("the same with another seed of the flow table")
                    .isEqualTo(first);
        }
    }

    /** One run over the packets of an input. */
    private static final class Run {
        private final PacketDecoder stack = new PacketStack();
        private final TcpSegment segment = new TcpSegment();
        private final UdpDatagram datagram = new UdpDatagram();
        private final Packet packet = new Packet();
        private final CheckedFlows flows = new CheckedFlows();
        private final FlowTracker tracker;
        private long time = START;

        Run(long seed) {
            BitSet ports = new BitSet();
            ports.set(25);
            ports.set(53);
            tracker = new FlowTracker(flows, LIMITS, ports, seed);
        }

        long over(List<Script.Operation> operations) {
            for (int i = 0; i < operations.size(); i++) {
                Script.Operation operation = operations.get(i);
                time += STEPS.get(operation.code() >> 4 & 7);
                // Not at the array's start, and with bytes behind it that do not belong to it.
                byte[] array = new byte[operation.bytes().length + 32];
                Arrays.fill(array, (byte) 0x45);
                System.arraycopy(operation.bytes(), 0, array, 16, operation.bytes().length);
                int linkType = LINK_TYPES.get((operation.code() & 0xf) % LINK_TYPES.size());
                int length = operation.bytes().length;
                packet.set(i + 1, time, 6, linkType, array, 16, length, length);
                take();
                Arrays.fill(array, (byte) '?');
                CaptureFuzzTest.check(tracker.size() <= LIMITS.intOf(Limit.FLOWS), "no more flows than allowed");
            }
            tracker.end();
            CaptureFuzzTest.check(tracker.size() == 0, "no flow is left at the end");
            flows.checkAllEnded();
            return flows.digest();
        }

        private void take() {
            tracker.packet(packet.number(), packet.timestamp());
            switch (stack.decode(packet, segment, datagram)) {
                case TCP -> {
                    inside(segment.bytes(), segment.offset(), segment.length());
                    packetOf(tracker.tcp(segment));
                }
                case UDP -> {
                    inside(datagram.bytes(), datagram.offset(), datagram.length());
                    packetOf(tracker.udp(datagram));
                }
                case SKIPPED -> {
                    CaptureFuzzTest.check(!stack.reason().isEmpty(), "a packet is skipped for a reason");
                    flows.note(stack.reason().hashCode());
                }
            }
        }

        private void packetOf(Flow flow) {
            CaptureFuzzTest.check(flow.packets() > 0, "a packet of a flow is counted");
            flows.note(flow.id());
        }

        /** A payload is part of its packet, if it is not put together from fragments. */
        private void inside(byte[] bytes, int offset, int length) {
            boolean own = bytes == packet.bytes();
            int from = own ? packet.offset() : 0;
            int to = own ? packet.offset() + packet.length() : bytes.length;
            CaptureFuzzTest.check(
                    length == 0 || offset >= from && length > 0 && offset + length <= to, "a payload is in its packet");
        }
    }
}
