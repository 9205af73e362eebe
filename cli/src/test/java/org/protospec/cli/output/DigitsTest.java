package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
    private static final long SEED = 20_261_128;
    private static final int ROUNDS = 10_000;
    private static final int AT = 3;

    private final byte[] bytes = new byte[200];

    private String written(int behind) {
        return new String(bytes, AT, behind - AT, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 9_999, 10_000, 99_999_999, 100_000_000, Long.MAX_VALUE, Long.MIN_VALUE, -1, -10})
    void numbersAreWrittenAsJavaWritesThem(long number) {
        assertThat(written(Digits.signed(number, bytes, AT))).isEqualTo(Long.toString(number));
        assertThat(written(Digits.unsigned(number, bytes, AT))).isEqualTo(Long.toUnsignedString(number));
    }

    @Test
    void numbersOfAllLengthsAreWritten() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            numbersAreWrittenAsJavaWritesThem(random.nextLong() >> random.nextInt(Long.SIZE));
        }
    }

    /** Each quotient is a product and a shift: all that four digits can be. */
    @Test
    void allNumbersOfFourDigitsInBothHalves() {
        for (int half = 0; half < 10_000; half++) {
            numbersAreWrittenAsJavaWritesThem(half);
            numbersAreWrittenAsJavaWritesThem(half * 10_000L + 9_999 - half);
        }
    }

    @Test
    void noMoreIsWrittenOverThanItSays() {
        bytes[AT + Digits.ROOM] = 'x';
        Digits.signed(Long.MIN_VALUE, bytes, AT);
        assertThat(bytes[AT + Digits.ROOM]).isEqualTo((byte) 'x');
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8, 9})
    void zerosComeBeforeShortNumbers(int count) {
        for (int number : new int[] {0, 7, (int) Math.pow(10, count) - 1, (int) Math.pow(10, count - 1)}) {
            assertThat(written(Digits.padded(number, count, bytes, AT)))
                    .isEqualTo(String.format(Locale.ROOT, "%0" + count + "d", number));
        }
    }

    @Test
    void octetsAreWrittenInHexadecimal() {
        Random random = new Random(SEED);
        for (int size = 0; size < 40; size++) {
            byte[] octets = new byte[size];
            random.nextBytes(octets);
            assertThat(written(Digits.hex(octets, bytes, AT)))
                    .isEqualTo(HexFormat.of().formatHex(octets));
        }
        for (int octet = 0; octet < 0x100; octet++) {
            byte[] octets = {(byte) octet, (byte) (0xff - octet), 0, (byte) octet};
            assertThat(written(Digits.hex(octets, bytes, AT)))
                    .isEqualTo(HexFormat.of().formatHex(octets));
        }
    }
}
