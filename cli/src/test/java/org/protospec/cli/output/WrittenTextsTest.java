package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTextsTest {
    private static final int MANY = 10_000;

    private final List<String> asked = new ArrayList<>();
    private final WrittenTexts texts = new WrittenTexts(text -> {
        asked.add(text);
        return WrittenText.of(text, ("<" + text + ">").getBytes(StandardCharsets.US_ASCII));
    });

    private String written(String text) {
        WrittenText found = texts.of(text);
        assertThat(found.text()).isEqualTo(text);
        return new String(found.padded(), 0, found.length(), StandardCharsets.US_ASCII);
    }

    @Test
    void eachTextIsWrittenOnceInWhateverOrderTheyCome() {
        for (String line : List.of("a b c", "a c b", "c c a", "b a a")) {
            for (String text : line.split(" ")) {
                assertThat(written(text)).isEqualTo("<" + text + ">");
            }
        }
        assertThat(asked).containsExactly("a", "b", "c");
    }

    @Test
    void ofVeryManySomeAreWrittenEachTime() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < MANY; i++) {
                assertThat(written("text" + i)).isEqualTo("<text" + i + ">");
            }
        }
        assertThat(asked).hasSize(2 * MANY - WrittenTexts.MOST).startsWith("text0", "text1");
        assertThat(texts.of("text1")).isSameAs(texts.of("text1"));
    }
}
