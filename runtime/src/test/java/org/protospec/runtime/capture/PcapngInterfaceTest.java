package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of timestamps, against exact integers. */
final class PcapngInterfaceTest {

    private static final long SEED = 20_261_123;
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private static BigInteger exact(long ticks, int resolution, long offset) {
        BigInteger count = new BigInteger(Long.toUnsignedString(ticks));
        int exponent = resolution & 0x7f;
        BigInteger unitsPerSecond =
                (resolution & 0x80) == 0 ? BigInteger.TEN.pow(exponent) : BigInteger.TWO.pow(exponent);
        return count.multiply(BILLION)
                .divide(unitsPerSecond)
                .add(BigInteger.valueOf(offset).multiply(BILLION));
    }

    @Test
    void everyResolutionIsExactWhereItFits() {
        Random random = new Random(SEED);
        int compared = 0;
        for (int resolution = 0; resolution < 256; resolution++) {
            for (int i = 0; i < 200; i++) {
                long ticks = random.nextLong() >>> random.nextInt(64);
                long offset = random.nextInt(3) == 0 ? random.nextInt() : 0;
                BigInteger expected = exact(ticks, resolution, offset);
                long got = new PcapngInterface(1, 0, resolution, offset).nanos(ticks);
                if (expected.bitLength() < 62) {
                    compared++;
                    assertThat(got)
                            .as("seed %d: %d ticks of resolution %d, offset %d", SEED, ticks, resolution, offset)
                            .isEqualTo(expected.longValueExact());
                }
            }
        }
        assertThat(compared).isGreaterThan(20_000);
    }

    @Test
    void whatDoesNotFitSaturates() {
        assertThat(new PcapngInterface(1, 0, 0, 0).nanos(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new PcapngInterface(1, 0, 6, 0).nanos(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(new PcapngInterface(1, 0, 0x80, 0).nanos(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new PcapngInterface(1, 0, 9, Long.MAX_VALUE).nanos(Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(new PcapngInterface(1, 0, 9, Long.MIN_VALUE).nanos(0)).isLessThan(-9_000_000_000_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "6, 6", "9, 9", "12, 9", "0x80, 0", "0x8a, 4", "0x94, 7", "0xa0, 9", "0xff, 9"})
    void digits(String resolution, int digits) {
        assertThat(new PcapngInterface(1, 0, Integer.decode(resolution), 0).digits())
                .isEqualTo(digits);
    }
}
