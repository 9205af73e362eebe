package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.flow.Flow;

class FlowTextsTest {
    private static final int MANY = 3_000;

    private final List<Flow> asked = new ArrayList<>();
    private final FlowTexts<String> texts = new FlowTexts<>((flow, protocol) -> {
        asked.add(flow);
        return protocol + " " + flow.id();
    });
    private final Flows flows = new Flows();

    @Test
    void aTextIsWrittenOnce() {
        Flow flow = flows.next();
        assertThat(texts.of(flow, "smtp")).isEqualTo("smtp 1");
        assertThat(texts.of(flow, "smtp")).isSameAs(texts.of(flow, "smtp"));
        assertThat(asked).containsExactly(flow);
    }

    @Test
    void aFlowMayGetAnotherProtocol() {
        Flow flow = flows.next();
        assertThat(texts.of(flow, "smtp")).isEqualTo("smtp 1");
        assertThat(texts.of(flow, "tls")).isEqualTo("tls 1");
    }

    /** More flows than there are places: each has its own text all the same. */
    @Test
    void manyFlowsShareAPlace() {
        List<Flow> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(flows.next());
        }
        for (int round = 0; round < 2; round++) {
            for (Flow flow : many) {
                assertThat(texts.of(flow, "smtp")).isEqualTo("smtp " + flow.id());
            }
        }
    }
}
