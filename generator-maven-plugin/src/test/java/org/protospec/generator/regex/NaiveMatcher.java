package org.protospec.generator.regex;

import java.util.NavigableSet;
import java.util.TreeSet;

/** A matcher straight from the meaning of each expression: from where it may start to where it may then end. */
final class NaiveMatcher {

    private final byte[] bytes;

    private NaiveMatcher(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The length of the longest match at the start, or -1. */
    static int longestMatch(Regex regex, byte[] bytes) {
        NavigableSet<Integer> starts = new TreeSet<>();
        starts.add(0);
        NavigableSet<Integer> ends = new NaiveMatcher(bytes).ends(regex, starts);
        return ends.isEmpty() ? -1 : ends.last();
    }

    private NavigableSet<Integer> ends(Regex regex, NavigableSet<Integer> starts) {
        NavigableSet<Integer> ends = new TreeSet<>();
        if (regex instanceof Regex.Bytes one) {
            for (int start : starts) {
                if (start < bytes.length && one.set().contains(bytes[start] & 0xff)) {
                    ends.add(start + 1);
                }
            }
        } else if (regex instanceof Regex.Sequence sequence) {
            ends.addAll(starts);
            for (Regex part : sequence.parts()) {
                ends = ends(part, ends);
            }
        } else if (regex instanceof Regex.Choice choice) {
            for (Regex option : choice.options()) {
                ends.addAll(ends(option, starts));
            }
        } else if (regex instanceof Regex.Group group) {
            return ends(group.body(), starts);
        } else if (regex instanceof Regex.Repeat repeat) {
            return repeatedEnds(repeat, starts);
        }
        return ends;
    }

    private NavigableSet<Integer> repeatedEnds(Regex.Repeat repeat, NavigableSet<Integer> starts) {
        NavigableSet<Integer> ends = new TreeSet<>();
        NavigableSet<Integer> now = new TreeSet<>(starts);
        // More rounds than bytes, beyond the required ones, end nowhere new.
        int rounds = repeat.max().orElse(repeat.min() + bytes.length);
        for (int i = 0; i <= rounds; i++) {
            if (i >= repeat.min()) {
                ends.addAll(now);
            }
            now = ends(repeat.body(), now);
        }
        return ends;
    }
}
