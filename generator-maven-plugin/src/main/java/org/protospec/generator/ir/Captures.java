package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expressions;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** Finds what a message that is written inside another uses of it. */
public final class Captures {
    private final Spec spec;
    private final int message;
    private final Map<String, MessageIr.Capture> found = new LinkedHashMap<>();

    private Captures(Spec spec, int message) {
        this.spec = spec;
        this.message = message;
    }

    /** The values that a message and the messages written in it use of those around it. */
    public static List<MessageIr.Capture> of(Spec spec, MessageDef def) {
        Captures captures = new Captures(spec, def.id());
        if (def.parent().isPresent()) {
            expressions(def.items(), expr -> Expressions.walk(expr, captures::reference));
            for (MessageDef inner : spec.messages()) {
                if (inner.parent().isPresent() && inner.parent().getAsInt() == def.id()) {
                    of(spec, inner).forEach(each -> captures.reference(each.reference()));
                }
            }
        }
        return List.copyOf(captures.found.values());
    }

    /** The message that a reference is to, if it is to a part of a message. */
    public static Optional<Integer> owner(Expr reference) {
        if (reference instanceof Expr.FieldRef field) {
            return Optional.of(field.message());
        } else if (reference instanceof Expr.LetRef let) {
            return Optional.of(let.message());
        } else if (reference instanceof Expr.ParamRef param) {
            return Optional.of(param.message());
        }
        return Optional.empty();
    }

    /** The name of what is referred to. */
    public static String name(Spec spec, Expr reference) {
        if (reference instanceof Expr.FieldRef field) {
            return spec.messages()
                    .get(field.message())
                    .fields()
                    .get(field.field())
                    .name()
                    .orElse("field");
        } else if (reference instanceof Expr.LetRef let) {
            return spec.messages().get(let.message()).lets().get(let.let()).name();
        } else if (reference instanceof Expr.ParamRef param) {
            return spec.messages()
                    .get(param.message())
                    .params()
                    .get(param.param())
                    .name();
        }
        throw new IllegalArgumentException("no reference to a part of a message");
    }

    private void reference(Expr expr) {
        owner(expr)
                .filter(owner -> owner != message)
                .ifPresent(
                        owner -> found.putIfAbsent(owner + "." + name(spec, expr), new MessageIr.Capture(expr, owner)));
    }

    /** Shows the expressions of a message's items to a visitor. */
    static void expressions(List<Item> items, Consumer<Expr> visitor) {
        for (Item item : items) {
            if (item instanceof Item.FieldItem field) {
                field(field.field(), visitor);
            } else if (item instanceof Item.LetItem let) {
                visitor.accept(let.let().value());
            } else if (item instanceof Item.RequireItem require) {
                requirement(require.requirement(), visitor);
            } else if (item instanceof Item.IfItem branch) {
                visitor.accept(branch.condition());
                expressions(branch.then(), visitor);
                expressions(branch.otherwise(), visitor);
            } else if (item instanceof Item.AtItem at) {
                visitor.accept(at.place());
                expressions(at.items(), visitor);
            } else if (item instanceof Item.OptionalItem optional) {
                expressions(optional.items(), visitor);
            } else if (item instanceof Item.SwitchItem choice) {
                visitor.accept(choice.subject());
                choice.cases().forEach(each -> expressions(each.items(), visitor));
                choice.otherwise().ifPresent(otherwise -> expressions(otherwise, visitor));
            } else if (item instanceof Item.TryItem attempts) {
                attempts.alternatives().forEach(each -> expressions(each.items(), visitor));
            } else if (item instanceof Item.ResyncItem part) {
                expressions(part.items(), visitor);
            } else if (item instanceof Item.UnionItem union) {
                union.members().forEach(each -> expressions(each.items(), visitor));
            } else if (item instanceof Item.ChoiceItem choice) {
                choice.alternatives().forEach(each -> expressions(each.items(), visitor));
                choice.otherwise().ifPresent(otherwise -> expressions(otherwise, visitor));
            }
        }
    }

    private static void field(Field field, Consumer<Expr> visitor) {
        field.constant().ifPresent(visitor);
        field.size().ifPresent(visitor);
        field.condition().ifPresent(visitor);
        field.requirement().ifPresent(requirement -> requirement(requirement, visitor));
        type(field.encoding(), visitor);
        field.stream().ifPresent(stream -> stream.arguments().forEach(visitor));
        field.filters().forEach(filter -> filter.condition().ifPresent(visitor));
    }

    private static void requirement(Field.Requirement requirement, Consumer<Expr> visitor) {
        visitor.accept(requirement.condition());
        requirement.text().ifPresent(visitor);
    }

    private static void type(FieldType type, Consumer<Expr> visitor) {
        if (type instanceof FieldType.SkipField skip) {
            visitor.accept(skip.count());
        } else if (type instanceof FieldType.BytesField bytes) {
            if (bytes.end() instanceof BytesEnd.Count count) {
                visitor.accept(count.count());
            }
        } else if (type instanceof FieldType.MessageField nested) {
            nested.arguments().forEach(visitor);
        } else if (type instanceof FieldType.ArrayField array) {
            type(array.element(), visitor);
            if (array.end() instanceof ArrayEnd.Count count) {
                visitor.accept(count.count());
            } else if (array.end() instanceof ArrayEnd.Until until) {
                visitor.accept(until.condition());
            } else if (array.end() instanceof ArrayEnd.While condition) {
                visitor.accept(condition.condition());
            }
        }
    }

    /** What is captured may be listed in any place of {@code list}. */
    public static int indexOf(Spec spec, List<MessageIr.Capture> list, Expr reference) {
        List<String> keys = new ArrayList<>();
        list.forEach(each -> keys.add(each.message() + "." + name(spec, each.reference())));
        return keys.indexOf(owner(reference).orElse(-1) + "." + name(spec, reference));
    }
}
