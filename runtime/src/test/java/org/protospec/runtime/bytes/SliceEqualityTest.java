package org.protospec.runtime.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceEqualityTest {
    @Test
    void asciiIsComparedWhole() {
        assertThat(Slice.of("DATA").contentEquals("DATA")).isTrue();
        assertThat(Slice.of("DATA").contentEquals("DAT")).isFalse();
        assertThat(Slice.of("DAT").contentEquals("DATA")).isFalse();
        assertThat(Slice.of("DATE").contentEquals("DATA")).isFalse();
        assertThat(Slice.of("\r\n").contentEquals("\n")).isFalse();
        assertThat(Slice.of("").contentEquals("")).isTrue();
        assertThat(Slice.of("").contentEquals("a")).isFalse();
    }

    @Test
    void otherTextIsComparedAsUtf8() {
        assertThat(Slice.of("über").contentEquals("über")).isTrue();
        assertThat(Slice.of("übe").contentEquals("über")).isFalse();
        assertThat(Slice.of("über").contentEquals("uber")).isFalse();
        assertThat(Slice.of("a€").contentEquals("a€")).isTrue();
    }

    @Test
    void theCaseIsFoldedFirst() {
        assertThat(Slice.of("data").fold(Slice.Case.UPPER).contentEquals("DATA"))
                .isTrue();
        assertThat(Slice.of("data").fold(Slice.Case.UPPER).contentEquals("data"))
                .isFalse();
    }
}
