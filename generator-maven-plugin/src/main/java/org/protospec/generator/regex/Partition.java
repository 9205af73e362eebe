package org.protospec.generator.regex;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A partition of the numbers 0 to n-1 that is refined by marking elements and splitting every set into its marked and
 * unmarked ones; both cost time by what was marked, not by n.
 */
final class Partition {

    /** All elements, those of one set side by side, its marked ones first. */
    private final int[] elements;
    /** For every element its place in {@link #elements}. */
    private final int[] place;

    private final int[] setOf;
    /** For every set the place of its first element, the place behind its last, and the number of its marked ones. */
    private final int[] first;

    private final int[] end;
    private final int[] marked;
    private final IntList touched = new IntList();
    private int sets;

    /** The elements by their group; groups are numbered from 0 and may be empty. */
    Partition(int[] groupOf, int groups) {
        int size = groupOf.length;
        elements = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Integer.compare(groupOf[a], groupOf[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        place = new int[size];
        setOf = groupOf.clone();
        first = new int[size + groups];
        end = new int[size + groups];
        marked = new int[size + groups];
        sets = groups;
        for (int i = 0; i < size; i++) {
            place[elements[i]] = i;
            end[groupOf[elements[i]]] = i + 1;
        }
        for (int set = 1; set < groups; set++) {
            first[set] = end[set - 1];
            end[set] = Math.max(end[set], first[set]);
        }
    }

    int sets() {
        return sets;
    }

    int setOf(int element) {
        return setOf[element];
    }

    /** The elements of a set, in no order worth relying on. */
    int[] elements(int set) {
        return Arrays.copyOfRange(elements, first[set], end[set]);
    }

    void mark(int element) {
        int set = setOf[element];
        int border = first[set] + marked[set];
        if (place[element] < border) {
            return;
        }
        if (marked[set]++ == 0) {
            touched.add(set);
        }
        int other = elements[border];
        elements[place[element]] = other;
        place[other] = place[element];
        elements[border] = element;
        place[element] = border;
    }

    /** Splits the sets that have marked and unmarked elements; the smaller half becomes a new set. Removes all marks. */
    void split() {
        while (touched.size() > 0) {
            int set = touched.removeLast();
            int border = first[set] + marked[set];
            marked[set] = 0;
            if (border == end[set]) {
                continue;
            }
            int fresh = sets++;
            if (border - first[set] <= end[set] - border) {
                first[fresh] = first[set];
                end[fresh] = border;
                first[set] = border;
            } else {
                first[fresh] = border;
                end[fresh] = end[set];
                end[set] = border;
            }
            for (int i = first[fresh]; i < end[fresh]; i++) {
                setOf[elements[i]] = fresh;
            }
        }
    }
}
