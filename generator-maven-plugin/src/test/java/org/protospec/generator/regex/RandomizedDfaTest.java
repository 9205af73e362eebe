package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.generator.regex.Patterns.built;
import static org.protospec.generator.regex.Patterns.dfa;
import static org.protospec.generator.regex.Patterns.latin1;
import static org.protospec.generator.regex.Patterns.regex;

import dk.brics.automaton.Automaton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random patterns against three independent oracles, and against each other. */
class RandomizedDfaTest {

    private static final int PATTERNS = 1_000;

    @Test
    void sameLanguageAndSameNumberOfStatesAsBrics() {
        for (long seed = 0; seed < PATTERNS; seed++) {
            String pattern = new RandomPatterns(seed).pattern();
            Dfa dfa = dfa(pattern);
            Automaton expected = BricsOracle.minimal(regex(pattern));

            assertThat(BricsOracle.copy(dfa).equals(expected))
                    .as("seed %d: /%s/ gave\n%s", seed, pattern, dfa)
                    .isTrue();
            assertThat(dfa.size()).as("seed %d: /%s/", seed, pattern).isEqualTo(expected.getNumberOfStates());
            assertThat(dfa.maxLength().isPresent())
                    .as("seed %d: /%s/", seed, pattern)
                    .isEqualTo(expected.isFinite());
            String shortest = expected.getShortestExample(true);
            assertThat(dfa.shortestMatch().map(match -> match.length))
                    .as("seed %d: /%s/", seed, pattern)
                    .hasValue(shortest.length());
            assertThat(dfa.matchLength(dfa.shortestMatch().orElseThrow(), 0, shortest.length()))
                    .as("seed %d: /%s/", seed, pattern)
                    .isEqualTo(shortest.length());
        }
    }

    @Test
    void longestMatchesAsByTheMeaningOfEachExpression() {
        for (long seed = 0; seed < PATTERNS; seed++) {
            RandomPatterns random = new RandomPatterns(seed);
            String pattern = random.pattern();
            Regex regex = regex(pattern);
            Dfa dfa = dfa(pattern);
            for (int i = 0; i < 20; i++) {
                byte[] text = random.text();
                assertThat(dfa.matchLength(text, 0, text.length))
                        .as("seed %d: /%s/ on %s", seed, pattern, latin1(text))
                        .isEqualTo(NaiveMatcher.longestMatch(regex, text));
            }
        }
    }

    /** The other oracles take our tree for granted; this one reads the pattern's text itself. */
    @Test
    void patternsMeanWhatTheyMeanToTheJdk() {
        for (LetterCase letterCase : LetterCase.values()) {
            int flags = Pattern.UNIX_LINES | (letterCase == LetterCase.IGNORED ? Pattern.CASE_INSENSITIVE : 0);
            for (long seed = 0; seed < PATTERNS; seed++) {
                RandomPatterns random = new RandomPatterns(seed);
                String pattern = random.pattern();
                Dfa dfa = dfa(pattern, letterCase);
                Pattern jdk = Pattern.compile(pattern, flags);
                for (int i = 0; i < 20; i++) {
                    String text = latin1(random.text());
                    assertThat(dfa.matchLength(latin1(text), 0, text.length()))
                            .as("seed %d: /%s/ %s on '%s'", seed, pattern, letterCase, text)
                            .isEqualTo(longestMatch(jdk, text));
                }
            }
        }
    }

    private static int longestMatch(Pattern pattern, String text) {
        int length = text.length();
        while (length >= 0 && !pattern.matcher(text.substring(0, length)).matches()) {
            length--;
        }
        return length;
    }

