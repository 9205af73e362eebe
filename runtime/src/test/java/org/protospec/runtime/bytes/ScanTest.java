package org.protospec.runtime.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words at a time, searches find what looking at each place in turn finds. */
class ScanTest {
    private static final int ROUNDS = 20_000;
    private static final byte[] OCTETS = {'\r', '\n', '.', 'x', (byte) 0x80, (byte) 0xff, 0, 1};

    private final Random random = new Random(20_261_127);

    /** Bytes of which each is one of few, so that what is searched for, and parts of it, occur everywhere. */
    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(64)];
        int kinds = 1 + random.nextInt(OCTETS.length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(4) == 0 ? OCTETS[random.nextInt(kinds)] : OCTETS[3];
        }
        return bytes;
    }

    /** First place of a pattern, or of as much of it as there is room for. */
    private static int first(byte[] bytes, int from, int to, int... pattern) {
        for (int at = from; at < to; at++) {
            int same = 0;
            while (same < pattern.length && at + same < to && bytes[at + same] == (byte) pattern[same]) {
                same++;
            }
            if (same == pattern.length || at + same == to) {
                return at;
            }
        }
        return to;
    }

    @Test
    void findsOneTwoAndThreeBytes() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = bytes();
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int a = OCTETS[random.nextInt(OCTETS.length)];
            int b = OCTETS[random.nextInt(OCTETS.length)];
            int c = OCTETS[random.nextInt(OCTETS.length)];
            int firstA = first(bytes, from, to, a);
            assertThat(Scan.indexOf(bytes, from, to, a)).isEqualTo(firstA);
            assertThat(Scan.indexOfEither(bytes, from, to, a, b))
                    .isEqualTo(Math.min(firstA, first(bytes, from, to, b)));
            assertThat(Scan.indexOfPair(bytes, from, to, a, b)).isEqualTo(first(bytes, from, to, a, b));
            assertThat(Scan.indexOfTriple(bytes, from, to, a, b, c)).isEqualTo(first(bytes, from, to, a, b, c));
        }
    }
}
