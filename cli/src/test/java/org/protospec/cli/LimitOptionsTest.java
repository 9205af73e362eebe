package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

class LimitOptionsTest {
    private static final long LARGE = 64L << 30;

    @ParameterizedTest
    @CsvSource({
        "flows=1, FLOWS, 1",
        "flows = 12_000, FLOWS, 12000",
        "queued-bytes=4096, QUEUED_BYTES, 4096",
        "queued-bytes=64B, QUEUED_BYTES, 64",
        "queued-bytes=64K, QUEUED_BYTES, 65536",
        "queued-bytes=64KiB, QUEUED_BYTES, 65536",
        "queued-bytes=2 MiB, QUEUED_BYTES, 2097152",
        "tracker-memory=2G, TRACKER_MEMORY, 2147483648",
        "gap-delay=500ms, GAP_DELAY, 500000000",
        "udp-timeout=30s, UDP_TIMEOUT, 30000000000",
        "established-timeout=2h, ESTABLISHED_TIMEOUT, 7200000000000",
        "established-timeout=2 h 4 min, ESTABLISHED_TIMEOUT, 7440000000000",
    })
    void aValueHasTheUnitOfItsLimit(String option, Limit limit, long value) throws Failure {
        assertThat(LimitOptions.of(List.of(option), LARGE).of(limit)).isEqualTo(value);
    }

    @Test
    void whatIsPrintedCanBeGiven() throws Failure {
        for (Limit each : Limit.values()) {
            String printed =
                    LimitsText.value(each, each.defaultValue()).replace(",", "").replace(" bytes", "");
            Limits limits = LimitOptions.of(List.of(each.label() + "=" + printed), LARGE);
            assertThat(limits.of(each)).as(each.label()).isEqualTo(each.defaultValue());
        }
    }

    @Test
    void flowsTakeHalfOfASmallHeapUnlessTheyAreGivenMore() throws Failure {
        long heap = 256L << 20;
        assertThat(LimitOptions.of(List.of(), heap).of(Limit.TRACKER_MEMORY)).isEqualTo(heap / 4 * 3);
        assertThat(LimitOptions.of(List.of("tracker-memory=1G"), heap).of(Limit.TRACKER_MEMORY))
                .isEqualTo(1L << 30);
        assertThat(LimitOptions.of(List.of(), LARGE).of(Limit.TRACKER_MEMORY))
                .isEqualTo(Limit.TRACKER_MEMORY.defaultValue());
        assertThat(LimitsText.of(LimitOptions.of(List.of(), heap))).containsPattern("tracker-memory +192 MiB");
        assertThat(LimitsText.of(LimitOptions.of(List.of(), heap)).replaceAll("\\s+", " "))
                .contains("(by default 512 MiB, and three quarters of the heap at the most)");
    }

    @Test
    void theLastOfSeveralCounts() throws Failure {
        assertThat(LimitOptions.of(List.of("flows=1", "flows=2"), LARGE).of(Limit.FLOWS))
                .isEqualTo(2);
    }
}
