package org.protospec.generator.check;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;

/** Reading is taken up again only where an error or a gap has ended it, and where nobody reads the same bytes another way. */
final class ResyncCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine()
                .ifPresent(machine -> Walk.transitions(machine).forEach(transition -> transition(context, transition)));
        for (MessageDef message : context.spec().messages()) {
            Walk.items(message.items()).forEach(item -> item(context, item));
        }
    }

    private static void transition(CheckContext context, Transition transition) {
        Kind kind = transition.trigger().kind();
        if (kind == Kind.GAP || kind == Kind.PARSE_ERROR) {
            return;
        }
        for (Action action : Walk.actions(transition.actions())) {
            if (action instanceof Action.ResyncAction) {
                context.report(Diagnostic.of(DiagnosticKind.RESYNC_MISPLACED, action.span())
                        .help(
                                "take it up again where it was lost: on parse_error(e) { resync after ...; }, and the same"
                                        + " for on gap(g)"));
            }
        }
    }

    private static void item(CheckContext context, Item item) {
        if (item instanceof Item.ResyncItem part) {
            part(context, part);
        } else if (item instanceof Item.FieldItem field) {
            field.field().resync().ifPresent(resync -> array(context, field.field(), resync));
        } else if (item instanceof Item.TryItem tries) {
            // Nobody takes the last one back.
            tries.alternatives()
                    .subList(0, tries.alternatives().size() - 1)
                    .forEach(each -> otherWay(context, item, "try", each.items()));
        } else if (item instanceof Item.UnionItem union) {
            union.members().forEach(each -> otherWay(context, item, "union", each.items()));
        } else if (item instanceof Item.AtItem at) {
            otherWay(context, item, "at", at.items());
        }
    }

    private static void part(CheckContext context, Item.ResyncItem part) {
        if (part.items().isEmpty()) {
            context.report(Diagnostic.of(
                            DiagnosticKind.RESYNC_NOWHERE,
                            part.span(),
                            "here: nothing stands before this that might not fit")
                    .help("put it behind the fields that may be let go of"));
        }
    }

    private static void array(CheckContext context, Field field, Resync resync) {
        String help = "put \"resync\" at the end of a message that is read for each of them";
        Optional<String> problem = Optional.empty();
        if (field.parts().isPresent()) {
            problem = Optional.of("in one content of several pieces");
        } else if (field.encoding() instanceof FieldType.ArrayField array) {
            boolean counted = array.end() instanceof ArrayEnd.Count;
            boolean elements = array.element() instanceof FieldType.MessageField
                    || array.element() instanceof FieldType.TokenField;
            problem = counted
                    ? Optional.of("in an array with a number of elements")
                    : elements ? Optional.empty() : Optional.of("in an array of numbers, any bytes of which fit");
        } else if (!(field.encoding() instanceof FieldType.ErrorField)) {
            problem = Optional.of("within a field that is no array");
            help = "write it as an item behind the field: resync after ...;";
        }
        if (problem.isPresent()) {
            context.report(Diagnostic.of(DiagnosticKind.RESYNC_NOWHERE, resync.span(), problem.get())
                    .help(help));
        }
    }

    /** Bytes that are read another way, too: what does not fit there is no error. */
    private static void otherWay(CheckContext context, Item place, String what, List<Item> items) {
        Containment containment = Containment.of(context.spec());
        Optional<Resync> found = Walk.resyncs(items).stream().findFirst();
        if (found.isEmpty()) {
            found = context.spec().messages().stream()
                    .filter(each -> isRead(containment, items, each.id()))
                    .flatMap(each -> Walk.resyncs(each.items()).stream())
                    .findFirst();
        }
        if (found.isPresent()) {
            context.report(Diagnostic.of(DiagnosticKind.RESYNC_NOWHERE, place.span(), "within \"" + what + "\"")
                    .note(found.get().span(), "it would be here"));
        }
    }

    private static boolean isRead(Containment containment, List<Item> items, int message) {
        return Walk.items(items).stream()
                .filter(Item.FieldItem.class::isInstance)
                .flatMap(item -> Walk.types(((Item.FieldItem) item).field().encoding()).stream())
                .anyMatch(type -> type instanceof FieldType.MessageField inner
                        && (inner.message() == message || containment.contains(inner.message(), message)));
    }
}
