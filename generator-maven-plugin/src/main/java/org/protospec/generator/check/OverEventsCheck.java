package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.Transition;

/** A machine over events has nothing to do with the bytes of flows, and what happens to it leads to something. */
final class OverEventsCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine().filter(MachineDef::isOverEvents).ifPresent(machine -> machine(context, machine));
    }

    private static void machine(CheckContext context, MachineDef machine) {
        if (!context.spec().bindings().isEmpty() || !context.spec().signatures().isEmpty()) {
            context.report(Diagnostic.of(
                            DiagnosticKind.OVER_EVENTS,
                            machine.span(),
                            "no flow is found for a machine over events, wherever its protocol is")
                    .help("leave out \"over\" behind the protocol's name, and \"looks_like\""));
        }
        for (MachineDef.State state : machine.states()) {
            expectation(context, state, state.up());
            expectation(context, state, state.down());
        }
        Walk.transitions(machine).stream()
                .flatMap(transition -> Walk.actions(transition.actions()).stream())
                .forEach(action -> action(context, action));
        for (MachineDef.Input input : machine.inputs()) {
            if (Walk.transitions(machine).stream().noneMatch(each -> isOn(each, input))) {
                context.report(Diagnostic.of(DiagnosticKind.UNUSED_INPUT, input.span(), input.name())
                        .help("add a transition: on " + input.name() + " { ... } -> ...; or take it out"));
            }
        }
    }

    private static boolean isOn(Transition transition, MachineDef.Input input) {
        return transition.trigger().input().isPresent()
                && transition.trigger().input().getAsInt() == input.id();
    }

    private static void expectation(CheckContext context, MachineDef.State state, Expectation expectation) {
        if (!(expectation instanceof Expectation.Nothing)) {
            boolean defers = expectation instanceof Expectation.Defer;
            context.report(Diagnostic.of(
                            DiagnosticKind.OVER_EVENTS,
                            expectation instanceof Expectation.Expects expects
                                    ? expects.span()
                                    : expectation instanceof Expectation.Defer defer ? defer.span() : state.span(),
                            defers ? "in a machine over events nothing waits" : "a machine over events reads nothing")
                    .help("say what happens: on EVENT(e) { ... } -> ...;"));
        }
    }

    private static void action(CheckContext context, Action action) {
        if (action instanceof Action.Opaque) {
            context.report(DiagnosticKind.OVER_EVENTS, action.span(), "a machine over events has nothing to ignore");
        } else if (action instanceof Action.HandOver) {
            context.report(DiagnosticKind.OVER_EVENTS, action.span(), "a machine over events has no flow to give away");
        }
    }
}
