package org.protospec.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.detect.ByteAutomaton;
import org.protospec.runtime.detect.FirstBytes;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StateEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.tcp.TcpSegment;

class DissectionTest {
    private static final Bytes TCP_25 = new Bytes("mail", new Binding("tcp", "port", List.of(25)));
    private static final Bytes UDP_53 = new Bytes("names", new Binding("udp", "port", List.of(53)));

    private final List<String> log = new ArrayList<>();

    private final RuleSet logger = new RuleSet() {
        @Override
        public void install(Rules rules) {
            rules.on(
                    FlowStartEvent.TYPE,
                    e -> log.add("start " + e.protocol() + " " + e.flow().id() + " #" + e.packet()));
            rules.on(AlertEvent.TYPE, e -> log.add("alert " + e.alert().description() + " #" + e.packet()));
            rules.on(
                    FlowEndEvent.TYPE,
                    e -> log.add("end " + e.protocol() + " " + e.flow().id() + " "
                            + e.reason().label() + " " + e.state()));
        }

        @Override
        public String name() {
            return "logger";
        }
    };

    private static BitSet ports(int... ports) {
        BitSet set = new BitSet();
        for (int port : ports) {
            set.set(port);
        }
        return set;
    }

    @Test
    void flowsGoToTheProtocolOfTheirServerPort() throws IOException {
        Script script = new Script()
                .connect(4000, 25)
                .connect(4001, 80)
                .up(4000, 25, 1, 10)
                .up(4001, 80, 1, 10)
                .datagram(4002, 53, 5);
        Dissection dissection = Dissection.of(script)
                .protocol(TCP_25)
                .protocol(UDP_53)
                .rules(logger)
                .build();
        script.play(dissection);
        assertThat(log)
                .containsExactly(
                        "start mail 1 #3",
                        "alert up #7",
                        "start names 3 #9",
                        "alert up #9",
                        "end mail 1 end_of_capture reading",
                        "end names 3 end_of_capture reading");
        Summary summary = dissection.summary();
        assertThat(summary.packets()).isEqualTo(9);
        assertThat(summary.bytes()).isEqualTo(9 * 64);
        assertThat(summary.flows()).isEqualTo(3);
        assertThat(summary.dissected()).isEqualTo(2);
        assertThat(summary.alerts()).isEqualTo(2);
        assertThat(summary.errors()).isZero();
    }

