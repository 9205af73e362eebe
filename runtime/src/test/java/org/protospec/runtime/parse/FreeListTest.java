package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreeListTest {
    private int made;
    private final FreeList<Integer> list = new FreeList<>(() -> --made);

    @Test
    void makesOneOnlyWhereNoneWasGivenBack() {
        assertThat(list.take()).isEqualTo(-1);
        list.give(1);
        assertThat(list.take()).isEqualTo(1);
        assertThat(list.take()).isEqualTo(-2);
    }

    @Test
    void whatWasGivenBackLastIsTakenFirstHoweverManyThereAre() {
        for (int i = 0; i < 1000; i++) {
            list.give(i);
        }
        for (int i = 999; i >= 0; i--) {
            assertThat(list.take()).isEqualTo(i);
        }
        assertThat(list.take()).isEqualTo(-1);
    }
}
