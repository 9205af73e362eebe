package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/** The columns of lines for people. */
class HumanLinesTest {
    private static final long DOCUMENTATION = 0x2001_0db8_1111_2222L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FlowTracker tracker = new FlowTracker(
            new FlowHandler() {
                @Override
                public @Nullable FlowConsumer open(Flow flow) {
                    return null;
                }

                @Override
                public void ended(Flow flow, EndReason reason) {}
            },
            Limits.defaults(),
            new BitSet(),
            1);

    private Flow flow(long high, long clientLow, long serverLow) {
        tracker.packet(1, 0);
        TcpSegment syn = new TcpSegment();
        syn.endpoints(high, clientLow, 50_000, high, serverLow, 25);
        syn.header(1, 0, TcpSegment.SYN, 1000);
        syn.payload(new byte[0], 0, 0);
        return tracker.tcp(syn);
    }

    private Flow narrow() {
        return flow(0, Addresses.mapped(0x0a000001), Addresses.mapped(0x0a000002));
    }

    private Flow wide() {
        return flow(DOCUMENTATION, 0x3333_4444_5555_6666L, 0x3333_4444_5555_7777L);
    }

    private List<String> lines(HumanLines lines, Flow... flows) {
        for (Flow flow : flows) {
            lines.taken(flow, "smtp", "Command", "verb", "a verb", 0, new byte[] {'x'}, 0, 1);
        }
        lines.flush();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @EnumSource(HumanLines.Detail.class)
    void theEventsAreBehindTheWidestFlowSoFarEvenIfItHasNoLine(HumanLines.Detail detail) {
        HumanLines lines = new HumanLines(new PrintStream(out, false, StandardCharsets.UTF_8), detail, Colors.NONE);
        Flow narrow = narrow();
        Flow wide = wide();
        lines.opened(narrow, "smtp");
        lines.opened(wide, "smtp");
        List<String> shown = lines(lines, narrow, wide);
        String widest = "smtp 2 " + wide.client() + " > " + wide.server();
        assertThat(shown.get(1)).contains(widest + "  token ");
        assertThat(shown.get(0).indexOf("  token ")).isEqualTo(shown.get(1).indexOf("  token "));
    }
}
