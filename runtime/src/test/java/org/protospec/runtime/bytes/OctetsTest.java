package org.protospec.runtime.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetsTest {
    private static final long SEED = 20_261_128;
    private static final int ROUNDS = 1_000;

    private final Random random = new Random(SEED);
    private final byte[] bytes = new byte[24];

    /** What is read at once is what is put together octet by octet. */
    @Test
    void numbersOfAllWidthsInBothOrders() {
        for (int i = 0; i < ROUNDS; i++) {
            random.nextBytes(bytes);
            int at = random.nextInt(bytes.length - Long.BYTES + 1);
            assertThat(Octets.u8(bytes, at)).isEqualTo((int) Octets.number(bytes, at, 1));
            assertThat(Octets.u16(bytes, at)).isEqualTo((int) Octets.number(bytes, at, 2));
            assertThat(Octets.u24(bytes, at)).isEqualTo((int) Octets.number(bytes, at, 3));
            assertThat(Octets.u32(bytes, at)).isEqualTo(Octets.number(bytes, at, 4));
            assertThat(Octets.u64(bytes, at)).isEqualTo(Octets.number(bytes, at, 8));
            assertThat(Octets.u16le(bytes, at)).isEqualTo((int) Octets.numberLe(bytes, at, 2));
            assertThat(Octets.u24le(bytes, at)).isEqualTo((int) Octets.numberLe(bytes, at, 3));
            assertThat(Octets.u32le(bytes, at)).isEqualTo(Octets.numberLe(bytes, at, 4));
            assertThat(Octets.u64le(bytes, at)).isEqualTo(Octets.numberLe(bytes, at, 8));
        }
    }

    @Test
    void aWordIsWrittenWhereItIsReadAndNowhereElse() {
        for (int i = 0; i < ROUNDS; i++) {
            random.nextBytes(bytes);
            byte[] before = bytes.clone();
            int at = random.nextInt(bytes.length - Long.BYTES + 1);
            long word = random.nextLong();
            Octets.putU64le(bytes, at, word);
            assertThat(Octets.numberLe(bytes, at, Long.BYTES)).isEqualTo(word);
            System.arraycopy(before, at, bytes, at, Long.BYTES);
            assertThat(bytes).isEqualTo(before);
        }
    }
}
