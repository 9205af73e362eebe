package org.protospec.cli.compile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.protospec.generator.dot.Counts;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;

/**
 * Finds the transitions of a machine that changes of state were made by.
 *
 * <p>A run tells the two states and what happened. Where two transitions fit, nobody knows which one was taken, and
 * neither gets a number; transitions that stay in their state are not told at all. States always get theirs.
 */
final class CountedMachine {
    private final MachineDef machine;
    private final Map<String, Long> states = new TreeMap<>();
    private final Map<String, Long> transitions = new TreeMap<>();

    private CountedMachine(MachineDef machine) {
        this.machine = machine;
    }

    static Counts of(Spec spec, TransitionCounts steps) {
        if (steps.counts().isEmpty() || spec.machine().isEmpty()) {
            return Counts.NONE;
        }
        CountedMachine counted = new CountedMachine(spec.machine().get());
        steps.counts().forEach((step, count) -> {
            if (step.protocol().equals(spec.name())) {
                counted.add(step, count);
            }
        });
        return new Counts(counted.states, counted.transitions);
    }

    private void add(TransitionCounts.Step step, long count) {
        String to = step.to();
        if (step.isStart()) {
            int start = step.on().equals(TransitionCounts.MIDSTREAM)
                    ? machine.midstream().orElse(-1)
                    : machine.initial();
            if (start < 0) {
                return;
            }
            to = machine.states().get(start).name();
        }
        states.merge(to, count, Long::sum);
        for (State state : machine.states()) {
            if (state.name().equals(step.from())) {
                String key = key(state, step);
                if (!key.isEmpty()) {
                    transitions.merge(key, count, Long::sum);
                }
            }
        }
    }

    private String key(State state, TransitionCounts.Step step) {
        String own = only(state.name(), state.transitions(), step);
        String shared = only(Counts.ANY_STATE, machine.shared(), step);
        return own.isEmpty() ? shared : shared.isEmpty() ? own : "";
    }

    private String only(String place, List<Transition> candidates, TransitionCounts.Step step) {
        String found = "";
        for (int i = 0; i < candidates.size(); i++) {
            if (fits(candidates.get(i), step)) {
                if (!found.isEmpty()) {
                    return "";
                }
                found = Counts.key(place, i);
            }
        }
        return found;
    }

    private boolean fits(Transition transition, TransitionCounts.Step step) {
        return machine.word(transition.trigger()).equals(step.on())
                && transition.target().map(this::name).orElse("").equals(step.to());
    }

    private String name(Transition.Target target) {
        if (target instanceof Transition.Target.ToState to) {
            return machine.states().get(to.state()).name();
        }
        return target instanceof Transition.Target.Finish ? "finish" : "fail";
    }
}
