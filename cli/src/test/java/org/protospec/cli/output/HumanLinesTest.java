package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.flow.Flow;

/** The columns of lines for people. */
class HumanLinesTest {
    private static final long DOCUMENTATION = 0x2001_0db8_1111_2222L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Flows flows = new Flows();

    private Flow narrow() {
        return flows.between(0, Addresses.mapped(0x0a000001), Addresses.mapped(0x0a000002));
    }

    private Flow wide() {
        return flows.between(DOCUMENTATION, 0x3333_4444_5555_6666L, 0x3333_4444_5555_7777L);
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
        HumanLines lines = new HumanLines(out, detail, Colors.NONE);
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
