package org.protospec.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.StateEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.machine.Binding;

/** Which protocol gets a flow, what its rules hear of it, and who may drop it. */
class DissectionTest {
    private final FlowLog log = new FlowLog();

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
                .protocol(Bytes.TCP_25)
                .protocol(Bytes.UDP_53)
                .rules(log)
                .build();
        script.play(dissection);
        assertThat(log.lines())
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
    void givenPortsReplaceThoseOfTheSpec() throws IOException {
        Script script = new Script()
                .connect(4000, 25)
                .connect(4001, 80)
                .up(4000, 25, 1, 1)
                .up(4001, 80, 1, 1);
        script.play(Dissection.of(script)
                .protocol(Bytes.TCP_25, ports(80))
                .rules(log)
                .build());
        assertThat(log.lines()).contains("start mail 2 #6").doesNotContain("start mail 1 #3");
    }

    @Test
    void anyPortTakesAllFlowsOfTheTransport() throws IOException {
        Script script = new Script().connect(4000, 99).up(4000, 99, 1, 1).datagram(4002, 53, 5);
        script.play(
                Dissection.of(script).protocolOnAnyPort(Bytes.TCP_25).rules(log).build());
        assertThat(log.lines()).containsExactly("start mail 1 #3", "alert up #4", "end mail 1 end_of_capture reading");
    }

    @Test
    void ofTwoProtocolsForAPortTheFirstHasIt() throws IOException {
        Script script = new Script().connect(4000, 25).up(4000, 25, 1, 1);
        Bytes other = new Bytes("other", new Binding("tcp", "port", List.of(25, 26)));
        script.play(Dissection.of(script)
                .protocol(Bytes.TCP_25)
                .protocol(other)
                .rules(log)
                .build());
        assertThat(log.lines()).contains("start mail 1 #3");
    }

    @Test
    void aFlowWithoutABeginningIsCountedAndLeftAlone() throws IOException {
        Script script = new Script().up(4000, 25, 1000, 10).down(4000, 25, 500, 10);
        Dissection dissection =
                Dissection.of(script).protocol(Bytes.TCP_25).rules(log).build();
        script.play(dissection);
        assertThat(log.lines()).containsExactly("start mail 1 #1", "end mail 1 end_of_capture null");
        assertThat(dissection.summary().midstream()).isEqualTo(1);
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
                .protocol(Bytes.TCP_25)
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
                .protocol(Bytes.TCP_25)
                .rules(rules -> rules.on(FlowStartEvent.TYPE, FlowStartEvent::drop))
                .rules(log)
                .build());
        assertThat(log.lines()).containsExactly("start mail 1 #3", "end mail 1 end_of_capture null");
    }

    @Test
    void digestsCoverTheWholeStreams() throws IOException {
        Script script = new Script().connect(4000, 25).down(4000, 25, 1, 3).up(4000, 25, 1, 5);
        List<Long> lengths = new ArrayList<>();
        script.play(Dissection.of(script)
                .protocol(Bytes.TCP_25)
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
            log.lines().clear();
            Script script = new Script().connect(4000, 25).down(4000, 25, 1, 3);
            DissectionBuilder builder = Dissection.of(script)
                    .protocol(Bytes.TCP_25)
                    .rules(rules -> rules.on(StateEvent.TYPE, e -> log.lines().add(e.from() + " > " + e.to())));
            if (traced) {
                builder.trace(FlowTrace.STATES_ONLY);
            }
            script.play(builder.build());
            assertThat(log.lines()).isEqualTo(traced ? List.of("reading > finish") : List.of());
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
        Dissection dissection = Dissection.of(script).protocol(Bytes.TCP_25).build();
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
