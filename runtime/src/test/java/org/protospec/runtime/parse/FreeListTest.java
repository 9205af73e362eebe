package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreeListTest {
    private final FreeList<Integer> list = new FreeList<>();

    @Test
    void hasNothingWhereNothingWasGivenBack() {
        assertThat(list.take()).isNull();
        list.give(1);
        assertThat(list.take()).isEqualTo(1);
        assertThat(list.take()).isNull();
    }

    @Test
    void whatWasGivenBackLastIsTakenFirstHoweverManyThereAre() {
        for (int i = 0; i < 1000; i++) {
            list.give(i);
        }
        for (int i = 999; i >= 0; i--) {
            assertThat(list.take()).isEqualTo(i);
        }
        assertThat(list.take()).isNull();
    }
}
