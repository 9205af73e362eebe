package org.protospec.runtime.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentBytesTest {
    private static final long SEED = 20_261_128;
    private static final int ROUNDS = 200;
    private static final int STEPS = 200;
    /** Sequence numbers begin again at 0 within each round. */
    private static final int FIRST = -3_000;

    private final SegmentPool pool = new SegmentPool();

    private static byte[] stream(int length) {
        byte[] stream = new byte[length];
        new Random(SEED).nextBytes(stream);
        return stream;
    }

    /** Returns what is held of a stream: one byte of each stretch that is sent again is another one, and told if it is held. */
    private static int held(SentBytes sent, byte[] stream, int at) {
        byte[] again = stream.clone();
        again[at] ^= 1;
        List<Integer> told = new ArrayList<>();
        sent.compare(FIRST, again, 0, again.length, (sequence, earlier, earlierAt, later, laterAt, length) -> {
            assertThat(length).isEqualTo(1);
            assertThat(earlier[earlierAt]).isEqualTo(stream[sequence - FIRST]);
            assertThat(later[laterAt]).isEqualTo(again[sequence - FIRST]);
            told.add(sequence - FIRST);
        });
        assertThat(told).hasSizeBetween(0, 1);
        return told.isEmpty() ? -1 : told.get(0);
    }

    @Test
    void whatIsNotAcknowledgedIsHeldUpToABound() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int most = 1 << 8 + random.nextInt(5);
            byte[] stream = stream(STEPS * 600);
            SentBytes sent = pool.takeSent();
            int from = 0;
            int to = 0;
            for (int step = 0; step < STEPS; step++) {
                int count = 1 + random.nextInt(step % 10 == 0 ? 600 : 60);
                sent.add(FIRST + to, stream, to, count, most);
                to += count;
                from = Math.max(from, to - most);
                if (random.nextInt(4) == 0) {
                    int acknowledged = from + random.nextInt(to - from + 1);
                    assertThat(sent.acknowledged(FIRST + acknowledged)).isEqualTo(acknowledged == to);
                    from = acknowledged;
                }
                int at = random.nextInt(to);
                assertThat(held(sent, stream, at)).isEqualTo(at >= from ? at : -1);
            }
            pool.release(sent);
            assertThat(pool.used()).isZero();
        }
    }

    @Test
    void whatWasReleasedHoldsNothing() {
        byte[] stream = stream(5_000);
        SentBytes sent = pool.takeSent();
        sent.add(FIRST, stream, 0, stream.length, stream.length);
        assertThat(held(sent, stream, 4_999)).isEqualTo(4_999);
        assertThat(pool.used()).isGreaterThanOrEqualTo(stream.length);
        pool.release(sent);
        assertThat(pool.used()).isZero();
        SentBytes again = pool.takeSent();
        assertThat(again).isSameAs(sent);
        assertThat(held(again, stream, 0)).isEqualTo(-1);
        assertThat(pool.used()).isEqualTo(SentBytes.LEAST);
    }

    @Test
    void bytesThatDoNotFollowBeginAnew() {
        byte[] stream = stream(100);
        SentBytes sent = pool.takeSent();
        sent.add(FIRST, stream, 0, 10, 1000);
        sent.add(FIRST + 20, stream, 20, 10, 1000);
        assertThat(held(sent, stream, 5)).isEqualTo(-1);
        assertThat(held(sent, stream, 25)).isEqualTo(25);
        assertThat(Arrays.asList(held(sent, stream, 19), held(sent, stream, 30)))
                .containsOnly(-1);
    }
}
