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

    @Test
    void onlyTheLettersOfAsciiAreFolded() {
        for (int octet = 0; octet < 0x100; octet++) {
            Slice slice = Slice.of(new byte[] {(byte) octet});
            char c = (char) octet;
            assertThat(slice.charAt(0)).isEqualTo(c);
            assertThat(slice.fold(Slice.Case.UPPER).charAt(0)).isEqualTo(c < 0x80 ? Character.toUpperCase(c) : c);
            assertThat(slice.fold(Slice.Case.LOWER).charAt(0)).isEqualTo(c < 0x80 ? Character.toLowerCase(c) : c);
        }
    }

    @Test
    void asciiIsFoldedEightOctetsAtOnce() {
        for (Slice.Case fold : Slice.Case.values()) {
            for (int octet = 0; octet < 0x80; octet++) {
                // What stands beside it is not changed by it.
                byte[] octets = {'A', (byte) octet, 'z', 0, (byte) octet, 0x7f, '@', (byte) octet};
                byte[] folded = new byte[Long.BYTES];
                Octets.putU64le(folded, 0, fold.ofAscii(Octets.u64le(octets, 0)));
                for (int i = 0; i < octets.length; i++) {
                    char expected = Slice.of(octets).fold(fold).charAt(i);
                    assertThat((char) folded[i]).isEqualTo(expected);
                }
            }
        }
    }
}
