package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The coarsest partition of the 256 bytes that no set of a given collection cuts: bytes of one class are the same to
 * every set. Classes are numbered by their lowest byte, ascending.
 */
final class ByteClasses {

    private final int[] classOf;
    private final List<ByteSet> sets;

    private ByteClasses(int[] classOf, List<ByteSet> sets) {
        this.classOf = classOf;
        this.sets = sets;
    }

    static ByteClasses of(Iterable<ByteSet> cuts) {
        int[] classOf = new int[256];
        for (ByteSet cut : cuts) {
            refine(classOf, cut);
        }
        int count = classOf[0] + 1;
        for (int value : classOf) {
            count = Math.max(count, value + 1);
        }
        List<ByteSet> sets = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            int wanted = c;
            sets.add(ByteSet.where(value -> classOf[value] == wanted));
        }
        return new ByteClasses(classOf, List.copyOf(sets));
    }

    private static void refine(int[] classOf, ByteSet cut) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int value = 0; value < 256; value++) {
            int half = classOf[value] * 2 + (cut.contains(value) ? 1 : 0);
            int next = numbers.size();
            classOf[value] = numbers.computeIfAbsent(half, key -> next);
        }
    }

    int count() {
        return sets.size();
    }

    int classOf(int value) {
        return classOf[value];
    }

    List<ByteSet> sets() {
        return sets;
    }

    /** The classes that a set is made of, ascending; it must be one of the sets that the partition was made for. */
    int[] within(ByteSet set) {
        return set.stream().map(this::classOf).distinct().sorted().toArray();
    }
}
