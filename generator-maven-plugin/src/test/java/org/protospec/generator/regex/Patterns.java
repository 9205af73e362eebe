package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** The short ways from a pattern's text to what a test is about. */
final class Patterns {

    private Patterns() {}

    static Regex regex(String pattern) {
        return regex(pattern, LetterCase.EXACT);
    }

    static Regex regex(String pattern, LetterCase letterCase) {
        RegexResult result = RegexParser.parse(pattern, letterCase);
        assertThat(result).as("/%s/", pattern).isInstanceOf(RegexResult.Parsed.class);
        return ((RegexResult.Parsed) result).regex();
    }

    static Dfa dfa(String pattern) {
        return built(Dfa.of(regex(pattern)));
    }

    static Dfa dfa(String pattern, LetterCase letterCase) {
        return built(Dfa.of(regex(pattern, letterCase)));
    }

    static Dfa built(DfaResult result) {
        assertThat(result).isInstanceOf(DfaResult.Built.class);
        return ((DfaResult.Built) result).dfa();
    }

    /** The single byte set that a pattern is. */
    static ByteSet set(String pattern) {
        return ((Regex.Bytes) regex(pattern)).set();
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