    @Test
    void packetsWithoutAllTheirBytesAreCounted() throws IOException {
        PacketDecoder skipping = new PacketDecoder() {
            @Override
            public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
                return Decoded.SKIPPED;
            }

            @Override
            public String reason() {
                return "not looked at";
            }
        };
        Dissection dissection = Dissection.of(skipping).build();
        byte[] bytes = new byte[40];
        for (int onWire : new int[] {40, 1500, 40, 20, 1500}) {
            dissection.take(new Packet().set(1, 0, 6, LinkType.ETHERNET, bytes, 0, bytes.length, onWire));
        }
        assertThat(dissection.summary().cutOff()).isEqualTo(2);
        assertThat(dissection.summary().overlong()).isEqualTo(1);
    }

    @Test
    void givenPortsReplaceThoseOfTheSpec() throws IOException {
        Script script = new Script()
                .connect(4000, 25)
                .connect(4001, 80)
                .up(4000, 25, 1, 1)
                .up(4001, 80, 1, 1);
        script.play(
                Dissection.of(script).protocol(TCP_25, ports(80)).rules(logger).build());
        assertThat(log).contains("start mail 2 #6").doesNotContain("start mail 1 #3");
    }

    @Test
    void anyPortTakesAllFlowsOfTheTransport() throws IOException {
        Script script = new Script().connect(4000, 99).up(4000, 99, 1, 1).datagram(4002, 53, 5);
        script.play(
                Dissection.of(script).protocolOnAnyPort(TCP_25).rules(logger).build());
        assertThat(log).containsExactly("start mail 1 #3", "alert up #4", "end mail 1 end_of_capture reading");
    }

    @Test
    void ofTwoProtocolsForAPortTheFirstHasIt() throws IOException {
        Script script = new Script().connect(4000, 25).up(4000, 25, 1, 1);
        Bytes other = new Bytes("other", new Binding("tcp", "port", List.of(25, 26)));
        script.play(Dissection.of(script)
                .protocol(TCP_25)
                .protocol(other)
                .rules(logger)
                .build());
        assertThat(log).contains("start mail 1 #3");
    }

    @Test
    void aFlowWithoutABeginningIsCountedAndLeftAlone() throws IOException {
        Script script = new Script().up(4000, 25, 1000, 10).down(4000, 25, 500, 10);
        Dissection dissection =
                Dissection.of(script).protocol(TCP_25).rules(logger).build();
        script.play(dissection);
        assertThat(log).containsExactly("start mail 1 #1", "end mail 1 end_of_capture null");
        assertThat(dissection.summary().midstream()).isEqualTo(1);
    }

    @Test
    void skippedPacketsAreCountedByReasonInAlphabeticalOrder() throws IOException {
        Script script = new Script().skipped("icmp").skipped("arp").skipped("icmp");
        Dissection dissection = Dissection.of(script).build();
        script.play(dissection);
        assertThat(dissection.summary().skipped()).containsExactly(Map.entry("arp", 1L), Map.entry("icmp", 2L));
    }

    @Test
    void flowsThatNobodyTakesAreCountedByPort() throws IOException {
        Script script = new Script()
                .connect(4000, 25)
                .connect(4001, 80)
                .connect(4002, 80)
                .up(4001, 80, 1, 10)
                .down(4001, 80, 1, 5)
                .up(4000, 25, 1, 10)
                .datagram(4002, 53, 5)
                .reset(4001, 80, 11)
                .up(4001, 80, 11, 3)
                .skipped("arp")
                .reset(4000, 25, 11)
                .up(4000, 25, 11, 3);
        Dissection dissection = Dissection.of(script).protocol(TCP_25).build();
        script.play(dissection);
        Summary summary = dissection.summary();
        assertThat(summary.undissected())
                .containsExactly(new UndissectedFlows("tcp", 80, 2, 10, 15), new UndissectedFlows("udp", 53, 1, 1, 5));
        assertThat(summary.dissectedPackets()).isEqualTo(6);
        assertThat(summary.packets()).isEqualTo(10 + 1 + 6 + 1);
    }

    @Test
    void portsOfTheMostPacketsAreListedAndTheRestIsCounted() throws IOException {
        Script script = new Script();
        for (int port = 100; port > 0; port--) {
            script.datagram(40000, port, 2);
        }
        script.datagram(40000, 7, 1).datagram(40000, 50, 1).datagram(40000, 7, 1);
        Dissection dissection = Dissection.of(script).build();
        script.play(dissection);
        List<UndissectedFlows> counted = dissection.summary().undissected();
        assertThat(counted).hasSize(UndissectedCounts.LISTED + 1);
        assertThat(counted.subList(0, 4))
                .containsExactly(
                        new UndissectedFlows("udp", 7, 1, 3, 4),
                        new UndissectedFlows("udp", 50, 1, 2, 3),
                        new UndissectedFlows("udp", 1, 1, 1, 2),
                        new UndissectedFlows("udp", 2, 1, 1, 2));
        assertThat(counted.get(UndissectedCounts.LISTED)).isEqualTo(new UndissectedFlows("other", 80, 80, 80, 160));
    }

    /** Flows whose first byte is a zero are those of a port, whichever they use. */
    private static final Bytes ZEROS = TCP_25.looking(Signature.up(
            new FirstBytes("zeros", 3, (state, c) -> c != 0 ? ByteAutomaton.FAILED : state == 2 ? -1 : state + 1)));

    @Test
    void aFlowOfAnotherPortIsToldAsIfItsPortHadBeenKnown() throws IOException {
        Script script = new Script()
                .connect(4000, 99)
                .connect(4001, 25)
                .up(4000, 99, 1, 2)
                .up(4001, 25, 1, 2)
                .skipped("arp")
                .up(4000, 99, 3, 2);
        Dissection dissection =
                Dissection.of(script).detecting(ZEROS).rules(logger).build();
        script.play(dissection);
        assertThat(log)
                .containsExactly(
                        "start mail 2 #6",
                        "alert up #8",
                        "start mail 1 #3",
                        "alert up #7",
                        "alert up #10",
                        "end mail 1 end_of_capture reading",
                        "end mail 2 end_of_capture reading");
        assertThat(dissection.summary().undissected()).isEmpty();
        assertThat(dissection.summary().dissectedPackets()).isEqualTo(9);
    }

    @Test
    void moreBytesThanAreKeptEndTheComparison() throws IOException {
        Script script = new Script().connect(4000, 99).down(4000, 99, 1, 60).up(4000, 99, 1, 3);
        Dissection dissection = Dissection.of(script)
                .detecting(ZEROS)
                .limits(Limits.defaults().with(Limit.DETECTION_BYTES, 59))
                .rules(logger)
                .build();
        script.play(dissection);
        assertThat(log).isEmpty();
        assertThat(dissection.summary().limits()).containsExactly(Map.entry(Limit.DETECTION_BYTES, 1L));
        assertThat(dissection.summary().undissected()).containsExactly(new UndissectedFlows("tcp", 99, 1, 5, 63));
    }

    @Test
    void ofTwoProtocolsThatAreCertainAtOnceTheFirstHasTheFlow() throws IOException {
        Script script = new Script().connect(4000, 99).up(4000, 99, 1, 3);
        Bytes other = new Bytes("other", new Binding("tcp", "port", List.of(26)))
                .looking(ZEROS.signatures().get(0));
        script.play(Dissection.of(script)
                .detecting(other)
                .detecting(ZEROS)
                .rules(logger)
                .build());
        assertThat(log).contains("start other 1 #3");
    }

    @Test
    void flowsThatTurnOutToBeNothingHoldNothing() throws IOException {
        int connections = 2_000;
        Script script = new Script();
        for (int i = 0; i < connections; i++) {
            script.connect(10_000 + i, 99);
        }
        Dissection dissection = Dissection.of(script).detecting(ZEROS).build();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Packet packet = new Packet();
        byte[] bytes = new byte[64];
        bytes[0] = 1;
        for (int i = 0; i < connections; i++) {
            script.up(10_000 + i, 99, 1, 20);
        }
        // The rest of a flow that is decided costs nothing.
        for (int i = 0; i < connections; i++) {
            script.up(10_000 + i, 99, 21, 20);
        }
        long before = 0;
        for (int i = 1; i <= 5 * connections; i++) {
            if (i == 4 * connections + 1) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            dissection.take(packet.set(i, i * 1000L, 6, 1, bytes, 0, bytes.length, bytes.length));
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(connections);
    }

    @Test
    void reasonsAreBounded() {
        SkippedPackets skipped = new SkippedPackets();
        for (int i = 0; i < 3 * SkippedPackets.MAX_REASONS; i++) {
            skipped.count("link type " + i);
        }
        skipped.count("link type 7");
        assertThat(skipped.packets()).hasSize(SkippedPackets.MAX_REASONS + 1).containsEntry("link type 7", 2L);
        assertThat(skipped.packets().get(SkippedPackets.OTHER)).isEqualTo(2L * SkippedPackets.MAX_REASONS);
    }

    @Test
    void aDroppedFlowDoesNotPassFromItsPacketOn() throws IOException {
        Script script = new Script()
                .connect(4000, 25)
                .connect(4001, 25)
                .skipped("arp")
                .up(4000, 25, 1, 1)
                .up(4001, 25, 1, 1)
                .down(4000, 25, 1, 1);
        List<String> verdicts = new ArrayList<>();
        script.play(Dissection.of(script)
                .protocol(TCP_25)
                .rules(rules -> rules.on(AlertEvent.TYPE, e -> {
                    if (e.flow().id() == 1) {
                        e.drop();
                    }
                }))
                .observer((packet, verdict) -> verdicts.add(packet.number() + " " + verdict))
                .build());
        assertThat(verdicts)
                .containsExactly(
                        "1 PASS", "2 PASS", "3 PASS", "4 PASS", "5 PASS", "6 PASS", "7 PASS", "8 DROP", "9 PASS",
                        "10 DROP");
    }

    @Test
    void aFlowDroppedAtItsStartIsNotDissected() throws IOException {
        Script script = new Script().connect(4000, 25).up(4000, 25, 1, 1);
        script.play(Dissection.of(script)
                .protocol(TCP_25)
                .rules(rules -> rules.on(FlowStartEvent.TYPE, FlowStartEvent::drop))
                .rules(logger)
                .build());
        assertThat(log).containsExactly("start mail 1 #3", "end mail 1 end_of_capture null");
    }

    @Test
    void digestsCoverTheWholeStreams() throws IOException {
        Script script = new Script().connect(4000, 25).down(4000, 25, 1, 3).up(4000, 25, 1, 5);
        List<Long> lengths = new ArrayList<>();
        script.play(Dissection.of(script)
                .protocol(TCP_25)
                .digests()
                .rules(rules -> rules.on(FlowEndEvent.TYPE, e -> {
                    var digests = Objects.requireNonNull(e.digests());
                    lengths.add(digests.length(Direction.UP));
                    lengths.add(digests.length(Direction.DOWN));
                }))
                .build());
        // The server's bytes end the machine, the client's follow.
        assertThat(lengths).containsExactly(5L, 3L);
    }

    @Test
    void statesAreToldWhileTracingOnly() throws IOException {
        for (boolean traced : new boolean[] {false, true}) {
            log.clear();
            Script script = new Script().connect(4000, 25).down(4000, 25, 1, 3);
            DissectionBuilder builder = Dissection.of(script)
                    .protocol(TCP_25)
                    .rules(rules -> rules.on(StateEvent.TYPE, e -> log.add(e.from() + " > " + e.to())));
            if (traced) {
                builder.trace(FlowTrace.STATES_ONLY);
            }
            script.play(builder.build());
            assertThat(log).isEqualTo(traced ? List.of("reading > finish") : List.of());
        }
    }

    @Test
    void whatAnObserverCannotWriteEndsTheRun() {
        Script script = new Script().skipped("arp");
        Dissection dissection = Dissection.of(script)
                .observer((packet, verdict) -> {
                    throw new IOException("disk full");
                })
                .build();
        assertThatThrownBy(() -> script.play(dissection)).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsAllocatedForAPacket() throws IOException {
        Script script = new Script().connect(4000, 80);
        for (int i = 0; i < 20_000; i++) {
            script.up(4000, 80, 1, 0).skipped("arp");
        }
        Dissection dissection = Dissection.of(script).protocol(TCP_25).build();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Packet packet = new Packet();
        byte[] bytes = new byte[64];
        long before = 0;
        int packets = 40_003;
        for (int i = 1; i <= packets; i++) {
            if (i == 20_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            dissection.take(packet.set(i, i * 1000L, 6, 1, bytes, 0, bytes.length, bytes.length));
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(packets / 2);
    }
}
