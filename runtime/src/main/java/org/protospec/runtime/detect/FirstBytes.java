package org.protospec.runtime.detect;

/**
 * What the first bytes of one direction of a flow look like: they begin with a match of an automaton.
 *
 * @param pattern the automaton in the words of the spec
 * @param max most bytes that are looked at, at least 1: what has not matched by then does not match
 * @param automaton tells matches
 */
public record FirstBytes(String pattern, int max, ByteAutomaton automaton) {
    public FirstBytes {
        if (max < 1) {
            throw new IllegalArgumentException("a bound of " + max + " bytes");
        }
    }

    @Override
    public String toString() {
        return pattern + " max " + max;
    }
}
