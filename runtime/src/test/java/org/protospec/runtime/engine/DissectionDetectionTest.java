package org.protospec.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.detect.ByteAutomaton;
import org.protospec.runtime.detect.FirstBytes;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Binding;

/** Flows of ports that no protocol has, whose first bytes tell whose they are. */
class DissectionDetectionTest {
    /** Flows whose first byte is a zero are those of a port, whichever they use. */
    private static final Bytes ZEROS = Bytes.TCP_25.looking(Signature.up(
            new FirstBytes("zeros", 3, (state, c) -> c != 0 ? ByteAutomaton.FAILED : state == 2 ? -1 : state + 1)));

    private final FlowLog log = new FlowLog();

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
                Dissection.of(script).detecting(ZEROS).rules(log).build();
        script.play(dissection);
        assertThat(log.lines())
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
                .rules(log)
                .build();
        script.play(dissection);
        assertThat(log.lines()).isEmpty();
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
                .rules(log)
                .build());
        assertThat(log.lines()).contains("start other 1 #3");
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
}
