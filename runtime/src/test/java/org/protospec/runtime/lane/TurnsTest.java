package org.protospec.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each thread has its share of the flows, spread evenly. */
class TurnsTest {
    private static String turns(int threads, int count) {
        Turns turns = new Turns(threads);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(turns.next());
        }
        return all.toString();
    }

    @Test
    void ofTwoTheReadingThreadHasEveryThird() {
        assertThat(turns(2, 9)).isEqualTo("101101101");
    }

    @Test
    void ofThreeItHasEveryNinth() {
        String turns = turns(3, 18);
        assertThat(turns).doesNotContain("11").doesNotContain("22");
        assertThat(turns.chars().filter(each -> each == '0')).hasSize(2);
        assertThat(turns.chars().filter(each -> each == '1')).hasSize(8);
    }

    @Test
    void ofMoreItHasNone() {
        assertThat(turns(4, 6)).isEqualTo("123123");
        assertThat(turns(9, 8)).isEqualTo("12345678");
    }
}
