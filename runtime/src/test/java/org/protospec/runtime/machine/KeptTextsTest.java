package org.protospec.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.BufferPool;

class KeptTextsTest {
    private static final int MOST = 100;
    private static final int LONGEST = 20;

    private final BufferPool buffers = new BufferPool();
    private final KeptTexts texts = new KeptTexts(buffers);

    private List<String> shown() {
        List<String> shown = new ArrayList<>();
        for (Slice each : texts) {
            shown.add(each.toString());
        }
        return shown;
    }

    @Test
    void showsWhatWasAddedAlsoBehindOtherLooks() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            String text = "t".repeat(i % LONGEST) + (i % 3 == 0 ? "" : "x");
            texts.add(Slice.of(text), MOST, LONGEST);
            expected.add(text);
            assertThat(shown()).isEqualTo(expected);
        }
    }

    @Test
    void isACopyAndHasNoMoreThanItMay() {
        byte[] bytes = "one".getBytes(StandardCharsets.US_ASCII);
        texts.add(Slice.of(bytes), 2, 2);
        bytes[0] = 'X';
        texts.add(Slice.of("two").fold(Slice.Case.UPPER), 2, LONGEST);
        texts.add(Slice.of("three"), 2, LONGEST);
        assertThat(shown()).containsExactly("on", "TWO");
        assertThatThrownBy(() -> texts.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void beginsAnewWithoutABufferWhenItWasForgotten() {
        texts.add(Slice.of("a longer text"), MOST, LONGEST);
        assertThat(shown()).containsExactly("a longer text");
        texts.clear();
        assertThat(shown()).isEmpty();
        assertThat(buffers.used()).isZero();
        texts.add(Slice.of("b"), MOST, LONGEST);
        assertThat(shown()).containsExactly("b");
    }
}
