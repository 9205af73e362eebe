package org.protospec.runtime.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.MessageParser;

/**
 * What each state of a protocol's machine reads of each direction, as its machines have said: it is asked several times a message, and
 * looking it up costs less than asking.
 */
final class StateReads {
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private int[] grammars = {};
    private boolean[] mayBeEmpty = {};
    private @Nullable MessageParser<?>[] direct = {};

    /** Number of the message that a state reads of a direction, {@link MachineHooks#DEFER} or {@link MachineHooks#NOTHING}. */
    int grammar(MachineHooks machine, int state, Direction direction) {
        if (state < 0) {
            // The conversation is over.
            return MachineHooks.NOTHING;
        }
        int index = 2 * state + direction.ordinal();
        if (index >= grammars.length || grammars[index] == UNKNOWN) {
            ask(machine, state);
        }
        return grammars[index];
    }

    /** Whether what a state reads of a direction is a message that may have no bytes at all. */
    boolean mayBeEmpty(MachineHooks machine, int state, Direction direction) {
        return grammar(machine, state, direction) >= 0 && mayBeEmpty[2 * state + direction.ordinal()];
    }

    /**
     * What reads the next bytes of a direction at once, for all flows: the parser of a message that can be read again from its beginning
     * and that depends on nothing else, in a state that reads nothing in either direction that may have no bytes. Null elsewhere.
     */
    @Nullable
    MessageParser<?> direct(MachineHooks machine, int state, Direction direction) {
        return grammar(machine, state, direction) >= 0 ? direct[2 * state + direction.ordinal()] : null;
    }

    private void ask(MachineHooks machine, int state) {
        int known = grammars.length;
        int up = 2 * state;
        int down = up + 1;
        if (down >= known) {
            grammars = Arrays.copyOf(grammars, down + 1);
            Arrays.fill(grammars, known, down + 1, UNKNOWN);
            mayBeEmpty = Arrays.copyOf(mayBeEmpty, down + 1);
            direct = Arrays.copyOf(direct, down + 1);
        }
        grammars[up] = machine.reads(state, Direction.UP);
        grammars[down] = machine.reads(state, Direction.DOWN);
        mayBeEmpty[up] = grammars[up] >= 0 && machine.mayBeEmpty(grammars[up]);
        mayBeEmpty[down] = grammars[down] >= 0 && machine.mayBeEmpty(grammars[down]);
        if (!mayBeEmpty[up] && !mayBeEmpty[down]) {
            direct[up] = shared(machine, grammars[up], Direction.UP);
            direct[down] = shared(machine, grammars[down], Direction.DOWN);
        }
    }

    private static @Nullable MessageParser<?> shared(MachineHooks machine, int grammar, Direction direction) {
        return grammar >= 0 && machine.isRepeatable(grammar) ? machine.parser(grammar, direction) : null;
    }
}
