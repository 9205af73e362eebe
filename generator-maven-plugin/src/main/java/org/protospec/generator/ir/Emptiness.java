package org.protospec.generator.ir;

import java.util.List;
import java.util.Map;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** Tells whether a message can be read from no bytes at all. */
final class Emptiness {
    private final Spec spec;
    private final Map<Integer, Boolean> known;

    private Emptiness(Spec spec, Map<Integer, Boolean> known) {
        this.spec = spec;
        this.known = known;
    }

    static boolean of(Spec spec, MessageDef message, Map<Integer, Boolean> known) {
        return new Emptiness(spec, known).message(message.id());
    }

    private boolean message(int id) {
        Boolean answer = known.get(id);
        if (answer == null) {
            known.put(id, false);
            answer = all(spec.messages().get(id).items());
            known.put(id, answer);
        }
        return answer;
    }

    private boolean all(List<Item> items) {
        return items.stream().allMatch(this::item);
    }

    private boolean item(Item item) {
        if (item instanceof Item.FieldItem field) {
            return field.field().condition().isPresent() || field(field.field());
        }
        if (item instanceof Item.IfItem branch) {
            return all(branch.then()) || all(branch.otherwise());
        }
        if (item instanceof Item.SwitchItem choice) {
            return choice.cases().stream().anyMatch(each -> all(each.items()))
                    || choice.otherwise().map(this::all).orElse(false);
        }
        if (item instanceof Item.ChoiceItem choice) {
            // The checks have seen to it that every alternative has a first token.
            return choice.otherwise().map(this::all).orElse(false);
        }
        if (item instanceof Item.TryItem attempts) {
            return attempts.alternatives().stream().anyMatch(each -> all(each.items()));
        }
        if (item instanceof Item.ResyncItem part) {
            return all(part.items());
        }
        if (item instanceof Item.UnionItem union) {
            return union.members().stream().allMatch(each -> all(each.items()));
        }
        return true;
    }

    private boolean field(Field field) {
        FieldType type = field.encoding();
        if (type instanceof FieldType.TokenField token) {
            return Automata.of(spec).token(token.token()).acceptsEmpty();
        }
        if (type instanceof FieldType.BytesField bytes) {
            return bytes.end() instanceof BytesEnd.ToEnd
                    || bytes.end() instanceof BytesEnd.Count count && !isPositive(count.count());
        }
        if (type instanceof FieldType.MessageField nested) {
            return message(nested.message());
        }
        if (type instanceof FieldType.ArrayField array) {
            return array.end() instanceof ArrayEnd.ToEnd
                    || array.end() instanceof ArrayEnd.LookAhead
                    || array.end() instanceof ArrayEnd.Count count && !isPositive(count.count());
        }
        return type instanceof FieldType.AlignField
                || type instanceof FieldType.SkipField skip && !isPositive(skip.count());
    }

    private static boolean isPositive(Expr count) {
        return count instanceof Expr.IntLiteral literal && literal.value().signum() > 0;
    }
}
