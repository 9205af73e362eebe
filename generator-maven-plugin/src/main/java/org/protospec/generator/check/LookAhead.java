package org.protospec.generator.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** What the decision over an {@code optional} part looks at: the first thing that its items read. */
public sealed interface LookAhead {

    /** The part is there if the next bytes match a token. */
    record Token(Span span, int token) implements LookAhead {}

    /** The part is there if the next bytes are a constant integer. */
    record Constant(Span span, Field field) implements LookAhead {}

    /** The part is there if the next bytes are any of the things that its items can begin with. */
    record Several(Span span) implements LookAhead {}

    /**
     * There is nothing to look at.
     *
     * @param span what stands where it should
     * @param what a phrase for it, such as {@code "an integer without a constant"}
     */
    record Blind(Span span, String what) implements LookAhead {}

    /** What a list of items begins with; {@code place} is what to show if there are none that read bytes. */
    static LookAhead of(Spec spec, List<Item> items, Span place) {
        return of(spec, items, place, new HashSet<>());
    }

    private static LookAhead of(Spec spec, List<Item> items, Span place, Set<Integer> entered) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            FixedBytes fixed = FixedBytes.of(spec, items.subList(i, items.size()));
            if (fixed.isConstrained() && !isConstant(spec, item)) {
                return new Several(fixed.span());
            } else if (item instanceof Item.FieldItem field) {
                return ofField(spec, field, entered);
            } else if (item instanceof Item.IfItem) {
                return new Blind(item.span(), "an \"if\"");
            } else if (item instanceof Item.SwitchItem) {
                return new Blind(item.span(), "a \"switch\"");
            } else if (item instanceof Item.AtItem) {
                return new Blind(item.span(), "an \"at\"");
            } else if (item instanceof Item.OptionalItem
                    || item instanceof Item.ResyncItem
                    || item instanceof Item.ChoiceItem
                    || item instanceof Item.TryItem
                    || item instanceof Item.UnionItem) {
                return new Several(item.span());
            }
        }
        return new Blind(place, "nothing that reads bytes");
    }

    private static LookAhead ofField(Spec spec, Item.FieldItem item, Set<Integer> entered) {
        Field field = item.field();
        if (field.condition().isPresent()) {
            return new Blind(field.span(), "a field with a condition");
        }
        if (field.size().isPresent()) {
            return new Blind(field.span(), "a field with a window");
        }
        if (isConstant(spec, item)) {
            return new Constant(field.span(), field);
        }
        return ofType(spec, field.encoding(), field.span(), entered);
    }

    private static boolean isConstant(Spec spec, Item item) {
        return item instanceof Item.FieldItem read
                && read.field().conversion().isEmpty()
                && wholeBytes(spec, read.field().encoding())
                && read.field()
                        .constant()
                        .filter(value -> value instanceof Expr.IntLiteral || value instanceof Expr.EnumItem)
                        .isPresent();
    }

    private static boolean wholeBytes(Spec spec, FieldType type) {
        return (type instanceof FieldType.IntField number && number.bits() % 8 == 0)
                || (type instanceof FieldType.EnumField named
                        && spec.enums().get(named.enumId()).bits() % 8 == 0);
    }

    private static LookAhead ofType(Spec spec, FieldType type, Span span, Set<Integer> entered) {
        if (type instanceof FieldType.TokenField token) {
            return new Token(span, token.token());
        } else if (type instanceof FieldType.MessageField message) {
            if (!entered.add(message.message())) {
                return new Blind(span, "a message that begins with itself");
            }
            return of(spec, spec.messages().get(message.message()).items(), span, entered);
        } else if (type instanceof FieldType.ArrayField array && array.end() instanceof ArrayEnd.LookAhead) {
            return new Several(span);
        } else if (type instanceof FieldType.ArrayField array) {
            boolean atLeastOne = array.end() instanceof ArrayEnd.Until || array.end() instanceof ArrayEnd.While;
            return atLeastOne
                    ? ofType(spec, array.element(), span, entered)
                    : new Blind(span, "an array that may have no element");
        } else if (type instanceof FieldType.BytesField) {
            return new Blind(span, "plain bytes");
        } else if (type instanceof FieldType.IntField || type instanceof FieldType.EnumField) {
            return new Blind(span, "an integer that may be anything");
        }
        if (type instanceof FieldType.SkipField || type instanceof FieldType.AlignField) {
            return new Blind(span, "bytes that are skipped");
        }
        return new Blind(span, type instanceof FieldType.ErrorField ? "" : "a value that may be anything");
    }
}
