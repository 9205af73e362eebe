package org.protospec.generator.check;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;

/** What counts bytes or elements is not negative, unless the author has said what then. */
final class NegativeCountCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (MessageDef message : context.spec().messages()) {
            if (message.parent().isEmpty()) {
                items(context, message, message.items(), KnownRanges.of(context.spec()));
            }
        }
    }

    private static void items(CheckContext context, MessageDef message, List<Item> items, KnownRanges outer) {
        KnownRanges known = outer;
        for (Item item : items) {
            if (item instanceof Item.FieldItem read) {
                field(context, read.field(), known);
                known = after(message, read.field(), known);
            } else if (item instanceof Item.RequireItem require) {
                known = known.and(require.requirement().condition(), Optional.empty());
            } else if (item instanceof Item.IfItem branch) {
                items(context, message, branch.then(), known.and(branch.condition(), Optional.empty()));
                items(context, message, branch.otherwise(), known.andNot(branch.condition()));
            } else {
                for (List<Item> branch : Walk.branches(item)) {
                    items(context, message, branch, known);
                }
                if (item instanceof Item.AtItem at) {
                    count(context, at.place(), known);
                }
            }
        }
    }

    private static KnownRanges after(MessageDef message, Field field, KnownRanges known) {
        if (field.condition().isPresent() || field.requirement().isEmpty()) {
            return known;
        }
        Expr it = new Expr.FieldRef(field.span(), field.type(), 0, message.id(), field.index());
        return known.and(field.requirement().get().condition(), Optional.of(it));
    }

    private static void field(CheckContext context, Field field, KnownRanges outer) {
        KnownRanges known =
                field.condition().isPresent() ? outer.and(field.condition().get(), Optional.empty()) : outer;
        field.size().ifPresent(size -> count(context, size, known));
        FieldType type = field.encoding();
        if (type instanceof FieldType.BytesField bytes && bytes.end() instanceof BytesEnd.Count count) {
            count(context, count.count(), known);
        } else if (type instanceof FieldType.ArrayField array && array.end() instanceof ArrayEnd.Count count) {
            count(context, count.count(), known);
        } else if (type instanceof FieldType.SkipField skip) {
            count(context, skip.count(), known);
        }
        for (FieldType each : Walk.types(type)) {
            if (each instanceof FieldType.MessageField inner) {
                MessageDef message = context.spec().messages().get(inner.message());
                if (message.parent().isPresent()) {
                    items(context, message, message.items(), known);
                }
            }
        }
    }

    private static void count(CheckContext context, Expr count, KnownRanges known) {
        if (count.type() instanceof Type.IntType type
                && type.max().signum() >= 0
                && type.min().signum() < 0
                && known.least(count).signum() < 0) {
            context.report(Diagnostic.of(DiagnosticKind.NEGATIVE_COUNT, count.span(), known.least(count))
                    .help("say before what must hold, as in require length >= 4; or decide by if"));
        }
    }
}
