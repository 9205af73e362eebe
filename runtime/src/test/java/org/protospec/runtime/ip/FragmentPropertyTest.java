package org.protospec.runtime.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** The assembler against one that has an entry for every byte, over random fragments of few datagrams. */
class FragmentPropertyTest {
    private static final int ROUNDS = 3000;
    private static final int PIECES = 40;
    private static final int DATAGRAMS = 3;
    private static final int MOST = 400;

    /** A datagram, byte by byte. */
    private static final class Naive {
        private final int[] bytes = new int[MOST];
        private int end = -1;
        private boolean abandoned;
        private int conflicts;

        Naive() {
            Arrays.fill(bytes, -1);
        }

        byte @Nullable [] add(FragmentPolicy policy, int offset, byte[] piece, boolean more) {
            int to = offset + piece.length;
            if (abandoned || contradicts(to, more)) {
                return null;
            }
            boolean overlaps = false;
            boolean differs = false;
            boolean isNew = false;
            for (int i = 0; i < piece.length; i++) {
                overlaps |= bytes[offset + i] >= 0;
                isNew |= bytes[offset + i] < 0;
                differs |= bytes[offset + i] >= 0 && bytes[offset + i] != piece[i];
            }
            conflicts += differs ? 1 : 0;
            if (policy == FragmentPolicy.DISCARD && overlaps && (differs || isNew)) {
                abandoned = true;
                return null;
            }
            for (int i = 0; i < piece.length; i++) {
                if (bytes[offset + i] < 0 || policy == FragmentPolicy.LAST) {
                    bytes[offset + i] = piece[i];
                }
            }
            end = more ? end : to;
            return whole();
        }

        private boolean contradicts(int to, boolean more) {
            int last = 0;
            for (int i = 0; i < MOST; i++) {
                last = bytes[i] >= 0 ? i + 1 : last;
            }
            return more ? end >= 0 && to > end : end >= 0 ? to != end : last > to;
        }

        private byte @Nullable [] whole() {
            if (end < 0) {
                return null;
            }
            byte[] all = new byte[end];
            for (int i = 0; i < end; i++) {
                if (bytes[i] < 0) {
                    return null;
                }
                all[i] = (byte) bytes[i];
            }
            return all;
        }
    }

    @Test
    void isAsTheNaiveOne() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Limits limits = Limits.defaults().with(Limit.FRAGMENT_PIECES, MOST);
        int completed = 0;
        int conflicts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FragmentPolicy policy = FragmentPolicy.values()[round % 3];
            Pieces pieces = new Pieces(policy, limits);
            Naive[] naive = {new Naive(), new Naive(), new Naive()};
            int expectedConflicts = 0;
            // Few values, so that many overlaps agree; short datagrams, so that many complete.
            int unit = 1 + random.nextInt(8);
            int units = 2 + random.nextInt(10);
            for (int i = 0; i < PIECES; i++) {
                int which = random.nextInt(DATAGRAMS);
                int offset = 8 * random.nextInt(units);
                byte[] piece = new byte[8 * (1 + random.nextInt(Math.min(unit, 4)))];
                for (int at = 0; at < piece.length; at++) {
                    piece[at] = (byte) (random.nextInt(200) == 0 ? 1 : (offset + at) % 7);
                }
                boolean more = random.nextInt(6) > 0;
                int before = naive[which].conflicts;
                byte[] expected = naive[which].add(policy, offset, piece, more);
                expectedConflicts += naive[which].conflicts - before;
                pieces.identification = which;
                Fragment described = pieces.described().bytes(piece, 0, piece.length, piece.length);
                boolean complete = pieces.assembler.add(more ? described.more(offset) : described.last(offset), 0);
                byte[] got = complete ? Arrays.copyOf(pieces.assembler.bytes(), pieces.assembler.length()) : null;
                assertThat(got)
                        .as("round %d, piece %d of seed %d", round, i, seed)
                        .isEqualTo(expected);
                if (expected != null) {
                    completed++;
                    naive[which] = new Naive();
                }
            }
            assertThat(pieces.assembler.counts().conflicts())
                    .as("round %d of seed %d", round, seed)
                    .isEqualTo(expectedConflicts);
            conflicts += expectedConflicts;
        }
        assertThat(completed).isGreaterThan(ROUNDS);
        assertThat(conflicts).isPositive();
    }
}
