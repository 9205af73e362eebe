package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.generator.diagnostic.Suggestions;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"run, run, 0", "rnu, run, 1", "ru, run, 1", "rune, run, 1", "rin, run, 1", "'', run, 3", "abc, run, 3"})
    void countsEdits(String a, String b, int distance) {
        assertThat(Suggestions.distance(a, b)).isEqualTo(distance);
        assertThat(Suggestions.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void farWordsAreAnsweredWithAllKnownOnes() {
        assertThat(Nearest.hint("xyzzy", List.of("smtp", "dns"))).isEqualTo("; known: dns, smtp");
        assertThat(Nearest.hint("xyzzy", List.of())).isEmpty();
    }
}
