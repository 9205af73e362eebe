package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/** A look at flows before their packets come reaches what takes their bytes, and changes nothing. */
class FlowsAheadTest {
    private static final int PORTS = 60_000;

    private final List<Flow> looked = new ArrayList<>();
    private final FlowTracker tracker = new FlowTracker(new Lookers(), Limits.defaults(), new BitSet(), 7);
    private final FlowsAhead ahead = tracker.ahead();

    private static TcpSegment segment(int port, int sequence) {
        return new TcpSegment()
                .endpoints(0, 1, port, 0, 2, 25)
                .header(sequence, 1, TcpSegment.ACK, 1000)
                .payload(new byte[10], 0, 10);
    }

    private Flow flow(int port) {
        tracker.packet(port + 1L, port);
        tracker.tcp(new TcpSegment().endpoints(0, 1, port, 0, 2, 25).header(0, 0, TcpSegment.SYN, 1000));
        tracker.tcp(
                new TcpSegment().endpoints(0, 2, 25, 0, 1, port).header(0, 1, TcpSegment.SYN | TcpSegment.ACK, 1000));
        return tracker.tcp(segment(port, 1));
    }

    @Test
    void eachFlowNotedIsLookedAt() {
        Flow one = flow(4000);
        Flow two = flow(4001);
        flow(4002);
        ahead.note(segment(4001, 11));
        ahead.note(segment(5000, 1));
        ahead.note(segment(4000, 11));
        ahead.note(segment(4001, 21));
        ahead.fetch();
        assertThat(looked).containsExactly(two, one, two);
        ahead.fetch();
        assertThat(looked).hasSize(3);
        assertThat(tracker.size()).isEqualTo(3);
        assertThat(two.packets()).isEqualTo(3);
        assertThat(two.bytes(Direction.UP)).isEqualTo(10);
    }

    @Test
    void onlyManyFlowsAreWorthIt() {
        flow(1);
        assertThat(ahead.worthwhile()).isFalse();
        for (int port = 2; port < PORTS; port++) {
            flow(port);
        }
        assertThat(ahead.worthwhile()).isTrue();
        for (int i = 0; i < FlowsAhead.MOST; i++) {
            ahead.note(segment(1000 + i, 11));
        }
        ahead.fetch();
        assertThat(looked).extracting(Flow::clientPort).startsWith(1000, 1001).hasSize(FlowsAhead.MOST);
    }

    private final class Lookers implements FlowHandler {
        @Override
        public FlowConsumer open(Flow flow) {
            return new Looker(flow);
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    }

    private final class Looker implements FlowConsumer {
        private final Flow flow;

        Looker(Flow flow) {
            this.flow = flow;
        }

        @Override
        public int glance() {
            looked.add(flow);
            return 1;
        }

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
