package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.StateEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.TimerNode;

/** How a machine goes from state to state, and what passes in a state by time alone. */
abstract class MachineStates extends MachineAnswers {
    private static final int MAX_REDIRECTIONS = 16;
    /** Time-outs that are told after a pause between two packets; of a longer one the rest is left out. */
    private static final int MAX_TIMEOUTS_AT_ONCE = 1_000;

    private @Nullable StateTimer timer;

    MachineStates(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    // ------------------------------------------------------------------ what generated transitions do

    /** The state. */
    protected final int state() {
        return state;
    }

    /** Goes to another state, {@link #FINISH} or {@link #FAIL}, at the end of a transition. */
    protected final void go(int target) {
        Turn turn = dissector.turn();
        if (turn.jump == Turn.NO_JUMP && !ended()) {
            enter(target);
        } else {
            // Inside leave or enter: the jump made there replaces the one under way.
            turn.jump = target;
        }
    }

    @Override
    final void goToFail() {
        go(FAIL);
    }

    /** Raises an alert in the name of the state. */
    protected final void alert(Severity severity, String description) {
        raise(new Alert(severity, description, Alert.Origin.STATE, name(state)));
    }

    /** Dissects no further. */
    protected final void opaque() {
        opaque(Direction.UP);
        opaque(Direction.DOWN);
    }

    /** Dissects one direction no further. */
    protected final void opaque(Direction direction) {
        set(OPAQUE, direction);
        flow.ignore(direction);
        abandon(direction);
    }

    /** Name of the state that the flow is in, or was in at its end. */
    public final String stateName() {
        return name(state);
    }

    @Override
    final String name(int state) {
        return state == FINISH ? "finish" : state == FAIL ? "fail" : stateName(state);
    }

    // ------------------------------------------------------------------ jumps

    private void enter(int target) {
        Turn turn = dissector.turn();
        int redirections = 0;
        while (target != Turn.NO_JUMP && !ended()) {
            int from = state;
            int to = redirections++ < MAX_REDIRECTIONS ? target : FAIL;
            turn.jump = to;
            if (to == FAIL) {
                answerFail();
                turn.jump = to;
            }
            answerLeave(from);
            to = turn.jump;
            cancelTimeouts();
            trace(from, to);
            if (to < 0) {
                // Still in the state that is left, which may have something to say.
                answerFinish();
                state(to);
                set(ENDED);
                break;
            }
            state(to);
            turn.entries++;
            clear(EMPTIED | EMPTIED << 1);
            if (hasSide(Direction.UP)) {
                adopt(Direction.UP);
            }
            if (hasSide(Direction.DOWN)) {
                adopt(Direction.DOWN);
            }
            startTimeouts(turn.moment);
            turn.jump = to;
            answerEnter(to);
            target = turn.jump == to ? Turn.NO_JUMP : turn.jump;
        }
        turn.jump = Turn.NO_JUMP;
    }

    private void trace(int from, int to) {
        if (dissector.isTraced()) {
            StateEvent event = new StateEvent(name(from), name(to), dissector.turn().trigger);
            event.at(this);
            dissector.states().deliver(event);
        }
    }

    /** A half-read message goes on if the new state reads the same; else it starts again under the new state's grammar. */
    private void adopt(Direction direction) {
        Side side = side(direction);
        if (side == null) {
            return;
        }
        boolean goesOn = side.parser != null && side.grammar == grammar(direction);
        side.stalled = goesOn && side.stalled;
        if (side.parser != null && !goesOn) {
            leave(side);
            side.input.restart();
        }
    }

    // ------------------------------------------------------------------ time-outs

    /** The state is entered at a moment, or now. */
    final void startTimeouts(long moment) {
        if (is(ENDING) || timeouts(state).length == 0) {
            return;
        }
        StateTimer started = timer;
        if (started == null) {
            started = new StateTimer(this);
            timer = started;
        }
        started.entered = moment == Turn.NO_MOMENT ? flow.clock().time() : moment;
        started.elapsed = 0;
        schedule(started);
    }

    final void cancelTimeouts() {
        StateTimer started = timer;
        if (started != null) {
            flow.clock().timers().cancel(started);
        }
    }

    private void schedule(StateTimer started) {
        long[] delays = timeouts(state);
        if (delays.length > 0 && !ended()) {
            flow.clock().timers().schedule(started, started.entered + started.nextDue(delays));
        }
    }

    final void expired(long time) {
        StateTimer started = timer;
        if (ended() || started == null) {
            return;
        }
        Turn turn = now();
        turn.trigger = "timeout";
        set(RUNNING);
        for (int told = 0; !ended() && !is(HANDING_OVER) && isDue(started, time); told++) {
            if (told == MAX_TIMEOUTS_AT_ONCE) {
                started.elapsed = time - started.entered;
            } else {
                tellTimeouts(started, turn);
            }
        }
        turn.moment = Turn.NO_MOMENT;
        clear(RUNNING);
        schedule(started);
        run();
        settle();
    }

    /** The capture has ended: what is still due is told, each time-out of the state once, in the order of their times. */
    final void tellPendingTimeouts() {
        StateTimer pending = timer;
        if (ended() || pending == null || !pending.scheduled()) {
            return;
        }
        Turn turn = now();
        turn.trigger = "timeout";
        turn.afterCapture = true;
        set(RUNNING);
        long entry = turn.entries;
        int at = state;
        long[] delays = timeouts(at);
        int next = pending.following(delays, -1);
        while (next >= 0 && turn.entries == entry && !ended() && !is(HANDING_OVER)) {
            answerTimeout(at, next);
            next = pending.following(delays, next);
        }
        clear(RUNNING);
        run();
        turn.afterCapture = false;
    }

    /** What waits for time to pass, if anything. */
    public final @Nullable TimerNode timer() {
        Machine next = successor;
        return next == null ? timer : next.timer();
    }

    private boolean isDue(StateTimer started, long time) {
        long[] delays = timeouts(state);
        return delays.length > 0 && started.entered + started.nextDue(delays) <= time;
    }

    /** Tells the time-outs that are due next, as of the time when they are: no other flow's packets matter. */
    private void tellTimeouts(StateTimer started, Turn turn) {
        long[] delays = timeouts(state);
        long entry = turn.entries;
        int at = state;
        started.elapsed = started.nextDue(delays);
        turn.moment = started.entered + started.elapsed;
        long due = started.elapsed;
        for (int i = 0; i < delays.length && turn.entries == entry && !ended() && !is(HANDING_OVER); i++) {
            if (due % delays[i] == 0) {
                answerTimeout(at, i);
            }
        }
    }

    /** Does what can be done with the bytes there are. */
    abstract void run();
}
