package org.protospec.generator.check;

import java.util.BitSet;
import java.util.List;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;

/** Parts of a stream lie within a field that is one, and a state stays where content cannot be decoded. */
final class StreamCheck implements Check {

    @Override
    public void check(CheckContext context) {
        BitSet parts = StreamParts.of(context.spec());
        for (MessageDef message : context.spec().messages()) {
            for (Field field : Walk.fields(message)) {
                if (field.parts().isPresent() && !parts.get(messageOf(field))) {
                    context.report(Diagnostic.of(
                                    DiagnosticKind.NO_PARTS,
                                    field.parts().get().stream().span(),
                                    name(context.spec(), messageOf(field)))
                            .help("write \"stream\" behind the bytes that are its content"));
                }
            }
        }
        context.machine().ifPresent(machine -> {
            machine.states().forEach(state -> {
                alone(context, parts, state, state.up());
                alone(context, parts, state, state.down());
            });
            Walk.transitions(machine).forEach(transition -> stays(context, transition));
        });
    }

    private static int messageOf(Field field) {
        FieldType type = field.encoding() instanceof FieldType.ArrayField array ? array.element() : field.encoding();
        return ((FieldType.MessageField) type).message();
    }

    private static String name(Spec spec, int message) {
        return "message \"" + spec.messages().get(message).name() + "\"";
    }

    private static void alone(CheckContext context, BitSet parts, MachineDef.State state, Expectation expectation) {
        if (expectation instanceof Expectation.Expects expects
                && expects.message() >= 0
                && parts.get(expects.message())) {
            context.report(Diagnostic.of(
                            DiagnosticKind.PART_ALONE, state.span(), name(context.spec(), expects.message()))
                    .note(context.spec().messages().get(expects.message()).span(), "it is declared here")
                    .help("say where the bytes go: stream to EVENT"));
        }
    }

    private static void stays(CheckContext context, Transition transition) {
        if (transition.trigger().kind() != Transition.Kind.DECODE_ERROR) {
            return;
        }
        List<Action> actions = Walk.actions(transition.actions());
        for (Action action : actions) {
            if (action instanceof Action.Opaque || action instanceof Action.HandOver) {
                context.report(
                        Diagnostic.of(DiagnosticKind.DECODE_ERROR_LEADS, action.span(), "does not end the dissection")
                                .help("remember it in a variable, and ask for that once the message is whole"));
            }
        }
    }
}
