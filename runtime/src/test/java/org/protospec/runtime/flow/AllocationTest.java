package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.runtime.flow.Endpoints.ACK;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limits;

/** Nothing is allocated for a packet, neither in order nor out of order, nor for a timer. */
class AllocationTest {
    private static final int ROUNDS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Counter counter = new Counter();
    private final FlowTracker tracker = new FlowTracker(counter, Limits.defaults(), new BitSet(), 3);
    private final byte[] payload = new byte[1000];
    private final byte[] nothing = new byte[0];
    private int sequence = 100;

    private static final class Counter implements FlowHandler, FlowConsumer {
        long bytes;
        long gaps;

        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            return this;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}

        @Override
        public void data(Direction direction, byte[] array, int offset, int length) {
            bytes += length;
        }

        @Override
        public void gap(Direction direction, long missing) {
            gaps++;
        }

        @Override
        public void closed(Direction direction) {}

        @Override
        public void datagram(Direction direction, byte[] array, int offset, int length) {
            bytes += length;
        }

        @Override
        public void end(EndReason reason) {}
    }

    private void round(Endpoints hosts, Endpoints dns) {
        hosts.up(ACK, sequence, 500, payload);
        hosts.down(ACK, 500, sequence + 1000, nothing);
        hosts.up(ACK, sequence + 2000, 500, payload);
        hosts.up(ACK, sequence + 1000, 500, payload);
        hosts.up(ACK, sequence + 1000, 500, payload);
        sequence += 3000;
        dns.datagram(Direction.UP, nothing);
    }

    @Test
    void nothingPerPacket() {
        Endpoints hosts = new Endpoints(tracker, 4000).handshake(99, 499);
        Endpoints dns = new Endpoints(tracker, 4001);
        dns.time = hosts.time;
        for (int i = 0; i < ROUNDS; i++) {
            round(hosts, dns);
        }
        long self = threads.getCurrentThreadAllocatedBytes();
        self = threads.getCurrentThreadAllocatedBytes() - self;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round(hosts, dns);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before - self;
        // The compiler that runs beside may charge a little to this thread; one object a round would be 16 bytes a
        // round.
        assertThat(allocated).isLessThan(ROUNDS);
        assertThat(counter.gaps).isZero();
        assertThat(counter.bytes).isEqualTo(2L * ROUNDS * 3000);
    }
}
