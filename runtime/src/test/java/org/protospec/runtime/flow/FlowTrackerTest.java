package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

class FlowTrackerTest {
    private static final long SECOND = 1_000_000_000L;

    private final Recorder recorder = new Recorder();
    private FlowTracker tracker = recorder.tracker(Limits.defaults());

    @Test
    void datagramsOfBothDirectionsAreOneFlow() {
        Endpoints hosts = new Endpoints(tracker, 5353);
        Flow flow = hosts.datagram(Direction.UP, "question");
        hosts.datagram(Direction.DOWN, "");
        hosts.datagram(Direction.DOWN, "answer");
        assertThat(recorder.tape(1).log())
                .containsExactly("up datagram question", "down datagram ", "down datagram answer");
        assertThat(flow.transport()).isEqualTo(Transport.UDP);
        assertThat(flow.bytes(Direction.DOWN)).isEqualTo(6);
        assertThat(flow.packets()).isEqualTo(3);
        assertThat(flow.seen(Direction.DOWN)).isTrue();
        assertThat(flow.midstream()).isFalse();
    }

    @Test
    void endpointsAreCountedAsTheyAreWritten() {
        tracker.packet(1, SECOND);
        long high = 0x2001_0db8_0000_0000L;
        UdpDatagram datagram = new UdpDatagram();
        datagram.endpoints(Addresses.hardwareHigh(), 0x1b_ff0a_8007L, 35020, Addresses.hardwareHigh(), 1, 35020)
                .payload(new byte[0], 0, 0);
        Flow frames = tracker.carried(Transport.ETHERNET, datagram);
        datagram.endpoints(high, 1, 89, high, 0x10002, 89).payload(new byte[0], 0, 0);
        Flow packets = tracker.carried(Transport.IP, datagram);
        datagram.endpoints(high, 1, 5353, high, 2, 53).payload(new byte[0], 0, 0);
        Flow datagrams = tracker.udp(datagram);
        Flow ipv4 = new Endpoints(tracker, 9).datagram(Direction.UP, "");
        for (Flow each : List.of(frames, packets, datagrams, ipv4)) {
            assertThat(each.endpointsLength()).isEqualTo((each.client() + each.server()).length());
        }
    }

    @Test
    void anIdleFlowEndsExactlyAfterItsTime() {
        Endpoints hosts = new Endpoints(tracker, 4000);
        hosts.datagram(Direction.UP, "a");
        hosts.time += 59 * SECOND;
        Flow flow = hosts.datagram(Direction.UP, "b");
        tracker.advance(flow.lastTime() + 60 * SECOND - 1);
        assertThat(recorder.ends).isEmpty();
        tracker.advance(flow.lastTime() + 60 * SECOND);
        assertThat(recorder.ends).containsExactly("1 timeout");
        assertThat(tracker.size()).isZero();
        assertThat(hosts.datagram(Direction.UP, "c").id()).isEqualTo(2);
    }

    @Test
    void tcpFlowsStayAsLongAsTheirStateAllows() {
        new Endpoints(tracker, 4001).up(TcpSegment.SYN, 1, 0, "");
        Endpoints open = new Endpoints(tracker, 4002).handshake(1, 1);
        new Endpoints(tracker, 4003).handshake(1, 1).up(TcpSegment.RST, 2, 2, "");
        long start = open.time;
        tracker.advance(start + 31 * SECOND);
        assertThat(recorder.ends).containsExactly("3 rst", "1 timeout");
        assertThat(tracker.size()).isEqualTo(2);
        tracker.advance(start + 121 * SECOND);
        assertThat(tracker.size()).isEqualTo(1);
        tracker.advance(start + 7439 * SECOND);
        assertThat(recorder.ends).hasSize(2);
        tracker.advance(start + 7441 * SECOND);
        assertThat(recorder.ends).containsExactly("3 rst", "1 timeout", "2 timeout");
    }

    @Test
    void latePacketsDoNotKeepAnEndedFlow() {
        Endpoints hosts = new Endpoints(tracker, 4003).handshake(1, 1);
        hosts.up(TcpSegment.RST, 2, 2, "");
        for (int i = 0; i < 3; i++) {
            hosts.time += 60 * SECOND;
            hosts.up(TcpSegment.ACK, 2, 2, "next");
        }
        assertThat(recorder.tape(2).log()).containsExactly("up:next");
        assertThat(recorder.ends).containsExactly("1 rst");
    }

