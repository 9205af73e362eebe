package org.protospec.generator.dot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.generator.source.SourceFile;
import org.protospec.generator.source.Span;

class DotTextTest {

    @Test
    void quotesAndBackslashesOfIdentifiersAreEscaped() {
        assertThat(DotText.quote("a \"b\" \\N")).isEqualTo("\"a \\\"b\\\" \\\\N\"");
        assertThat(DotText.quote("line\nend\r\t\0")).isEqualTo("\"line\\\\nend\\\\r\\\\t\\\\x00\"");
    }

    @Test
    void markupInLabelsIsEscaped() {
        assertThat(DotText.html("<b>&\"\\G")).isEqualTo("&lt;b&gt;&amp;&quot;\\\\G");
        assertThat(DotText.html("\u001b")).isEqualTo("\\\\x1b");
        assertThat(DotText.html("\ud800!")).as("half a character").isEqualTo("\\\\u{d800}!");
        assertThat(DotText.html("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void sourceLosesCommentsAndLineEndsButNotTexts() {
        assertThat(source("a  ==\n   1 // one\n && /* two */ b")).isEqualTo("a == 1 && b");
        assertThat(source("x == \"a  // \\\"  b\"")).isEqualTo("x == \"a  // \\\"  b\"");
        assertThat(source("a /* open")).isEqualTo("a");
    }

    @Test
    void linesAreBrokenAtSpaces() {
        assertThat(DotText.wrap("aa bb cc dd", 5)).isEqualTo(List.of("aa bb", "cc dd"));
        assertThat(DotText.wrap("aaaaaaa bb", 5)).isEqualTo(List.of("aaaaaaa", "bb"));
        assertThat(DotText.wrap("aaaaaaaaaaaa", 5)).isEqualTo(List.of("aaaaa", "aaaaaaa"));
        assertThat(DotText.wrap("", 5)).isEqualTo(List.of(""));
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(DotText.shorten("abcdef", 6)).isEqualTo("abcdef");
        assertThat(DotText.shorten("abcdefg", 6)).isEqualTo("abcde\u2026");
        assertThat(DotText.shorten("abcd\ud83d\ude00g", 6)).isEqualTo("abcd\u2026");
    }

    private static String source(String text) {
        return DotText.source(new Span(new SourceFile("test", text), 0, text.length()));
    }
}
