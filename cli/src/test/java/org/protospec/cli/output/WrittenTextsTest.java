package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTextsTest {
    private final List<String> written = new ArrayList<>();
    private final WrittenTexts texts = new WrittenTexts(text -> {
        written.add(text);
        return ("<" + text + ">").getBytes(StandardCharsets.US_ASCII);
    });

    @Test
    void eachTextIsWrittenOnceInWhateverOrderTheyCome() {
        for (String line : List.of("a b c", "a c b", "c c a", "b a a")) {
            for (String text : line.split(" ")) {
                assertThat(texts.of(text)).asString().isEqualTo("<" + text + ">");
            }
        }
        assertThat(written).containsExactly("a", "b", "c");
    }

    @Test
    void whatFollowsATextThatIsNotWrittenIsFoundToo() {
        for (String event : List.of("e", "f", "e", "f")) {
            texts.behind(event);
            assertThat(texts.of(event + 1)).asString().isEqualTo("<" + event + "1>");
        }
    }
}
