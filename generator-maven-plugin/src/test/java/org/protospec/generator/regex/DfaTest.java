package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.generator.regex.Patterns.built;
import static org.protospec.generator.regex.Patterns.dfa;
import static org.protospec.generator.regex.Patterns.latin1;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DfaTest {

    private static final Dfa NOTHING = built(Dfa.of(new Regex.Bytes(ByteSet.EMPTY)));

    @Test
    void statesAreNumberedBreadthFirstOverAscendingBytes() {
        assertThat(dfa("(?:a|b)*abb")).hasToString("""
                0: [a]->1 [b]->0
                1: [a]->1 [b]->2
                2: [a]->1 [b]->3
                3 accepts [0]: [a]->1 [b]->0
                """);
        assertThat(dfa("\\r?\\n")).hasToString("""
                0: [\\n]->1 [\\r]->2
                1 accepts [0]:
                2: [\\n]->1
                """);
        assertThat(dfa("z1|[a-c]2|m2")).hasToString("""
                0: [a-cm]->1 [z]->2
                1: [2]->3
                2: [1]->3
                3 accepts [0]:
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            (?:a*b*)*         => [ab]*
            a|a|a             => a
            (a|b)(c|d)        => ac|ad|bc|bd
            aa*               => a+
            a{2,}             => aaa*
            a{0}              => (?:)
            (?:a?){3}         => a{0,3}
            x(?:a|b)*         => x|x[ba]+
            (?:a{2}){3}       => a{6}
            [^a]|a            => [\\x00-\\xff]
            .|\\n             => [\\x00-\\xff]
            """)
    void equalLanguagesHaveEqualAutomata(String one, String other) {
        assertThat(dfa(one)).isEqualTo(dfa(other)).hasSameHashCodeAs(dfa(other));
        assertThat(dfa(one)).hasToString(dfa(other).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            abc               => abc
            a+                => a
            abc.*             => abc
            ab|abc|b          => ab|b
            [^\\n]*SM[^\\n]*  => [^S\\n]*S(?:S|[^SM\\n][^S\\n]*S)*M
            """)
    void ofMatchesThatBeginOthersTheShortestAreLeft(String all, String shortest) {
        assertThat(dfa(all).shortestMatches()).isEqualTo(dfa(shortest));
    }

    @Test
    void anEmptyMatchLeavesNoOther() {
        assertThat(dfa("x*").shortestMatches()).isEqualTo(dfa("(?:)"));
        assertThat(NOTHING.shortestMatches()).isEqualTo(NOTHING);
    }

    @Test
    void differentLanguagesDiffer() {
        assertThat(dfa("a")).isNotEqualTo(dfa("b")).isNotEqualTo(dfa("a?")).isNotEqualTo(dfa("aa"));
    }

    @Test
    void bytesThatNoStateTellsApartAreOneClass() {
        assertThat(dfa("[a-z]+[0-9]|[a-f]").byteClasses())
                .extracting(ByteSet::toString)
                .containsExactly("[^0-9a-z]", "[0-9]", "[a-f]", "[g-z]");
        assertThat(dfa("[a-f]|[g-z]").byteClasses())
                .extracting(ByteSet::toString)
                .containsExactly("[^a-z]", "[a-z]");
        assertThat(dfa("[\\x00-\\xff]*").byteClasses()).containsExactly(ByteSet.ALL);
    }

    @Test
    void edgesLeadToEveryNextState() {
        Dfa dfa = dfa("[ac]x|by");
        assertThat(dfa.edges(0))
                .containsExactly(new Dfa.Edge(ByteSet.of('a', 'c'), 1), new Dfa.Edge(ByteSet.of('b'), 2));
        assertThat(dfa.next(0, 'c')).isEqualTo(1);
        assertThat(dfa.next(0, 'x')).isEqualTo(Dfa.REJECT);
        assertThat(dfa.next(2, 'y')).isEqualTo(3);
        assertThat(IntStream.range(0, 4).filter(dfa::accepting)).containsExactly(3);
        assertThat(IntStream.range(0, 4).filter(dfa::extendable)).containsExactly(0, 1, 2);
    }

    @Test
    void wholeLineEndsNeedNoFurtherByte() {
        Dfa dfa = dfa("[^\\r\\n]*\\r?\\n|x");
        int afterX = dfa.next(0, 'x');
        int afterLine = dfa.next(afterX, '\n');
        assertThat(dfa.accepting(afterX)).isTrue();
        assertThat(dfa.extendable(afterX)).isTrue();
        assertThat(dfa.accepting(afterLine)).isTrue();
        assertThat(dfa.extendable(afterLine)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            a              => 1 => 1
            (?:)           => 0 => 0
            a?b{2,5}       => 2 => 6
            a+             => 1 => none
            a*             => 0 => none
            (?:ab)*c       => 1 => none
            abc|de         => 2 => 3
            \\r?\\n        => 1 => 2
            [^\\n]{0,512}  => 0 => 512
            é              => 2 => 2
            """)
    void lengths(String pattern, int min, String max) {
        assertThat(dfa(pattern).minLength()).isEqualTo(min);
        assertThat(dfa(pattern).maxLength())
                .isEqualTo(max.equals("none") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(max)));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            [\\x00-\\xff]{3}      => aaa
            [^ab]b|ca             => ca
            [^\\r\\n]+            => a
            [\\x00-9][ -9]        => 00
            [\\x00-/]             => !
            zz|yyy                => zz
            x*y+z{2}              => yzz
            """)
    void shortestMatchReadsWell(String pattern, String match) {
        assertThat(dfa(pattern).shortestMatch().map(Patterns::latin1)).hasValue(match);
    }

    @Test
    void literals() {
        assertThat(dfa("a\\x00\\xff").literal())
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(new byte[] {'a', 0, -1}));
        assertThat(dfa("(?:ab){2}").literal().map(Patterns::latin1)).hasValue("abab");
        assertThat(dfa("").literal().map(Patterns::latin1)).hasValue("");
        assertThat(dfa("abc|abc").literal().map(Patterns::latin1)).hasValue("abc");
        assertThat(dfa("a|b").literal()).isEmpty();
        assertThat(dfa("ab?").literal()).isEmpty();
        assertThat(dfa("a*").literal()).isEmpty();
        assertThat(dfa("ax|bx").literal()).isEmpty();
        assertThat(NOTHING.literal()).isEmpty();
    }

    @Test
    void emptyLanguageIsOneStateThatRejects() {
        assertThat(NOTHING).hasToString("0:\n");
        assertThat(NOTHING.isEmptyLanguage()).isTrue();
        assertThat(NOTHING.shortestMatch()).isEmpty();
        assertThat(NOTHING.minLength()).isZero();
        assertThat(NOTHING.maxLength()).hasValue(0);
        assertThat(NOTHING.matchLength(latin1("a"), 0, 1)).isEqualTo(-1);
        assertThat(built(Dfa.union(List.of()))).isEqualTo(NOTHING);
        assertThat(built(dfa("a*").intersect(NOTHING))).isEqualTo(NOTHING);
        assertThat(dfa("").isEmptyLanguage()).isFalse();
        assertThat(dfa("a").isEmptyLanguage()).isFalse();
    }

    @Test
    void whatLeadsNowhereIsNotKept() {
        Regex nothing = new Regex.Bytes(ByteSet.EMPTY);
        Regex deadEnd = new Regex.Choice(
                List.of(new Regex.Sequence(List.of(Patterns.regex("b+c"), nothing)), Patterns.regex("a")));
        assertThat(built(Dfa.of(deadEnd))).isEqualTo(dfa("a"));
    }

    @Test
    void firstBytesAndTheEmptyString() {
        assertThat(dfa("(?:ab|[0-9]x)?").firstBytes()).isEqualTo(Patterns.set("[a0-9]"));
        assertThat(dfa("(?:ab)?").acceptsEmpty()).isTrue();
        assertThat(dfa("ab").acceptsEmpty()).isFalse();
        assertThat(dfa("").firstBytes()).isEqualTo(ByteSet.EMPTY);
    }

    @Test
    void longestMatchStaysBetweenItsBounds() {
        byte[] bytes = latin1("xxabababyy");
        Dfa dfa = dfa("(?:ab)+");
        assertThat(dfa.matchLength(bytes, 2, bytes.length)).isEqualTo(6);
        assertThat(dfa.matchLength(bytes, 2, 7)).isEqualTo(4);
        assertThat(dfa.matchLength(bytes, 0, bytes.length)).isEqualTo(-1);
        assertThat(dfa.matchLength(bytes, 3, bytes.length)).isEqualTo(-1);
        assertThat(dfa.matchLength(bytes, 2, 2)).isEqualTo(-1);
        assertThat(dfa("(?:ab)*").matchLength(bytes, 0, bytes.length)).isZero();
        assertThat(dfa("\\xff").matchLength(new byte[] {-1}, 0, 1)).isEqualTo(1);
    }

    @Test
    void unionTellsTokensApart() {
        Dfa union = built(Dfa.union(List.of(dfa("[a-z]+"), dfa("if"), dfa("[0-9]+"), dfa("in"))));
        assertThat(union).hasToString("""
                0: [0-9]->1 [a-hj-z]->2 [i]->3
                1 accepts [2]: [0-9]->1
                2 accepts [0]: [a-z]->2
                3 accepts [0]: [a-eg-mo-z]->2 [f]->4 [n]->5
                4 accepts [0, 1]: [a-z]->2
                5 accepts [0, 3]: [a-z]->2
                """);
        assertThat(built(Dfa.union(List.of(union, dfa("x")))).tokens(0)).isEmpty();
        assertThat(built(Dfa.union(List.of(dfa("a"))))).isEqualTo(dfa("a"));
        assertThat(built(Dfa.union(List.of(dfa("b"), dfa("a"))))).isNotEqualTo(dfa("[ab]"));
    }

    @Test
    void intersectionGivesAWitness() {
        Dfa both = built(dfa("[^:\\r\\n]+").intersect(dfa("[A-Z]{2,4}:?")));
        assertThat(both).isEqualTo(dfa("[A-Z]{2,4}"));
        assertThat(both.shortestMatch().map(Patterns::latin1)).hasValue("AA");
        assertThat(built(dfa("a+").intersect(dfa("b+"))).isEmptyLanguage()).isTrue();
        assertThat(built(dfa("a*").intersect(dfa("b*")))).isEqualTo(dfa(""));
        Dfa tokens = built(Dfa.union(List.of(dfa("a"), dfa("b"))));
        assertThat(built(tokens.intersect(tokens))).isEqualTo(dfa("[ab]"));
    }
}
