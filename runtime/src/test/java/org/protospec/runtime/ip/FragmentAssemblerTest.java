package org.protospec.runtime.ip;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** What becomes of fragments, good and bad. */
class FragmentAssemblerTest {
    private static final int ATTACK = 1_000_000;

    @Test
    void fourPiecesInEveryOrder() {
        String whole = "aaaaaaaabbbbbbbbccccccccdd";
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3))) {
            Pieces pieces = new Pieces(FragmentPolicy.FIRST);
            for (int i = 0; i < order.size(); i++) {
                int at = order.get(i) * 8;
                String got = at == 24 ? pieces.last(at, "dd") : pieces.more(at, whole.substring(at, at + 8));
                assertThat(got).as("%s", order).isEqualTo(i == 3 ? whole : null);
            }
            assertThat(pieces.assembler.heldBytes()).isZero();
            assertThat(pieces.assembler.protocol()).isEqualTo(17);
        }
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : items) {
            List<Integer> others = new ArrayList<>(items);
            others.remove(first);
            for (List<Integer> rest : permutations(others)) {
                List<Integer> one = new ArrayList<>(List.of(first));
                one.addAll(rest);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void duplicatesChangeNothing() {
        for (FragmentPolicy policy : FragmentPolicy.values()) {
            Pieces pieces = new Pieces(policy);
            pieces.more(8, "bbbbbbbb");
            pieces.more(8, "bbbbbbbb");
            pieces.last(16, "c");
            pieces.last(16, "c");
            assertThat(pieces.more(0, "aaaaaaaa")).isEqualTo("aaaaaaaabbbbbbbbc");
            assertThat(pieces.assembler.counts().duplicates()).isEqualTo(2);
            assertThat(pieces.assembler.counts().overlaps()).isZero();
            assertThat(pieces.conflicts).isEmpty();
        }
    }

    @Test
    void theFirstCopyStays() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.more(8, "bbbbbbbb");
        assertThat(pieces.more(0, "aaaaaaaaXbbbbbbY")).isNull();
        assertThat(pieces.last(16, "c")).isEqualTo("aaaaaaaabbbbbbbbc");
        assertThat(pieces.conflicts).hasSize(1);
        FragmentConflict conflict = pieces.conflicts.get(0);
        assertThat(conflict.source()).isEqualTo("10.0.0.1");
        assertThat(conflict.destination()).isEqualTo("10.0.0.2");
        assertThat(conflict.offset()).isEqualTo(8);
        assertThat(conflict.bytes()).isEqualTo(8);
        assertThat(conflict.kept()).asString().isEqualTo("bbbbbbbb");
        assertThat(conflict.other()).asString().isEqualTo("XbbbbbbY");
        assertThat(pieces.assembler.counts().overlaps()).isEqualTo(1);
        assertThat(pieces.assembler.counts().conflicts()).isEqualTo(1);
    }

    @Test
    void theLastCopyReplacesThoseBeforeIt() {
        Pieces pieces = new Pieces(FragmentPolicy.LAST);
        pieces.more(8, "bbbbbbbb");
        pieces.more(0, "aaaaaaaaXbbbbbbY");
        assertThat(pieces.last(16, "c")).isEqualTo("aaaaaaaaXbbbbbbYc");
        assertThat(pieces.conflicts).hasSize(1);
        assertThat(pieces.conflicts.get(0).kept()).asString().isEqualTo("XbbbbbbY");
        assertThat(pieces.conflicts.get(0).other()).asString().isEqualTo("bbbbbbbb");
    }

    @Test
    void anOverlapDiscardsTheDatagramAndWhatIsStillToCome() {
        Pieces pieces = new Pieces(FragmentPolicy.DISCARD);
        pieces.version = 6;
        pieces.more(0, "aaaaaaaabbbbbbbb");
        assertThat(pieces.more(8, "bbbbbbbbcccccccc")).isNull();
        assertThat(pieces.last(24, "d")).isNull();
        assertThat(pieces.more(16, "cccccccc")).isNull();
        assertThat(pieces.conflicts).isEmpty();
        assertThat(pieces.assembler.heldBytes()).isZero();
        FragmentCounts counts = pieces.assembler.counts();
        assertThat(counts.abandoned()).isEqualTo(1);
        assertThat(counts.overlaps()).isEqualTo(1);
        pieces.assembler.end();
        assertThat(pieces.assembler.counts().unfinished()).isZero();
    }

    @Test
    void aLongConflictIsShownInPart() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.more(0, "a".repeat(4000));
        pieces.more(0, "b".repeat(4000));
        FragmentConflict conflict = pieces.conflicts.get(0);
        assertThat(conflict.bytes()).isEqualTo(4000);
        assertThat(conflict.kept()).hasSize(FragmentConflict.MAX_BYTES);
        assertThat(conflict.other()).hasSize(FragmentConflict.MAX_BYTES);
    }

    @Test
    void datagramsAreToldApart() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.more(0, "aaaaaaaa");
        pieces.identification = 2;
        assertThat(pieces.last(8, "b")).isNull();
        pieces.identification = 1;
        pieces.protocol = 6;
        assertThat(pieces.last(8, "c")).isNull();
        pieces.protocol = 17;
        pieces.source++;
        assertThat(pieces.last(8, "d")).isNull();
        pieces.source--;
        pieces.version = 6;
        assertThat(pieces.last(8, "e")).isNull();
        pieces.version = 4;
        assertThat(pieces.last(8, "f")).isEqualTo("aaaaaaaaf");
    }

    @Test
    void inIpv6TheFirstFragmentSaysWhatTheDatagramCarries() {
        Pieces pieces = new Pieces(FragmentPolicy.DISCARD);
        pieces.version = 6;
        pieces.protocol = 60;
        pieces.last(8, "b");
        pieces.protocol = 6;
        assertThat(pieces.more(0, "aaaaaaaa")).isEqualTo("aaaaaaaab");
        assertThat(pieces.assembler.protocol()).isEqualTo(6);
    }

    @Test
    void unsoundFragmentsAreCounted() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.more(8, "");
        pieces.last(65_528, "x".repeat(8));
        pieces.add(pieces.described().last(65_528).bytes(new byte[0], 0, 0, Integer.MAX_VALUE));
        pieces.version = 6;
        pieces.more(0, "not eight");
        FragmentCounts counts = pieces.assembler.counts();
        assertThat(counts.malformed()).isEqualTo(2);
        assertThat(counts.tooLong()).isEqualTo(2);
        assertThat(counts.fragments()).isEqualTo(4);
    }

    @Test
    void theLongestDatagramIsTaken() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        String most = "z".repeat(65_528);
        pieces.last(65_528, "1234567");
        assertThat(pieces.more(0, most)).isEqualTo(most + "1234567");
    }

    @Test
    void endsThatContradictEachOtherAreCounted() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.last(8, "bbbb");
        pieces.more(8, "bbbbbbbb");
        pieces.last(16, "c");
        pieces.last(0, "a");
        assertThat(pieces.assembler.counts().contradictory()).isEqualTo(3);
        assertThat(pieces.more(0, "aaaaaaaa")).isEqualTo("aaaaaaaabbbb");
    }

    /** As the program of that name sent them in 1997: the second fragment ends within the first. */
    @Test
    void teardrop() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        assertThat(pieces.more(0, "a".repeat(36))).isNull();
        assertThat(pieces.last(24, "bbbb")).isNull();
        assertThat(pieces.assembler.counts().contradictory()).isEqualTo(1);
    }

    @Test
    void whatTheSnapLengthCutIsMissingAtTheEnd() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.cut(8, "bbb", 8);
        pieces.more(0, "aaaaaaaa");
        assertThat(pieces.last(16, "cccc")).isEqualTo("aaaaaaaabbb");
        assertThat(pieces.assembler.cutOff()).isEqualTo(9);
    }

    @Test
    void aDatagramIsWaitedForTwoMinutes() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.more(0, "aaaaaaaa");
        pieces.now = 119 * Pieces.SECOND;
        assertThat(pieces.last(8, "b")).isEqualTo("aaaaaaaab");
        pieces.more(0, "aaaaaaaa");
        pieces.now = 239 * Pieces.SECOND;
        assertThat(pieces.last(8, "b")).isNull();
        assertThat(pieces.assembler.counts().expired()).isEqualTo(1);
    }

    @Test
    void aDatagramOfTheFutureExpiresAsWell() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.now = 1000 * Pieces.SECOND;
        pieces.more(0, "aaaaaaaa");
        pieces.now = 0;
        assertThat(pieces.last(8, "b")).isNull();
        assertThat(pieces.assembler.counts().expired()).isEqualTo(1);
    }

    @Test
    void theOldestDatagramMakesRoom() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST, Limits.defaults().with(Limit.FRAGMENT_DATAGRAMS, 2));
        for (int i = 1; i <= 3; i++) {
            pieces.identification = i;
            pieces.more(0, "aaaaaaaa");
        }
        assertThat(pieces.last(8, "3")).isEqualTo("aaaaaaaa3");
        pieces.identification = 2;
        assertThat(pieces.last(8, "2")).isEqualTo("aaaaaaaa2");
        pieces.identification = 1;
        assertThat(pieces.last(8, "1")).isNull();
        assertThat(pieces.assembler.counts().evicted()).isEqualTo(1);
    }

    @Test
    void bytesAreBoundedButOneDatagramHasRoom() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST, Limits.defaults().with(Limit.FRAGMENT_BYTES, 1));
        pieces.more(0, "z".repeat(65_528));
        assertThat(pieces.assembler.heldBytes()).isEqualTo(65_536);
        pieces.identification = 2;
        pieces.more(0, "aaaaaaaa");
        assertThat(pieces.assembler.heldBytes()).isEqualTo(2048);
        assertThat(pieces.last(8, "b")).isEqualTo("aaaaaaaab");
    }

    @Test
    void holesAreBounded() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST, Limits.defaults().with(Limit.FRAGMENT_PIECES, 2));
        pieces.more(16, "cccccccc");
        pieces.more(32, "eeeeeeee");
        pieces.more(48, "gggggggg");
        assertThat(pieces.assembler.counts().tooManyPieces()).isEqualTo(1);
        pieces.more(8, "bbbbbbbb");
        pieces.more(24, "dddddddd");
        pieces.last(40, "f");
        assertThat(pieces.more(0, "aaaaaaaa")).isEqualTo("aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeef");
    }

    @Test
    void theEndOfACaptureForgetsWhatIsUnfinished() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        pieces.more(0, "aaaaaaaa");
        pieces.assembler.end();
        assertThat(pieces.last(8, "b")).isNull();
        assertThat(pieces.assembler.counts().unfinished()).isEqualTo(1);
    }

    @Test
    void aMillionFragmentsThatNeverComplete() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = new byte[8];
        long bound = Limit.FRAGMENT_BYTES.defaultValue();
        long before = 0;
        for (int i = 0; i < ATTACK; i++) {
            if (i == ATTACK / 10) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            pieces.identification = i;
            pieces.add(pieces.described().more(8 + i * 8 % 64_000).bytes(bytes, 0, 8, 8));
            if (pieces.assembler.heldBytes() > bound) {
                throw new AssertionError("holds " + pieces.assembler.heldBytes() + " bytes");
            }
        }
        // What is held is used again: an object a fragment would be 16 bytes each.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ATTACK);
        FragmentCounts counts = pieces.assembler.counts();
        assertThat(counts.evicted()).isEqualTo(ATTACK - Limit.FRAGMENT_DATAGRAMS.defaultValue());
    }

    @Test
    void aMillionPiecesOfOneDatagram() {
        Pieces pieces = new Pieces(FragmentPolicy.FIRST);
        byte[] bytes = new byte[8];
        for (int i = 0; i < ATTACK; i++) {
            pieces.add(pieces.described().more(16 * (i * 7 % 4095) + 8).bytes(bytes, 0, 8, 8));
        }
        FragmentCounts counts = pieces.assembler.counts();
        assertThat(counts.tooManyPieces() + counts.duplicates())
                .isEqualTo(ATTACK - Limit.FRAGMENT_PIECES.defaultValue());
        assertThat(pieces.assembler.heldBytes()).isLessThanOrEqualTo(65_536);
    }
}