    @Test
    void theFlowThatWasSilentLongestMakesRoom() {
        tracker = recorder.tracker(Limits.defaults().with(Limit.FLOWS, 3));
        List<Endpoints> hosts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            hosts.add(new Endpoints(tracker, 4000 + i));
            hosts.get(i).datagram(Direction.UP, "x");
        }
        new Endpoints(tracker, 5000).datagram(Direction.UP, "x");
        assertThat(recorder.ends).containsExactly("1 evicted");
        hosts.get(1).datagram(Direction.UP, "y");
        new Endpoints(tracker, 5001).datagram(Direction.UP, "x");
        assertThat(recorder.ends).containsExactly("1 evicted", "3 evicted");
        assertThat(tracker.size()).isEqualTo(3);
    }

    @Test
    void theEndOfTheCaptureEndsFlowsInTheirOrder() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Endpoints hosts = new Endpoints(tracker, 1024 + i);
            if (i % 3 == 0) {
                hosts.datagram(Direction.UP, "x");
            } else {
                hosts.handshake(i, i);
            }
            expected.add(i + 1 + " end_of_capture");
        }
        tracker.end();
        assertThat(recorder.ends).isEqualTo(expected);
        assertThat(tracker.size()).isZero();
    }

    @Test
    void knownPortsTellWhoTheServerIs() {
        BitSet servers = new BitSet();
        servers.set(50_000);
        tracker = new FlowTracker(recorder, Limits.defaults(), servers, 7);
        assertThat(datagram(50_000, 40_000).serverPort()).isEqualTo(50_000);
        assertThat(datagram(40_001, 50_000).serverPort()).isEqualTo(50_000);
        assertThat(datagram(53, 40_000).serverPort()).isEqualTo(53);
        assertThat(datagram(123, 123).clientLow()).isEqualTo(Endpoints.CLIENT);
    }

    private Flow datagram(int source, int destination) {
        return tracker.udp(new UdpDatagram()
                .endpoints(0, Endpoints.CLIENT, source, 0, Endpoints.SERVER, destination)
                .payload(new byte[0], 0, 0));
    }

    /** The table against a map, with flows coming and going. */
    @Test
    void everyPacketFindsItsFlow() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        tracker = recorder.tracker(Limits.defaults().with(Limit.FLOWS, 600));
        Map<Integer, Flow> last = new HashMap<>();
        long time = SECOND;
        for (int i = 0; i < 50_000; i++) {
            int key = random.nextInt(1000);
            time += random.nextInt(200_000_000);
            tracker.packet(i, time);
            UdpDatagram d = new UdpDatagram();
            int port = 1000 + key % 10;
            long host = Addresses.mapped(key / 10);
            if (random.nextBoolean()) {
                d.endpoints(key, host, 40_000, 5, 6, port);
            } else {
                d.endpoints(5, 6, port, key, host, 40_000);
            }
            Flow flow = tracker.udp(d.payload(new byte[0], 0, 0));
            Flow before = last.put(key, flow);
            if (before != null && before.endReason() == null) {
                assertThat(flow).as("seed %d packet %d", seed, i).isSameAs(before);
            } else {
                assertThat(flow).as("seed %d packet %d", seed, i).isNotSameAs(before);
            }
            assertThat(flow.clientHigh()).isEqualTo(key);
        }
        assertThat(recorder.ends).hasSizeGreaterThan(1000);
    }

    @Test
    void theSeedChangesNothing() {
        List<List<String>> results = new ArrayList<>();
        for (long seed : new long[] {1, 2}) {
            Recorder other = new Recorder();
            FlowTracker seeded = new FlowTracker(other, Limits.defaults().with(Limit.FLOWS, 50), new BitSet(), seed);
            for (int i = 0; i < 200; i++) {
                new Endpoints(seeded, 1024 + i * 37 % 101).datagram(Direction.UP, "x");
            }
            seeded.end();
            results.add(other.ends);
        }
        assertThat(results.get(0)).isEqualTo(results.get(1)).isNotEqualTo(Collections.emptyList());
    }

    @Test
    void aFlowIsStartedOpenedAndEnded() {
        List<String> calls = new ArrayList<>();
        FlowHandler handler = new FlowHandler() {
            @Override
            public void started(Flow flow) {
                calls.add("started");
            }

            @Override
            public @Nullable FlowConsumer open(Flow flow) {
                calls.add("open");
                return null;
            }

            @Override
            public void ended(Flow flow, EndReason reason) {
                calls.add("ended");
            }
        };
        tracker = new FlowTracker(handler, Limits.defaults(), new BitSet(), 1);
        Endpoints hosts = new Endpoints(tracker, 4000);
        hosts.up(TcpSegment.SYN, 1, 0, "");
        hosts.down(TcpSegment.SYN | TcpSegment.ACK, 1, 2, "");
        assertThat(calls).containsExactly("started");
        hosts.up(TcpSegment.ACK, 2, 2, "");
        hosts.up(TcpSegment.ACK, 2, 2, "data");
        tracker.end();
        assertThat(calls).containsExactly("started", "open", "ended");
    }
}
