package org.protospec.cli.compile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often machines went from one state to another, by what happened. */
public final class TransitionCounts {
    private final SortedMap<Step, Long> counts = new TreeMap<>();

    /**
     * A change of state.
     *
     * @param protocol name of the protocol
     * @param from the state that was left
     * @param to the state that was entered
     * @param on what happened
     */
    public record Step(String protocol, String from, String to, String on) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Counts one more. */
    public void add(Step step) {
        counts.merge(step, 1L, Long::sum);
    }

    /** The counts, in a fixed order. */
    public SortedMap<Step, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
