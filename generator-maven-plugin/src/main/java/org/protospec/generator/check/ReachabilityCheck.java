package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.MachineDef;

/** Every state can be reached, and from every state a flow can come to an end. */
final class ReachabilityCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine().ifPresent(machine -> check(context, machine, context.states()));
    }

    /** Datagrams and packets have no end but silence. */
    private static boolean isOfDatagrams(CheckContext context) {
        return !context.spec().bindings().isEmpty()
                && context.spec().bindings().stream()
                        .noneMatch(binding -> binding.layer().equals("tcp"));
    }

    private static void check(CheckContext context, MachineDef machine, StateGraph graph) {
        if (machine.initial() < 0 || machine.initial() >= machine.states().size()) {
            return; // no initial state, which was reported
        }
        for (MachineDef.State state : machine.states()) {
            if (!graph.reached(state.id())) {
                context.report(Diagnostic.of(DiagnosticKind.STATE_UNREACHED, state.span(), state.name())
                        .help("lead a transition to it, mark it midstream if flows can start in it, or take it out"));
            } else if (!graph.canEnd(state.id()) && graph.reachedOverTcp(state.id()) && !isOfDatagrams(context)) {
                context.report(Diagnostic.of(DiagnosticKind.STATE_WITHOUT_END, state.span(), state.name())
                        .help("lead some event to finish or fail, in \"any state\" for instance: on parse_error(e) ->"
                                + " fail;"));
            }
        }
    }
}
