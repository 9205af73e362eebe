package org.protospec.generator.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSetTest {

    @Test
    void behavesAsABitSetDoes() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            BitSet leftBits = bits(random);
            BitSet rightBits = bits(random);
            ByteSet left = set(leftBits);
            ByteSet right = set(rightBits);

            assertThat(left.size()).as("seed %d", seed).isEqualTo(leftBits.cardinality());
            assertThat(left.stream().toArray())
                    .as("seed %d", seed)
                    .isEqualTo(leftBits.stream().toArray());
            for (int from = 0; from <= 256; from++) {
                assertThat(left.next(from)).as("seed %d from %d", seed, from).isEqualTo(leftBits.nextSetBit(from));
            }
            BitSet both = (BitSet) leftBits.clone();
            both.and(rightBits);
            assertThat(left.intersect(right)).as("seed %d", seed).isEqualTo(set(both));
            BitSet any = (BitSet) leftBits.clone();
            any.or(rightBits);
            assertThat(left.union(right)).as("seed %d", seed).isEqualTo(set(any));
            BitSet rest = (BitSet) leftBits.clone();
            rest.andNot(rightBits);
            assertThat(left.minus(right)).as("seed %d", seed).isEqualTo(set(rest));
            BitSet others = (BitSet) leftBits.clone();
            others.flip(0, 256);
            assertThat(left.complement()).as("seed %d", seed).isEqualTo(set(others));
        }
    }

    @Test
    void rangesCoverTheSetWithGapsBetweenThem() {
        for (long seed = 0; seed < 300; seed++) {
            ByteSet set = set(bits(new Random(seed)));
            ByteSet again = ByteSet.EMPTY;
            int end = -2;
            for (ByteSet.Range range : set.ranges()) {
                assertThat(range.first()).as("seed %d", seed).isGreaterThan(end + 1);
                again = again.union(ByteSet.range(range.first(), range.last()));
                end = range.last();
            }
            assertThat(again).as("seed %d", seed).isEqualTo(set);
        }
        assertThat(ByteSet.ALL.ranges()).isEqualTo(List.of(new ByteSet.Range(0, 255)));
        assertThat(ByteSet.EMPTY.ranges()).isEmpty();
    }

    @Test
    void textIsReadBackAsTheSameSet() {
        for (long seed = 0; seed < 300; seed++) {
            ByteSet set = set(bits(new Random(seed)));
            if (!set.isEmpty()) {
                assertThat(Patterns.set(set.toString()))
                        .as("seed %d: %s", seed, set)
                        .isEqualTo(set);
            }
        }
        for (int value = 0; value < 256; value++) {
            ByteSet one = ByteSet.of(value);
            assertThat(Patterns.set(one.toString())).as(one.toString()).isEqualTo(one);
            assertThat(Patterns.set(one.complement().toString())).isEqualTo(one.complement());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            [A-Za-z0-9] => [0-9A-Za-z]
            [ab] => [ab]
            [abc] => [a-c]
            . => [^\\n]
            [^\\r\\n] => [^\\n\\r]
            [\\x00-\\xff] => [\\x00-\\xff]
            [\\]\\[^\\\\-] => [\\-\\[-\\^]
            \\x80 => [\\x80]
            \\0 => [\\x00]
            """)
    void textIsReadable(String pattern, String text) {
        assertThat(Patterns.set(pattern)).hasToString(text);
    }

    @Test
    void ignoresTheCaseOfAsciiLettersOnly() {
        assertThat(ByteSet.of('a', 'Z', '[', '@', '`', '{', 0xe9).ignoringCase())
                .isEqualTo(ByteSet.of('a', 'A', 'z', 'Z', '[', '@', '`', '{', 0xe9));
    }

    @Test
    void whatIsNoByteIsRefused() {
        assertThatThrownBy(() -> ByteSet.of(256)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ByteSet.of(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ByteSet.ALL.contains(256)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(ByteSet.EMPTY::first).isInstanceOf(NoSuchElementException.class);
    }

    /** Few runs in some sets, scattered members in others. */
    private static BitSet bits(Random random) {
        BitSet bits = new BitSet();
        for (int i = random.nextInt(6); i > 0; i--) {
            int first = random.nextInt(257);
            bits.set(first, first + random.nextInt(257 - first));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            bits.flip(random.nextInt(256));
        }
        return bits;
    }

    private static ByteSet set(BitSet bits) {
        return ByteSet.of(bits.stream().toArray());
    }
}
