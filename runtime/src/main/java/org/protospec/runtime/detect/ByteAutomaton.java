package org.protospec.runtime.detect;

/** A deterministic automaton over bytes, as code; it starts in state 0, and stops at its first match. */
@FunctionalInterface
public interface ByteAutomaton {
    /** Instead of a state: the bytes so far are a match. */
    int MATCHED = -1;
    /** Instead of a state: the bytes so far are no beginning of a match. */
    int FAILED = -2;

    /**
     * Returns the state behind one more byte, {@link #MATCHED} or {@link #FAILED}.
     *
     * @param state a state that it has returned, or 0 before the first byte
     * @param octet the byte, 0 to 255
     */
    int next(int state, int octet);
}
