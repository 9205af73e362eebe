package org.protospec.generator.check;

import java.util.BitSet;
import java.util.List;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;

/** A message that contains itself does so only at times, and reads something before. */
final class RecursionCheck implements Check {

    @Override
    public void check(CheckContext context) {
        Containment containment = Containment.of(context.spec());
        for (MessageDef message : context.spec().messages()) {
            if (message.parent().isPresent() || !containment.isRecursive(message.id())) {
                continue;
            }
            if (context.shapes().minBits(message.id()) >= Shapes.ENDLESS
                    || alwaysLeadsTo(context, message.id(), message.id(), new BitSet())) {
                context.report(Diagnostic.of(DiagnosticKind.ENDLESS_MESSAGE, message.span(), message.name())
                        .help("let the field be there only if something says so, as in if more == 1 { next: "
                                + message.name() + "; }"));
            } else if (beginsWith(context, message.id(), message.id(), new BitSet())) {
                context.report(Diagnostic.of(DiagnosticKind.LEFT_RECURSION, message.span(), message.name())
                        .help("let it read at least one byte before another \"" + message.name() + "\" in it"));
            }
        }
    }

    /** Whether there is no reading a message without another one, be it elsewhere, where it adds no bytes. */
    private static boolean alwaysLeadsTo(CheckContext context, int message, int wanted, BitSet entered) {
        for (Field field : Walk.fields(context.spec().messages().get(message))) {
            if (!field.conditional() && field.encoding() instanceof FieldType.MessageField inner) {
                boolean known = entered.get(inner.message());
                entered.set(inner.message());
                if (inner.message() == wanted || !known && alwaysLeadsTo(context, inner.message(), wanted, entered)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean beginsWith(CheckContext context, int message, int wanted, BitSet entered) {
        BitSet first = new BitSet();
        beginnings(context, context.spec().messages().get(message).items(), first);
        if (first.get(wanted)) {
            return true;
        }
        return first.stream().anyMatch(each -> {
            boolean known = entered.get(each);
            entered.set(each);
            return !known && beginsWith(context, each, wanted, entered);
        });
    }

    /** The messages that can be read before a byte was. */
    private static void beginnings(CheckContext context, List<Item> items, BitSet first) {
        for (Item item : items) {
            Walk.branches(item).forEach(branch -> beginnings(context, branch, first));
            if (item instanceof Item.FieldItem field) {
                ofField(field.field(), first);
            }
            if (context.shapes().minBits(List.of(item)) > 0) {
                return;
            }
        }
    }

    private static void ofField(Field field, BitSet first) {
        for (FieldType type : Walk.types(field.encoding())) {
            if (type instanceof FieldType.MessageField inner) {
                first.set(inner.message());
            }
        }
    }
}
