package org.protospec.generator.check;

import java.util.Locale;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;

/** A flow is given to another protocol only while there is something of it to be given. */
final class HandOverCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine()
                .ifPresent(machine -> Walk.transitions(machine).forEach(transition -> transition(context, transition)));
    }

    private static void transition(CheckContext context, Transition transition) {
        Kind kind = transition.trigger().kind();
        if (kind != Kind.FINISH && kind != Kind.FAIL) {
            return;
        }
        for (Action action : Walk.actions(transition.actions())) {
            if (action instanceof Action.HandOver) {
                context.report(Diagnostic.of(
                                DiagnosticKind.HAND_OVER_MISPLACED,
                                action.span(),
                                kind.name().toLowerCase(Locale.ROOT))
                        .help("hand over in the transition that leads here"));
            }
        }
    }
}
