package org.protospec.generator.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.Dfa;
import org.protospec.generator.regex.DfaResult;
import org.protospec.generator.regex.Regex;
import org.protospec.generator.regex.RegexResult;
import org.protospec.generator.source.Span;

/** What parts of messages can begin with, as far as that can be told by looking at the next bytes. */
public final class Beginnings {

    /**
     * A pattern that a part can begin with.
     *
     * @param words what people call it
     * @param most how many bytes of it are looked at
     */
    public record Beginning(Span span, String words, Regex regex, long most) {}

    /**
     * Everything that a part can begin with.
     *
     * @param blind something else that it can begin with, of which one cannot say what it looks like
     * @param mayBeEmpty whether it may also consist of no bytes at all
     */
    public record Found(List<Beginning> beginnings, Optional<LookAhead.Blind> blind, boolean mayBeEmpty) {
        public Found {
            beginnings = List.copyOf(beginnings);
        }

        /** The automaton of all of them. */
        public DfaResult automaton() {
            return Dfa.of(Regex.choice(beginnings.stream().map(Beginning::regex).toList()));
        }

        /** How many bytes have to be looked at. */
        public long most() {
            return beginnings.stream().mapToLong(Beginning::most).max().orElse(0);
        }

        /** This, or something else. */
        Found or(Found other) {
            List<Beginning> all = new ArrayList<>(beginnings);
            all.addAll(other.beginnings);
            return new Found(all, blind.or(other::blind), mayBeEmpty || other.mayBeEmpty);
        }

        /** This, and behind it something else, which counts where this is empty. */
        Found then(Found next) {
            Found both = or(next);
            return new Found(both.beginnings, both.blind, mayBeEmpty && next.mayBeEmpty);
        }

        Found orNothing() {
            return new Found(beginnings, blind, true);
        }
    }

    /** A part without bytes. */
    static final Found NOTHING = new Found(List.of(), Optional.empty(), true);

    /** Nothing at all, not even a part without bytes. */
    static final Found NEVER = new Found(List.of(), Optional.empty(), false);

    private final Spec spec;

    private Beginnings(Spec spec) {
        this.spec = spec;
    }

    /** Those of a spec's messages. */
    public static Beginnings of(Spec spec) {
        return new Beginnings(spec);
    }

    /** What items in a row can begin with. */
    public Found items(List<Item> items) {
        return items(items, new BitSet());
    }

    /** What an element of an array can begin with. */
    public Found element(Field field, FieldType.ArrayField array) {
        return type(field, array.element(), new BitSet());
    }

    /** What a message can begin with. */
    Found message(int message) {
        BitSet entered = new BitSet();
        entered.set(message);
        return items(spec.messages().get(message).items(), entered);
    }

    private Found items(List<Item> items, BitSet entered) {
        Found found = NOTHING;
        for (int i = 0; i < items.size() && found.mayBeEmpty() && found.blind().isEmpty(); i++) {
            FixedBytes fixed = FixedBytes.of(spec, items.subList(i, items.size()));
            found = found.then(fixed.isEmpty() ? item(items.get(i), entered) : fixed(fixed));
        }
        return found;
    }

    private static Found fixed(FixedBytes fixed) {
        return fixed.isConstrained()
                ? new Found(
                        List.of(new Beginning(fixed.span(), fixed.words(), fixed.regex(), fixed.length())),
                        Optional.empty(),
                        false)
                : blind(fixed.span(), fixed.what());
    }

    private Found item(Item item, BitSet entered) {
        if (item instanceof Item.FieldItem field) {
            return field(field.field(), entered);
        } else if (item instanceof Item.IfItem branch) {
            return items(branch.then(), entered).or(items(branch.otherwise(), entered));
        } else if (item instanceof Item.OptionalItem optional) {
            return items(optional.items(), entered).orNothing();
        } else if (item instanceof Item.SwitchItem choice) {
            return branches(choice, entered);
        } else if (item instanceof Item.ChoiceItem || item instanceof Item.TryItem) {
            return branches(item, entered);
        } else if (item instanceof Item.ResyncItem part) {
            return items(part.items(), entered);
        } else if (item instanceof Item.UnionItem union) {
            return union(union, entered);
        }
        return item instanceof Item.AtItem ? blind(item.span(), "an \"at\"") : NOTHING;
    }

    private Found branches(Item item, BitSet entered) {
        Found found = NEVER;
        for (List<Item> branch : Walk.branches(item)) {
            found = found.or(items(branch, entered));
        }
        return found;
    }

    /** All members begin there: one of which one can say what it looks like is enough. */
    private Found union(Item.UnionItem union, BitSet entered) {
        Found blind = NOTHING;
        for (Item.Alternative member : union.members()) {
            Found found = items(member.items(), entered);
            if (found.blind().isEmpty() && !found.mayBeEmpty()) {
                return found;
            }
            blind = found.blind().isPresent() ? found : blind;
        }
        return blind;
    }

    private Found field(Field field, BitSet entered) {
        if (field.size().isPresent()) {
            return blind(field.span(), "a field with a window");
        }
        Found found = type(field, field.encoding(), entered);
        return field.condition().isPresent() ? found.orNothing() : found;
    }

    private Found type(Field field, FieldType type, BitSet entered) {
        if (type instanceof FieldType.TokenField token) {
            return token(field, spec.tokens().get(token.token()));
        } else if (type instanceof FieldType.MessageField message) {
            if (entered.get(message.message())) {
                return blind(field.span(), "a message that begins with itself");
            }
            BitSet deeper = (BitSet) entered.clone();
            deeper.set(message.message());
            return items(spec.messages().get(message.message()).items(), deeper);
        } else if (type instanceof FieldType.ArrayField array) {
            Found element = type(field, array.element(), entered);
            return isNeverEmpty(array.end()) ? element : element.orNothing();
        } else if (type instanceof FieldType.BytesField) {
            return blind(field.span(), "plain bytes");
        } else if (type instanceof FieldType.IntField || type instanceof FieldType.EnumField) {
            return blind(field.span(), "an integer that may be anything");
        } else if (type instanceof FieldType.SkipField || type instanceof FieldType.AlignField) {
            return blind(field.span(), "bytes that are skipped");
        }
        return blind(field.span(), type instanceof FieldType.ErrorField ? "" : "a value that may be anything");
    }

    private static boolean isNeverEmpty(ArrayEnd end) {
        return end instanceof ArrayEnd.Until
                || end instanceof ArrayEnd.While
                || end instanceof ArrayEnd.Count count
                        && count.count() instanceof Expr.IntLiteral literal
                        && literal.value().signum() > 0;
    }

    private Found token(Field field, TokenDef token) {
        if (!(TokenAutomata.regex(token) instanceof RegexResult.Parsed parsed)) {
            return blind(field.span(), "");
        }
        if (!(Dfa.of(parsed.regex()) instanceof DfaResult.Built built)) {
            return blind(field.span(), "");
        }
        if (built.dfa().acceptsEmpty()) {
            return blind(field.span(), OptionalCheck.quoted(token) + ", which can match nothing");
        }
        long most = field.encoding() instanceof FieldType.TokenField
                ? Bounds.limit(spec, field)
                : Bounds.tokenLimit(spec, token.id());
        most = Math.min(most, built.dfa().maxLength().orElse(Integer.MAX_VALUE));
        String words = token.name().orElse(token.textSpan().text());
        return new Found(List.of(new Beginning(field.span(), words, parsed.regex(), most)), Optional.empty(), false);
    }

    private static Found blind(Span span, String what) {
        return new Found(List.of(), Optional.of(new LookAhead.Blind(span, what)), false);
    }
}
