package org.protospec.generator.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expressions;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;

/** The ways to all parts of a spec, each visited once, in written order. */
public final class Walk {

    private Walk() {}

    /** All items of a message, those of branches after the item that they belong to. */
    public static List<Item> items(List<Item> items) {
        List<Item> all = new ArrayList<>();
        for (Item item : items) {
            all.add(item);
            branches(item).forEach(branch -> all.addAll(items(branch)));
        }
        return all;
    }

    /** The lists of items that belong to an item, in written order. */
    static List<List<Item>> branches(Item item) {
        if (item instanceof Item.IfItem branch) {
            return List.of(branch.then(), branch.otherwise());
        } else if (item instanceof Item.OptionalItem optional) {
            return List.of(optional.items());
        } else if (item instanceof Item.AtItem at) {
            return List.of(at.items());
        } else if (item instanceof Item.SwitchItem choice) {
            List<List<Item>> branches = new ArrayList<>();
            choice.cases().forEach(one -> branches.add(one.items()));
            choice.otherwise().ifPresent(branches::add);
            return branches;
        } else if (item instanceof Item.ChoiceItem choice) {
            List<List<Item>> branches = new ArrayList<>();
            choice.alternatives().forEach(one -> branches.add(one.items()));
            choice.otherwise().ifPresent(branches::add);
            return branches;
        } else if (item instanceof Item.ResyncItem part) {
            return List.of(part.items());
        } else if (item instanceof Item.TryItem attempts) {
            return attempts.alternatives().stream().map(Item.Alternative::items).toList();
        } else if (item instanceof Item.UnionItem union) {
            return union.members().stream().map(Item.Alternative::items).toList();
        }
        return List.of();
    }

    /** All places of a spec where reading goes on behind what does not fit. */
    static List<Resync> resyncs(Spec spec) {
        List<Resync> all = new ArrayList<>();
        for (MessageDef message : spec.messages()) {
            all.addAll(resyncs(message.items()));
        }
        spec.machine().stream()
                .flatMap(machine -> transitions(machine).stream())
                .flatMap(transition -> actions(transition.actions()).stream())
                .forEach(action -> {
                    if (action instanceof Action.ResyncAction taken) {
                        all.add(taken.resync());
                    }
                });
        return all;
    }

    /** The same among items. */
    static List<Resync> resyncs(List<Item> items) {
        List<Resync> all = new ArrayList<>();
        for (Item item : items(items)) {
            if (item instanceof Item.ResyncItem part) {
                all.add(part.resync());
            } else if (item instanceof Item.FieldItem field) {
                field.field().resync().ifPresent(all::add);
            }
        }
        return all;
    }

    /** The fields among all items of a message. */
    static List<Field> fields(MessageDef message) {
        List<Field> fields = new ArrayList<>();
        for (Item item : items(message.items())) {
            if (item instanceof Item.FieldItem field) {
                fields.add(field.field());
            }
        }
        return fields;
    }

    /** A type, and the type of its elements if it is an array. */
    static List<FieldType> types(FieldType type) {
        return type instanceof FieldType.ArrayField array ? List.of(type, array.element()) : List.of(type);
    }

    /** All transitions of a machine, the shared ones last. */
    static List<Transition> transitions(MachineDef machine) {
        List<Transition> all = new ArrayList<>();
        machine.states().forEach(state -> all.addAll(state.transitions()));
        all.addAll(machine.shared());
        return all;
    }

    /** All actions, those of branches after the action that they belong to. */
    static List<Action> actions(List<Action> actions) {
        List<Action> all = new ArrayList<>();
        for (Action action : actions) {
            all.add(action);
            if (action instanceof Action.IfAction branch) {
                all.addAll(actions(branch.then()));
                all.addAll(actions(branch.otherwise()));
            }
        }
        return all;
    }

    /** All expressions of a spec with all their parts. */
    public static void expressions(Spec spec, Consumer<Expr> visitor) {
        spec.messages().forEach(message -> expressions(message, visitor));
        spec.machine().ifPresent(machine -> ofMachine(machine, visitor));
    }

