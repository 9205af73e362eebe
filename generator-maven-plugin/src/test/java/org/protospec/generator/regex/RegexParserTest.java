package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.generator.regex.Patterns.dfa;
import static org.protospec.generator.regex.Patterns.regex;
import static org.protospec.generator.regex.Patterns.set;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexParserTest {

    private static final Regex A = bytes('a');
    private static final Regex B = bytes('b');

    @Test
    void sequencesAndChoices() {
        assertThat(regex("a")).isEqualTo(A);
        assertThat(regex("ab")).isEqualTo(sequence(A, B));
        assertThat(regex("a|ab|")).isEqualTo(new Regex.Choice(List.of(A, sequence(A, B), sequence())));
        assertThat(regex("")).isEqualTo(sequence());
    }

    @Test
    void quantifiersTakeTheAtomBeforeThem() {
        assertThat(regex("ab*")).isEqualTo(sequence(A, repeat(B, 0, -1)));
        assertThat(regex("a+b?")).isEqualTo(sequence(repeat(A, 1, -1), repeat(B, 0, 1)));
        assertThat(regex("a{3}")).isEqualTo(repeat(A, 3, 3));
        assertThat(regex("a{3,}")).isEqualTo(repeat(A, 3, -1));
        assertThat(regex("a{0,1000}")).isEqualTo(repeat(A, 0, 1000));
        assertThat(regex("(?:ab)*")).isEqualTo(repeat(sequence(A, B), 0, -1));
    }

    @Test
    void groupsAreNumberedByTheirOpeningParenthesis() {
        RegexResult.Parsed parsed = (RegexResult.Parsed) RegexParser.parse("((a)(?:b))|(b)", LetterCase.EXACT);

        Regex inner = new Regex.Group(2, 1, 4, A);
        Regex outer = new Regex.Group(1, 0, 10, sequence(inner, B));
        assertThat(parsed.regex()).isEqualTo(new Regex.Choice(List.of(outer, new Regex.Group(3, 11, 14, B))));
        assertThat(parsed.groups()).isEqualTo(3);
    }

    @Test
    void charactersBeyondAsciiAreTheirUtf8BytesAndOneAtom() {
        assertThat(regex("é")).isEqualTo(sequence(bytes(0xc3), bytes(0xa9)));
        assertThat(regex("é+")).isEqualTo(repeat(sequence(bytes(0xc3), bytes(0xa9)), 1, -1));
        assertThat(regex("😀")).isEqualTo(sequence(bytes(0xf0), bytes(0x9f), bytes(0x98), bytes(0x80)));
    }

    @Test
    void escapesStandForTheirBytes() {
        assertThat(set("\\r")).isEqualTo(ByteSet.of(13));
        assertThat(set("\\n")).isEqualTo(ByteSet.of(10));
        assertThat(set("\\t")).isEqualTo(ByteSet.of(9));
        assertThat(set("\\f")).isEqualTo(ByteSet.of(12));
        assertThat(set("\\v")).isEqualTo(ByteSet.of(11));
        assertThat(set("\\0")).isEqualTo(ByteSet.of(0));
        assertThat(set("\\a")).isEqualTo(ByteSet.of(7));
        assertThat(set("\\e")).isEqualTo(ByteSet.of(27));
        assertThat(set("\\x7F")).isEqualTo(ByteSet.of(127));
        assertThat(set("\\xfe")).isEqualTo(ByteSet.of(254));
        assertThat(set("\\d")).isEqualTo(ByteSet.range('0', '9'));
        assertThat(set("\\w")).isEqualTo(ByteSet.where(b -> b < 128 && (Character.isLetterOrDigit(b) || b == '_')));
        assertThat(set("\\s")).isEqualTo(ByteSet.of(9, 10, 11, 12, 13, 32));
        assertThat(set("\\D")).isEqualTo(set("\\d").complement());
        assertThat(set("\\W")).isEqualTo(set("\\w").complement());
        assertThat(set("\\S")).isEqualTo(set("\\s").complement());
    }

    @Test
    void anyPunctuationMayBeEscaped() {
        for (char c : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ".toCharArray()) {
            assertThat(set("\\" + c)).isEqualTo(ByteSet.of(c));
            assertThat(set("[\\" + c + "]")).isEqualTo(ByteSet.of(c));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"]", "}", "-", "/", ",", ":", " ", "\"", "&", "~", "#"})
    void charactersWithoutMeaningStandForThemselves(String character) {
        assertThat(set(character)).isEqualTo(ByteSet.of(character.charAt(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '!', textBlock = """
            [a-z^-] => [\\-\\^a-z]
            [-a] => [\\-a]
            [^-a] => [^\\-a]
            [a^] => [\\^a]
            [+--] => [+-\\-]
            [--/] => [\\--\\/]
            [a\\]b] => [\\]ab]
            [\\d-] => [\\-0-9]
            [\\dA-F] => [0-9A-F]
            [\\x41-\\x43] => [A-C]
            [[] => [\\[]
            [.*+?$(){}|] => [$(-+.?{-}]
            [^\\S] => [\\t-\\r\\x20]
            [a-a] => [a]
            [[:digit:]a-] => [\\-0-9a]
            [^[:alpha:]\\d] => [^0-9A-Za-z]
            [:a:] => [:a]
            """)
    void classes(String pattern, String members) {
        assertThat(set(pattern)).isEqualTo(set(members));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '!', textBlock = """
            alnum => [0-9A-Za-z]
            alpha => [A-Za-z]
            blank => [\\t\\x20]
            cntrl => [\\x00-\\x1f\\x7f]
            digit => [0-9]
            graph => [\\x21-\\x7e]
            lower => [a-z]
            print => [\\x20-\\x7e]
            punct => [\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e]
            space => [\\x09-\\x0d\\x20]
            upper => [A-Z]
            xdigit => [0-9A-Fa-f]
            """)
    void namedClasses(String name, String members) {
        assertThat(set("[[:" + name + ":]]")).isEqualTo(set(members));
        assertThat(set("[^[:" + name + ":]]")).isEqualTo(set(members).complement());
    }

    @Test
    void dotIsAnyByteButTheLineFeed() {
        assertThat(set(".")).isEqualTo(ByteSet.of('\n').complement());
    }

    @Test
    void ignoringCaseFoldsLettersBeforeAClassIsNegated() {
        assertThat(regex("k\\x41é", LetterCase.IGNORED))
                .isEqualTo(sequence(bytes('k', 'K'), bytes('a', 'A'), sequence(bytes(0xc3), bytes(0xa9))));
        assertThat(regex("[a-c_]", LetterCase.IGNORED)).isEqualTo(new Regex.Bytes(set("[A-Ca-c_]")));
        assertThat(regex("[^a]", LetterCase.IGNORED)).isEqualTo(new Regex.Bytes(set("[^aA]")));
        assertThat(regex("[[:upper:]]", LetterCase.IGNORED)).isEqualTo(new Regex.Bytes(set("[A-Za-z]")));
    }

    @Test
    void literalsNeedNoPattern() {
        Dfa exact = Patterns.built(Dfa.of(Regex.literal(Patterns.latin1("A.*\u00ff"), LetterCase.EXACT)));
        assertThat(exact).isEqualTo(dfa("A\\.\\*\\xff"));
        Dfa ignored = Patterns.built(Dfa.of(Regex.literal(Patterns.latin1("a1"), LetterCase.IGNORED)));
        assertThat(ignored).isEqualTo(dfa("[aA]1"));
    }

    @Test
    void groupsNestToTheLimit() {
        int depth = RegexParser.MAX_DEPTH;
        assertThat(dfa("(".repeat(depth) + "a" + ")".repeat(depth))).isEqualTo(dfa("a"));
        String sideBySide = IntStream.range(0, depth + 5).mapToObj(i -> "(a)").collect(Collectors.joining());
        assertThat(dfa(sideBySide)).isEqualTo(dfa("a{205}"));
    }

    private static Regex bytes(int... values) {
        return new Regex.Bytes(ByteSet.of(values));
    }

    private static Regex sequence(Regex... parts) {
        return new Regex.Sequence(List.of(parts));
    }

    private static Regex repeat(Regex body, int min, int max) {
        return new Regex.Repeat(body, min, max < 0 ? OptionalInt.empty() : OptionalInt.of(max));
    }
}
