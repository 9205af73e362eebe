package org.protospec.generator.emit;

import java.util.stream.Collectors;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Transition;

/** The graph of a machine as text, for its Javadoc: states, what they read, and where their transitions go. */
final class MachineText {
    private MachineText() {}

    static String of(MachineDef machine) {
        StringBuilder text = new StringBuilder();
        for (State state : machine.states()) {
            text.append(state.name()).append(start(machine, state.id()));
            if (!machine.isOverEvents()) {
                text.append("  up: ").append(expected(state.up()));
                text.append("  down: ").append(expected(state.down()));
            }
            text.append('\n');
            state.transitions().forEach(each -> transition(machine, each, text));
        }
        if (!machine.shared().isEmpty()) {
            text.append("any state\n");
            machine.shared().forEach(each -> transition(machine, each, text));
        }
        return text.toString();
    }

    private static String start(MachineDef machine, int state) {
        String layers = machine.starts().stream()
                .filter(each -> each.initial().isPresent() && each.initial().getAsInt() == state)
                .map(MachineDef.Start::layer)
                .collect(Collectors.joining(", "));
        if (!layers.isEmpty()) {
            return " (initial over " + layers + ")";
        }
        return state == machine.initial() ? " (initial)" : "";
    }

    private static String expected(Expectation expectation) {
        if (expectation instanceof Expectation.Expects expects) {
            return expects.span().text().replaceAll("^(up|down)\\s*:\\s*|\\s*;$", "");
        }
        return expectation instanceof Expectation.Defer ? "defer" : "nothing";
    }

    /** One transition: event, guard, target. */
    static String transition(MachineDef machine, Transition transition) {
        StringBuilder text = new StringBuilder();
        transition(machine, transition, text);
        return text.toString().strip();
    }

    private static void transition(MachineDef machine, Transition transition, StringBuilder text) {
        text.append("  ").append(machine.word(transition.trigger()));
        if (transition.trigger().timeoutMillis() > 0) {
            text.append(' ').append(transition.trigger().timeoutMillis()).append(" ms");
        }
        transition
                .guard()
                .ifPresent(guard -> text.append(" [")
                        .append(guard.span().text().replaceAll("\\s+", " "))
                        .append(']'));
        transition.target().ifPresent(target -> text.append(" -> ").append(name(machine, target)));
        text.append('\n');
    }

    private static String name(MachineDef machine, Transition.Target target) {
        if (target instanceof Transition.Target.ToState state) {
            return machine.states().get(state.state()).name();
        }
        return target instanceof Transition.Target.Finish ? "finish" : "fail";
    }
}
