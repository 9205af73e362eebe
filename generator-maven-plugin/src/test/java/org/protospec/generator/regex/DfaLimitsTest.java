package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.generator.regex.Patterns.dfa;
import static org.protospec.generator.regex.Patterns.regex;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DfaLimitsTest {

    private static final String STATES = "its automaton needs more than 4,000 states";
    private static final String WORK = "its automaton takes too much work to build";

    @Test
    void statesAreCountedToTheLimit() {
        assertThat(Dfa.of(regex("a{4}"), 5)).isInstanceOf(DfaResult.Built.class);
        assertThat(Dfa.of(regex("a{4}"), 4)).isInstanceOf(DfaResult.TooLarge.class);
        assertThat(tooLarge(Dfa.of(regex("a{4}"), 4)).message()).isEqualTo("its automaton needs more than 4 states");
        assertThat(Dfa.of(regex(".*x.{10}"))).isInstanceOf(DfaResult.Built.class);
        assertThat(tooLarge(Dfa.of(regex(".*x.{11}"))).message()).isEqualTo(STATES);
        assertThat(tooLarge(Dfa.of(regex(".*x.{11}"))).help()).contains("use smaller counts");
    }

    @Test
    void countsUpToTheLimitOfOneRepetitionAreFine() {
        assertThat(dfa(".{1000}").size()).isEqualTo(1001);
        assertThat(dfa("(?:.{1000}){3}").size()).isEqualTo(3001);
        assertThat(dfa("[a-z]{0,500}[a-z]{0,500}").maxLength()).hasValue(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:(?:a{1000}){1000}){1000}",
                "(?:(?:a?){1000}){1000}",
                "(?:(?:(?:){1000}){1000}){1000}",
                "(?:(?:a*){1000}b*){1000}",
            })
    void repetitionsOfRepetitionsAreGivenUpBeforeTheyFillTheMemory(String pattern) {
        assertThat(tooLarge(Dfa.of(regex(pattern))).message()).isEqualTo(WORK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:(?:a?){600}){20}",
                "(?:(?:(?:a|b|c|d|e|f|g|h)?){50}x?){50}",
                "(?:.?){1000}(?:\\w?){1000}(?:\\d?){1000}",
            })
    void fewStatesOfManyNodesEachAreGivenUpToo(String pattern) {
        assertThat(Nfa.size(regex(pattern))).isLessThan(Nfa.NODE_LIMIT);
        assertThat(tooLarge(Dfa.of(regex(pattern))).message()).isEqualTo(WORK);
    }

    @Test
    void anExpressionMadeByHandMayCountToAnything() {
        Regex huge = new Regex.Repeat(regex("a"), Integer.MAX_VALUE, OptionalInt.empty());
        assertThat(tooLarge(Dfa.of(huge)).message()).isEqualTo(WORK);
    }

    @Test
    void unionsAndIntersectionsHaveLimitsToo() {
        List<Dfa> words = IntStream.range(0, 5).mapToObj(i -> dfa(i + ".{996}")).toList();
        assertThat(Dfa.union(words.subList(0, 4))).isInstanceOf(DfaResult.Built.class);
        assertThat(tooLarge(Dfa.union(words)).message()).isEqualTo(STATES);

        assertThat(dfa("(?:a{61})*").intersect(dfa("(?:a{67})*"))).isInstanceOf(DfaResult.Built.class);
        assertThat(tooLarge(dfa("(?:a{256})*").intersect(dfa("(?:a{257})*"))).message())
                .isEqualTo("its automaton needs more than 64,000 states");
    }

    private static DfaResult.TooLarge tooLarge(DfaResult result) {
        assertThat(result).isInstanceOf(DfaResult.TooLarge.class);
        return (DfaResult.TooLarge) result;
    }
}
