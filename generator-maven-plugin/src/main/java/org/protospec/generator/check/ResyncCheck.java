package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;

/** A direction is taken up again only where an error or a gap has ended it. */
final class ResyncCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine()
                .ifPresent(machine -> Walk.transitions(machine).forEach(transition -> transition(context, transition)));
    }

    private static void transition(CheckContext context, Transition transition) {
        Kind kind = transition.trigger().kind();
        if (kind == Kind.GAP || kind == Kind.PARSE_ERROR) {
            return;
        }
        for (Action action : Walk.actions(transition.actions())) {
            if (action instanceof Action.Resync) {
                context.report(Diagnostic.of(DiagnosticKind.RESYNC_MISPLACED, action.span())
                        .help(
                                "take it up again where it was lost: on parse_error(e) { resync after ...; }, and the same"
                                        + " for on gap(g)"));
            }
        }
    }
}