    @Test
    void intersectionsAsByBrics() {
        int common = 0;
        for (long seed = 0; seed < PATTERNS; seed++) {
            RandomPatterns random = new RandomPatterns(seed);
            String left = random.pattern();
            String right = random.pattern();
            Dfa both = built(dfa(left).intersect(dfa(right)));
            Automaton expected = BricsOracle.minimal(
                    BricsOracle.minimal(regex(left)).intersection(BricsOracle.minimal(regex(right))));

            assertThat(BricsOracle.copy(both).equals(expected))
                    .as("seed %d: /%s/ and /%s/ gave\n%s", seed, left, right, both)
                    .isTrue();
            assertThat(both.size())
                    .as("seed %d: /%s/ and /%s/", seed, left, right)
                    .isEqualTo(expected.getNumberOfStates());
            assertThat(both.isEmptyLanguage()).as("seed %d", seed).isEqualTo(expected.isEmpty());
            common += both.isEmptyLanguage() ? 0 : 1;
        }
        assertThat(common).isBetween(PATTERNS / 10, PATTERNS * 9 / 10);
    }

    @Test
    void unionsAcceptEveryTokenThatMatches() {
        for (long seed = 0; seed < PATTERNS; seed++) {
            RandomPatterns random = new RandomPatterns(seed);
            List<Dfa> tokens = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tokens.add(dfa(random.pattern()));
            }
            Dfa union = built(Dfa.union(tokens));
            for (int i = 0; i < 20; i++) {
                byte[] text = random.text();
                List<Integer> expected = IntStream.range(0, 4)
                        .filter(t -> tokens.get(t).matchLength(text, 0, text.length) == text.length)
                        .boxed()
                        .toList();
                assertThat(tokensAt(union, text))
                        .as("seed %d on %s of\n%s", seed, latin1(text), union)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Integer> tokensAt(Dfa dfa, byte[] text) {
        int state = 0;
        for (byte value : text) {
            state = dfa.next(state, value & 0xff);
            if (state == Dfa.REJECT) {
                return List.of();
            }
        }
        return dfa.tokens(state);
    }

    @Test
    void numberingIsCanonicalHoweverTheLanguageIsWritten() {
        for (long seed = 0; seed < PATTERNS; seed++) {
            String pattern = new RandomPatterns(seed).pattern();
            Dfa dfa = dfa(pattern);
            assertThat(numbersInOrderOfDiscovery(dfa))
                    .as("seed %d: /%s/ gave\n%s", seed, pattern, dfa)
                    .isEqualTo(IntStream.range(0, dfa.size()).boxed().toList());

            assertThat(dfa("(?:" + pattern + "){0}(?:" + pattern + "){1}|(?:" + pattern + ")|" + pattern))
                    .as("seed %d: /%s/", seed, pattern)
                    .isEqualTo(dfa)
                    .hasToString(dfa.toString());
            assertThat(built(Dfa.union(List.of(dfa)))).as("seed %d", seed).isEqualTo(dfa);
            assertThat(built(dfa.intersect(dfa))).as("seed %d", seed).isEqualTo(dfa);
        }
    }

    private static List<Integer> numbersInOrderOfDiscovery(Dfa dfa) {
        Set<Integer> found = new LinkedHashSet<>(List.of(0));
        for (int i = 0; i < found.size(); i++) {
            int state = List.copyOf(found).get(i);
            IntStream.range(0, 256)
                    .map(value -> dfa.next(state, value))
                    .filter(target -> target != Dfa.REJECT)
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    @Test
    void longestMatchIsNoLongerThanTheBound() {
        for (long seed = 0; seed < PATTERNS; seed++) {
            Dfa dfa = dfa(new RandomPatterns(seed).pattern());
            OptionalInt max = dfa.maxLength();
            if (max.isPresent()) {
                assertThat(depth(dfa, 0)).as("seed %d:\n%s", seed, dfa).isEqualTo(max.getAsInt());
            }
        }
    }

    private static int depth(Dfa dfa, int state) {
        return dfa.edges(state).stream()
                .mapToInt(edge -> 1 + depth(dfa, edge.target()))
                .max()
                .orElse(0);
    }
}
