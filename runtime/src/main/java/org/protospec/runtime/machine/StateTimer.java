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

    /** Time since the state was entered at which the next of its time-outs is due. */
    long nextDue(long[] delays) {
        long due = Long.MAX_VALUE;
        for (long delay : delays) {
            due = Math.min(due, (elapsed / delay + 1) * delay);
        }
        return due;
    }
}
