package org.protospec.runtime.machine;

import java.util.Arrays;
import org.protospec.runtime.flow.Direction;

/**
 * What each state of a protocol's machine reads of each direction, as its machines have said: it is asked several times a message, and
 * looking it up costs less than asking.
 */
final class StateReads {
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private int[] grammars = {};
    private boolean[] mayBeEmpty = {};

    /** Number of the message that a state reads of a direction, {@link MachineHooks#DEFER} or {@link MachineHooks#NOTHING}. */
    int grammar(MachineHooks machine, int state, Direction direction) {
        if (state < 0) {
            // The conversation is over.
            return MachineHooks.NOTHING;
        }
        int index = 2 * state + direction.ordinal();
        return index < grammars.length && grammars[index] != UNKNOWN
                ? grammars[index]
                : ask(machine, index, state, direction);
    }

    /** Whether what a state reads of a direction is a message that may have no bytes at all. */
    boolean mayBeEmpty(MachineHooks machine, int state, Direction direction) {
        return grammar(machine, state, direction) >= 0 && mayBeEmpty[2 * state + direction.ordinal()];
    }

    private int ask(MachineHooks machine, int index, int state, Direction direction) {
        int known = grammars.length;
        if (index >= known) {
            grammars = Arrays.copyOf(grammars, index + 1);
            Arrays.fill(grammars, known, index + 1, UNKNOWN);
            mayBeEmpty = Arrays.copyOf(mayBeEmpty, index + 1);
        }
        int grammar = machine.reads(state, direction);
        grammars[index] = grammar;
        mayBeEmpty[index] = grammar >= 0 && machine.mayBeEmpty(grammar);
        return grammar;
    }
}
