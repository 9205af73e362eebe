package org.protospec.runtime.machine;

import org.protospec.runtime.flow.TimerNode;

/** The time-outs of a flow's state; made for the first state that has any, so that other flows hold none. */
final class StateTimer extends TimerNode {
    private final MachineStates machine;

    /** When the state was entered. */
    long entered;

    /** Time since then up to which its time-outs were told. */
    long elapsed;

    StateTimer(MachineStates machine) {
        this.machine = machine;
    }

    @Override
    protected void expired(long now) {
        machine.expired(now);
    }

    @Override
    protected long order() {
        return 2 * machine.flow().id();
    }

    /** Index of the time-out that is due next behind that of an index, or behind none; -1 if it is the last. */
    int following(long[] delays, int index) {
        int next = -1;
        for (int i = 0; i < delays.length; i++) {
            if ((index < 0 || isBefore(delays, index, i)) && (next < 0 || isBefore(delays, i, next))) {
                next = i;
            }
        }
        return next;
    }

    private boolean isBefore(long[] delays, int one, int other) {
        long first = due(delays[one]);
        long second = due(delays[other]);
        return first < second || first == second && one < other;
    }

    private long due(long delay) {
        return (elapsed / delay + 1) * delay;
    }

    /** Time since the state was entered at which the next of its time-outs is due. */
    long nextDue(long[] delays) {
        long due = Long.MAX_VALUE;
        for (long delay : delays) {
            due = Math.min(due, due(delay));
        }
        return due;
    }
}
