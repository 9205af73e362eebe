package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegexErrorsTest {

    private static final String EXACTLY = "leave it out: a pattern is matched exactly where it stands";
    private static final String KNOWN_ESCAPES =
            "known are \\r \\n \\t \\f \\v \\0 \\a \\e \\xHH \\d \\D \\w \\W \\s \\S; the letter itself needs no backslash";
    private static final String PLAIN_ESCAPES =
            "a backslash goes before a letter or punctuation of ASCII; any other character stands for itself";
    private static final String HEX = "\\x0a is the byte 10; no braces, no third digit";
    private static final String REQUIRE = "keep the first text in a field and compare it with a 'require'";
    private static final String NAMES =
            "known are alnum, alpha, blank, cntrl, digit, graph, lower, print, punct, space, upper, xdigit";
    private static final String OPEN_GROUP = "close it by ), or write \\( for the parenthesis itself";
    private static final String OPEN_CLASS = "close it by ], or write \\[ for the bracket itself";
    private static final String HYPHEN = "write \\- for the hyphen itself";
    private static final String BRACE = "write \\{ for the brace itself";
    private static final String LOOK = "match the text itself, or use 'before' in the field";
    private static final String NAMED = "write (?<name>...) with letters, digits and _";
    private static final String GROUPS = "known are (...) and, without capturing, (?:...)";
    private static final String LOW_COUNT = "write * or + here, and bound the whole token with 'max'";
    private static final String TWICE = "put what is repeated into (?:...)";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                // What an automaton cannot do, or what needs no saying.
                mistake("a^b", 1, 2, "anchors are not supported: ^", EXACTLY + "; write \\^ for the byte itself"),
                mistake("ab$", 2, 3, "anchors are not supported: $", EXACTLY + "; write \\$ for the byte itself"),
                mistake("\\bx", 0, 2, "anchors are not supported: \\b", "leave it out; the backspace byte is \\x08"),
                mistake("[\\b]", 1, 3, "anchors are not supported: \\b", "leave it out; the backspace byte is \\x08"),
                mistake("x\\Z", 1, 3, "anchors are not supported: \\Z", EXACTLY),
                mistake("(a)\\1", 3, 5, "back references are not supported: \\1", REQUIRE),
                mistake("\\k<n>", 0, 2, "back references are not supported: \\k", REQUIRE),
                mistake("a(?=b)", 1, 4, "look-around is not supported", LOOK),
                mistake("(?!b)", 0, 3, "look-around is not supported", LOOK),
                mistake("(?<=b)", 0, 4, "look-around is not supported", LOOK),
                mistake("(?<!b)", 0, 4, "look-around is not supported", LOOK),
                mistake("a*?", 2, 3, "lazy repetition is not supported", "a pattern always matches the longest text"),
                mistake("a??", 2, 3, "lazy repetition is not supported", "a pattern always matches the longest text"),
                mistake("a{2}?", 4, 5, "lazy repetition is not supported", "a pattern always matches the longest text"),
                mistake("a*+", 2, 3, "possessive repetition is not supported", "a pattern never tries again anyway"),
                // Groups.
                mistake("(?<>b)", 0, 3, "no name of a group", NAMED),
                mistake("(?<1>b)", 0, 4, "no name of a group", NAMED),
                mistake("(?<a-b>c)", 0, 4, "no name of a group", NAMED),
                mistake("(?<n>b)(?<n>c)", 10, 11, "a second group of this name", "give it another name"),
                mistake("(?P<n>b)", 0, 3, "named groups are not written so", "write (?<name>...)"),
                mistake("(?'n'b)", 0, 3, "named groups are not written so", "write (?<name>...)"),
                mistake("(?i)b", 0, 3, "unknown kind of group (?i", GROUPS),
                mistake("(?", 0, 2, "unknown kind of group (?", GROUPS),
                mistake("a(b", 1, 2, "unclosed group", OPEN_GROUP),
                mistake("((b)", 0, 1, "unclosed group", OPEN_GROUP),
                mistake("a)b", 1, 2, "no group is open here", "write \\) for the parenthesis itself"),
                mistake("(".repeat(201), 200, 201, "groups are nested more than 200 deep", ""),
                // Repetition.
                mistake("*a", 0, 1, "nothing to repeat", "write \\* for the byte itself"),
                mistake("a|+", 2, 3, "nothing to repeat", "write \\+ for the byte itself"),
                mistake("(?a", 0, 3, "unknown kind of group (?a", GROUPS),
                mistake("(a|?)", 3, 4, "nothing to repeat", "write \\? for the byte itself"),
                mistake("{2}", 0, 1, "nothing to repeat", "write \\{ for the byte itself"),
                mistake("a**", 2, 3, "repetition of a repetition", TWICE),
                mistake("a{2}{3}", 4, 5, "repetition of a repetition", TWICE),
                mistake("a{", 1, 2, "no repetition follows: {n}, {n,} or {n,m}", BRACE),
                mistake("a{x}", 1, 2, "no repetition follows: {n}, {n,} or {n,m}", BRACE),
                mistake("a{,3}", 1, 2, "no repetition follows: {n}, {n,} or {n,m}", BRACE),
                mistake("a{1,2", 1, 2, "no repetition follows: {n}, {n,} or {n,m}", BRACE),
                mistake("a{3,2}b", 1, 6, "reversed repetition", "write the lower count first"),
                mistake("a{1001}", 2, 6, "a repetition counts to 1000 at most", LOW_COUNT),
                mistake("a{1,99999999999}", 4, 15, "a repetition counts to 1000 at most", LOW_COUNT),
                // Classes.
                mistake("a[]b]", 1, 3, "empty class", "write \\] for the bracket itself"),
                mistake("[^]", 0, 3, "empty class", "write \\] for the bracket itself"),
                mistake("a[bc", 1, 2, "unclosed class", OPEN_CLASS),
                mistake("[", 0, 1, "unclosed class", OPEN_CLASS),
                mistake("[a-", 0, 1, "unclosed class", OPEN_CLASS),
                mistake("[^\\x00-\\xff]", 0, 12, "no byte is in this class", ""),
                mistake("[xz-a]", 2, 5, "reversed range", "write the lower byte first"),
                mistake("[\\d-z]", 1, 5, "a range goes from one byte to another", HYPHEN),
                mistake("[a-\\d]", 1, 5, "a range goes from one byte to another", HYPHEN),
                mistake("[a-c-e]", 1, 5, "a range cannot begin with a range", HYPHEN),
                mistake(
                        "[xé]",
                        2,
                        3,
                        "a class holds single bytes, and this character is several in UTF-8",
                        "write (?:...|...) with the character as an alternative, or the bytes as \\xHH"),
                mistake("[[:alpah:]]", 1, 10, "unknown class [:alpah:]", NAMES),
                mistake("[[:^alpha:]]", 1, 11, "unknown class [:^alpha:]", NAMES),
                mistake("[[:alpha]", 1, 8, "unclosed class name", "write [:alpha:], or \\[ for the bracket itself"),
                mistake("[[:alp", 1, 6, "unclosed class name", "write [:alpha:], or \\[ for the bracket itself"),
                mistake("x[:alpha:]+", 1, 10, "a named class stands inside a class", "write [[:alpha:]]"),
                // Escapes.
                mistake("ab\\", 2, 3, "the pattern ends in a backslash", "write \\\\ for the backslash itself"),
                mistake("[\\", 1, 2, "the pattern ends in a backslash", "write \\\\ for the backslash itself"),
                mistake("a\\q", 1, 3, "unknown escape \\q", KNOWN_ESCAPES),
                mistake("[\\p]", 1, 3, "unknown escape \\p", KNOWN_ESCAPES),
                mistake("\\é", 0, 2, "unknown escape \\é", PLAIN_ESCAPES),
                mistake("\\\t", 0, 2, "unknown escape of a control character", PLAIN_ESCAPES),
                mistake("\\012", 0, 3, "octal escapes are not supported", "write the byte as \\xHH"),
                mistake("\\x", 0, 2, "\\x needs two hexadecimal digits", HEX),
                mistake("\\x4g", 0, 3, "\\x needs two hexadecimal digits", HEX),
                mistake("\\x{41}", 0, 2, "\\x needs two hexadecimal digits", HEX),
                mistake("a\ud800b", 1, 2, "half a character: this surrogate stands alone", ""));
    }

    private static Arguments mistake(String pattern, int start, int end, String message, String help) {
        return arguments(pattern, start, end, message, help);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeIsPlacedAndExplained(String pattern, int start, int end, String message, String help) {
        RegexResult result = RegexParser.parse(pattern, LetterCase.EXACT);

        assertThat(result).isInstanceOf(RegexResult.Malformed.class);
        RegexResult.Malformed mistake = (RegexResult.Malformed) result;
        assertThat(mistake.message()).isEqualTo(message);
        assertThat(mistake.help().orElse("")).isEqualTo(help);
        assertThat(List.of(mistake.start(), mistake.end())).containsExactly(start, end);
    }

    /** Whatever the text, the parser answers, and places its complaint inside it. */
    @Test
    void noTextMakesTheParserFail() {
        String signs = "aé\u0000\ud83d\uffff()[]{}?*+|\\^$.:-<=!,0129xdsbk:alpha";
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder pattern = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                pattern.append(signs.charAt(random.nextInt(signs.length())));
            }
            if (RegexParser.parse(pattern.toString(), LetterCase.EXACT) instanceof RegexResult.Malformed mistake) {
                refused++;
                assertThat(mistake.start()).as("seed %d: %s", seed, pattern).isBetween(0, mistake.end() - 1);
                assertThat(mistake.end()).as("seed %d: %s", seed, pattern).isLessThanOrEqualTo(pattern.length());
                assertThat(mistake.message()).as("seed %d: %s", seed, pattern).isNotBlank();
            }
        }
        assertThat(refused).isBetween(5_000, 19_000);
    }
}
