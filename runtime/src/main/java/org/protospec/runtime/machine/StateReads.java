package org.protospec.runtime.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.MessageParser;

/**
 * What each state of a protocol's machine reads, as its machines have said: it is asked several times a message, and looking it up
 * costs less than asking.
 */
final class StateReads {
    private @Nullable StateReading[] states = {};

    /** What a state reads. */
    StateReading of(MachineContext machine, int state) {
        StateReading known = state >= 0 && state < states.length ? states[state] : null;
        return known != null ? known : ask(machine, state);
    }

    private StateReading ask(MachineContext machine, int state) {
        if (state < 0) {
            return StateReading.OVER;
        }
        if (state >= states.length) {
            states = Arrays.copyOf(states, state + 1);
        }
        int up = machine.reads(state, Direction.UP);
        int down = machine.reads(state, Direction.DOWN);
        boolean upMayBeEmpty = up >= 0 && machine.mayBeEmpty(up);
        boolean downMayBeEmpty = down >= 0 && machine.mayBeEmpty(down);
        // A trace is told of each step.
        boolean direct = !upMayBeEmpty && !downMayBeEmpty && !machine.dissector.isTraced();
        StateReading reading = new StateReading(
                up,
                down,
                upMayBeEmpty,
                downMayBeEmpty,
                direct ? shared(machine, up, Direction.UP) : null,
                direct ? shared(machine, down, Direction.DOWN) : null);
        states[state] = reading;
        return reading;
    }

    private static @Nullable MessageParser<?> shared(MachineHooks machine, int grammar, Direction direction) {
        return grammar >= 0 && machine.isRepeatable(grammar) ? machine.parser(grammar, direction) : null;
    }
}
