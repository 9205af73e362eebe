package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.check.Beginnings;
import org.protospec.generator.check.Followers;
import org.protospec.generator.check.LookAhead;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** What one message's parser looks ahead for; the checks have seen to it that there is something to look at. */
final class Decisions {
    private final Spec spec;
    private final MessageDef def;
    private final Beginnings beginnings;
    private final List<Decision> all = new ArrayList<>();

    Decisions(Spec spec, MessageDef def) {
        this.spec = spec;
        this.def = def;
        this.beginnings = Beginnings.of(spec);
    }

    /** All that were asked for, in order. */
    List<Decision> all() {
        return all;
    }

    /** What people call the things of a decision. */
    String text(int decision) {
        return all.get(decision).text();
    }

    /** The decision between the alternatives of a choice. */
    int between(Item.ChoiceItem choice) {
        return add(choice.alternatives().stream()
                .map(each -> beginnings.items(each.items()))
                .toList());
    }

    /** What tells whether an array that ends by look-ahead goes on: an element, or else what follows, has the longer match. */
    OptionalInt another(Field field, FieldType.ArrayField array) {
        if (!(array.end() instanceof ArrayEnd.LookAhead)) {
            return OptionalInt.empty();
        }
        Beginnings.Found element = beginnings.element(field, array);
        Beginnings.Found behind = Followers.of(spec, def, field);
        return OptionalInt.of(add(behind.beginnings().isEmpty() ? List.of(element) : List.of(element, behind)));
    }

    /** What tells whether an optional part is there, which begins with step {@code next}. */
    Step optional(Item.OptionalItem optional, int next, Label absent) {
        LookAhead first = LookAhead.of(spec, optional.items(), optional.span());
        int line = optional.span().line();
        if (first instanceof LookAhead.Token token) {
            String name = spec.tokens().get(token.token()).displayName();
            return new Step.LookAhead(new Step.Info(line, "", name), token.token(), absent);
        }
        if (first instanceof LookAhead.Constant constant) {
            Field field = constant.field();
            int octets = Widths.bits(spec, field.encoding()).orElseThrow() / 8;
            Expr value = field.constant().orElseThrow();
            return new Step.LookAheadConstant(
                    new Step.Info(line, "", value.span().text()),
                    firstByteHighest(field, value, octets),
                    octets,
                    absent);
        }
        int decision = add(List.of(beginnings.items(optional.items())));
        Label present = new Label();
        present.place(next);
        return new Step.Decide(
                new Step.Info(line, "", text(decision)), decision, List.of(present), Optional.of(absent));
    }

    private int add(List<Beginnings.Found> things) {
        all.add(Decision.between(things));
        return all.size() - 1;
    }

    private long firstByteHighest(Field field, Expr value, int octets) {
        long number = value instanceof Expr.EnumItem item
                ? spec.enums()
                        .get(item.enumId())
                        .items()
                        .get(item.item())
                        .value()
                        .longValue()
                : ((Expr.IntLiteral) value).bits();
        boolean little = field.encoding() instanceof FieldType.IntField plain && plain.order() == ByteOrder.LITTLE
                || field.encoding() instanceof FieldType.EnumField named && named.order() == ByteOrder.LITTLE;
        long mask = octets == Long.BYTES ? -1 : (1L << 8 * octets) - 1;
        return little ? Long.reverseBytes(number) >>> Long.SIZE - 8 * octets : number & mask;
    }
}