    /** All expressions of a message with all their parts. */
    public static void expressions(MessageDef message, Consumer<Expr> visitor) {
        items(message.items()).forEach(item -> ofItem(item, visitor));
    }

    private static void ofItem(Item item, Consumer<Expr> visitor) {
        if (item instanceof Item.FieldItem field) {
            ofField(field.field(), visitor);
        } else if (item instanceof Item.LetItem let) {
            expression(let.let().value(), visitor);
        } else if (item instanceof Item.RequireItem require) {
            requirement(require.requirement(), visitor);
        } else if (item instanceof Item.AtItem at) {
            expression(at.place(), visitor);
        } else if (item instanceof Item.IfItem branch) {
            expression(branch.condition(), visitor);
        } else if (item instanceof Item.SwitchItem choice) {
            expression(choice.subject(), visitor);
            choice.cases().forEach(one -> expressions(one.labels(), visitor));
        }
    }

    private static void ofField(Field field, Consumer<Expr> visitor) {
        types(field.encoding()).forEach(type -> ofType(type, visitor));
        field.constant().ifPresent(value -> expression(value, visitor));
        field.size().ifPresent(value -> expression(value, visitor));
        field.condition().ifPresent(value -> expression(value, visitor));
        field.requirement().ifPresent(value -> requirement(value, visitor));
        field.stream().ifPresent(stream -> expressions(stream.arguments(), visitor));
        field.filters().forEach(filter -> filter.condition().ifPresent(value -> expression(value, visitor)));
    }

    private static void ofType(FieldType type, Consumer<Expr> visitor) {
        if (type instanceof FieldType.SkipField skip) {
            expression(skip.count(), visitor);
        } else if (type instanceof FieldType.MessageField message) {
            expressions(message.arguments(), visitor);
        } else if (type instanceof FieldType.ArrayField array) {
            if (array.end() instanceof ArrayEnd.Count count) {
                expression(count.count(), visitor);
            } else if (array.end() instanceof ArrayEnd.Until until) {
                expression(until.condition(), visitor);
            } else if (array.end() instanceof ArrayEnd.While condition) {
                expression(condition.condition(), visitor);
            }
        } else if (type instanceof FieldType.BytesField bytes) {
            if (bytes.end() instanceof BytesEnd.Count count) {
                expression(count.count(), visitor);
            }
        }
    }

    private static void requirement(Field.Requirement requirement, Consumer<Expr> visitor) {
        expression(requirement.condition(), visitor);
        requirement.text().ifPresent(text -> expression(text, visitor));
    }

    private static void ofMachine(MachineDef machine, Consumer<Expr> visitor) {
        machine.vars().forEach(variable -> variable.initial().ifPresent(value -> expression(value, visitor)));
        for (MachineDef.State state : machine.states()) {
            for (Expectation expectation : List.of(state.up(), state.down())) {
                if (expectation instanceof Expectation.Expects expects) {
                    expressions(expects.arguments(), visitor);
                }
            }
        }
        for (Transition transition : transitions(machine)) {
            transition.guard().ifPresent(guard -> expression(guard, visitor));
            actions(transition.actions()).forEach(action -> ofAction(action, visitor));
        }
    }

    private static void ofAction(Action action, Consumer<Expr> visitor) {
        if (action instanceof Action.Emit emit) {
            expressions(emit.arguments(), visitor);
        } else if (action instanceof Action.Alert alert) {
            expression(alert.text(), visitor);
        } else if (action instanceof Action.Assign assign) {
            expression(assign.value(), visitor);
        } else if (action instanceof Action.Append append) {
            expression(append.value(), visitor);
        } else if (action instanceof Action.Call call) {
            expressions(call.arguments(), visitor);
        } else if (action instanceof Action.Pop pop) {
            pop.condition().ifPresent(condition -> expression(condition, visitor));
        } else if (action instanceof Action.IfAction branch) {
            expression(branch.condition(), visitor);
        }
    }

    private static void expressions(List<Expr> expressions, Consumer<Expr> visitor) {
        expressions.forEach(expression -> expression(expression, visitor));
    }

    /** An expression and all its parts. */
    static void expression(Expr expression, Consumer<Expr> visitor) {
        Expressions.walk(expression, visitor);
    }
}
