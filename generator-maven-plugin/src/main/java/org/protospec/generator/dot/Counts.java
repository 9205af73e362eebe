package org.protospec.generator.dot;

import java.util.Map;

/**
 * How often the parts of a machine were used in some run, to be written into its picture.
 *
 * @param states how often a state was entered, by its name; {@code finish} and {@code fail} are states too
 * @param transitions how often a transition was taken, by {@link #key}
 */
public record Counts(Map<String, Long> states, Map<String, Long> transitions) {

    /** No counts: the picture says nothing of them. */
    public static final Counts NONE = new Counts(Map.of(), Map.of());

    /** The name under which the transitions of {@code any state} are counted; no state can have it. */
    public static final String ANY_STATE = "any state";

    public Counts {
        states = Map.copyOf(states);
        transitions = Map.copyOf(transitions);
    }

    /**
     * The name of a transition.
     *
     * @param state the state that it is written in, {@link #ANY_STATE} for those of {@code any state}
     * @param index its place among the transitions written there, from 0
     */
    public static String key(String state, int index) {
        return state + "#" + index;
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return states.isEmpty() && transitions.isEmpty();
    }
}
