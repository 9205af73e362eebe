package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.BytesField;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.generator.model.FieldType.TokenField;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** Turns one message's items into steps: nested blocks become jumps, neighbours of fixed size become runs. */
final class MessageLowering {
    private final Spec spec;
    private final MessageDef def;
    private final List<Step> steps = new ArrayList<>();
    private final List<MessageIr.Run> runs = new ArrayList<>();
    private final List<Field> pending = new ArrayList<>();
    private final Decisions decisions;
    private final Origins origins;
    private int windows;
    private int detours;
    private int attempts;
    private int unions;

    MessageLowering(Spec spec, MessageDef def) {
        this.spec = spec;
        this.def = def;
        this.decisions = new Decisions(spec, def);
        origins = Origins.of(spec);
        boolean origin = origins.has(def.id());
        if (origin) {
            steps.add(new Step.OpenOrigin(info(def.span(), "", def.name()), origins.number(def.id())));
        }
        items(def.items());
        flush();
        if (origin) {
            steps.add(new Step.CloseOrigin(info(def.span(), "", def.name()), origins.number(def.id())));
        }
    }

    List<Step> steps() {
        return steps;
    }

    List<MessageIr.Run> runs() {
        return runs;
    }

    int windows() {
        return windows;
    }

    int attempts() {
        return attempts;
    }

    int unions() {
        return unions;
    }

    int detours() {
        return detours;
    }

    List<Decision> decisions() {
        return decisions.all();
    }

    private void items(List<Item> items) {
        for (Item item : items) {
            if (!(item instanceof Item.FieldItem)) {
                flush();
            }
            item(item);
        }
        flush();
    }

    private void item(Item item) {
        if (item instanceof Item.FieldItem field) {
            field(field.field());
        } else if (item instanceof Item.LetItem let) {
            steps.add(new Step.Compute(
                    info(
                            let.span(),
                            let.let().name(),
                            "a value for " + let.let().name()),
                    let.let()));
        } else if (item instanceof Item.RequireItem require) {
            Expr condition = require.requirement().condition();
            steps.add(new Step.Check(
                    info(require.span(), "", condition.span().text()),
                    Optional.empty(),
                    condition,
                    require.requirement().text()));
        } else if (item instanceof Item.IfItem branch) {
            branch(branch);
        } else if (item instanceof Item.AtItem at) {
            elsewhere(at);
        } else if (item instanceof Item.OptionalItem optional) {
            optional(optional);
        } else if (item instanceof Item.SwitchItem choice) {
            choice(choice);
        } else if (item instanceof Item.ChoiceItem choice) {
            choice(choice);
        } else if (item instanceof Item.TryItem tries) {
            attempts(tries);
        } else if (item instanceof Item.UnionItem union) {
            union(union);
        } else if (item instanceof Item.ResyncItem part) {
            resync(part);
        }
    }

    private void resync(Item.ResyncItem part) {
        Step.Info info = info(part.span(), "", "what may be left");
        Label otherwise = new Label();
        Label behind = new Label();
        int number = attempts++;
        steps.add(new Step.Recover(info, number, part.items(), otherwise));
        items(part.items());
        steps.add(new Step.Settle(info));
        steps.add(new Step.Jump(info, behind));
        place(otherwise);
        steps.add(new Step.TakeUp(info(part.resync()), number, part.resync(), Step.Lost.PART, Bounds.readsAgain(spec)));
        place(behind);
    }

    /** An array goes on behind an element that does not fit. */
    private void resync(Field field, ArrayField array, Step.Info info, int max) {
        Resync resync = field.resync().orElseThrow();
        Label again = new Label();
        Label otherwise = new Label();
        Label behind = new Label();
        int number = attempts++;
        place(again);
        steps.add(array(field, array, info, max, Optional.of(new Step.Element(number, otherwise))));
        steps.add(new Step.Jump(info(resync), behind));
        place(otherwise);
        steps.add(new Step.TakeUp(
                new Step.Info(
                        resync.span().line(),
                        field.name().orElse(""),
                        spec.tokens().get(resync.token()).displayName()),
                number,
                resync,
                Step.Lost.ELEMENT,
                Bounds.readsAgain(spec)));
        steps.add(new Step.Jump(info(resync), again));
        place(behind);
    }

    private Step.Info info(Resync resync) {
        return info(resync.span(), "", spec.tokens().get(resync.token()).displayName());
    }

    private void attempts(Item.TryItem tries) {
        Step.Info info = info(tries.span(), "", "try");
        int max = (int) Math.min(tries.max().orElse(Bounds.BYTES), Integer.MAX_VALUE / 4);
        Label behind = new Label();
        int last = tries.alternatives().size() - 1;
        for (int i = 0; i < last; i++) {
            List<Item> items = tries.alternatives().get(i).items();
            Label otherwise = new Label();
            steps.add(new Step.Attempt(info, attempts++, max, items, otherwise));
            items(items);
            steps.add(new Step.Settle(info));
            steps.add(new Step.Jump(info, behind));
            place(otherwise);
        }
        items(tries.alternatives().get(last).items());
        place(behind);
    }

    private void union(Item.UnionItem union) {
        Step.Info info = info(union.span(), "", "union");
        int number = unions++;
        steps.add(new Step.OpenUnion(info, number));
        for (int i = 0; i < union.members().size(); i++) {
            if (i > 0) {
                steps.add(new Step.NextMember(info, number));
            }
            items(union.members().get(i).items());
        }
        steps.add(new Step.CloseUnion(info, number));
    }

    private void branch(Item.IfItem branch) {
        Step.Info info =
                info(branch.span(), "", "if " + branch.condition().span().text());
        Label otherwise = new Label();
        steps.add(new Step.Branch(info, branch.condition(), otherwise));
        items(branch.then());
        if (branch.otherwise().isEmpty()) {
            place(otherwise);
            return;
        }
        Label end = new Label();
        steps.add(new Step.Jump(info, end));
        place(otherwise);
        items(branch.otherwise());
        place(end);
    }

    private void elsewhere(Item.AtItem at) {
        Step.Info info = info(at.span(), "", "at " + at.place().span().text());
        int detour = detours++;
        int origin = at.origin().isPresent() ? origins.number(at.origin().getAsInt()) : Origins.OUTERMOST;
        steps.add(new Step.GoTo(info, detour, origin, at.place()));
        items(at.items());
        steps.add(new Step.ComeBack(info, detour));
    }

    private void choice(Item.SwitchItem choice) {
        Step.Info info =
                info(choice.span(), "", "switch " + choice.subject().span().text());
        Label end = new Label();
        List<Step.Case> cases = new ArrayList<>();
        choice.cases().forEach(each -> cases.add(new Step.Case(each.labels(), new Label())));
        Optional<Label> otherwise = choice.otherwise().map(items -> new Label());
        steps.add(new Step.Choose(info, choice.subject(), cases, otherwise, end));
        for (int i = 0; i < cases.size(); i++) {
            place(cases.get(i).target());
            items(choice.cases().get(i).items());
            boolean last = i == cases.size() - 1 && otherwise.isEmpty();
            if (!last) {
                steps.add(new Step.Jump(info, end));
            }
        }
        otherwise.ifPresent(label -> {
            place(label);
            items(choice.otherwise().orElse(List.of()));
        });
        place(end);
    }

    private void choice(Item.ChoiceItem choice) {
        int decision = decisions.between(choice);
        Step.Info info = info(choice.span(), "", decisions.text(decision));
        Step.Info end = info(choice.span(), "", "choice");
        List<Label> targets = new ArrayList<>();
        choice.alternatives().forEach(each -> targets.add(new Label()));
        Optional<Label> otherwise = choice.otherwise().map(items -> new Label());
        steps.add(new Step.Decide(info, decision, targets, otherwise));
        Label behind = new Label();
        for (int i = 0; i < targets.size(); i++) {
            place(targets.get(i));
            items(choice.alternatives().get(i).items());
            boolean last = i == targets.size() - 1 && otherwise.isEmpty();
            if (!last) {
                steps.add(new Step.Jump(end, behind));
            }
        }
        otherwise.ifPresent(label -> {
            place(label);
            items(choice.otherwise().orElse(List.of()));
        });
        place(behind);
    }

    private void optional(Item.OptionalItem optional) {
        Label absent = new Label();
        Item first = optional.items().get(0);
        if (first instanceof Item.FieldItem item
                && item.field().encoding() instanceof TokenField token
                && item.field().condition().isEmpty()
                && item.field().size().isEmpty()) {
            token(item.field(), token, Optional.of(absent));
            items(optional.items().subList(1, optional.items().size()));
        } else {
            steps.add(decisions.optional(optional, steps.size() + 1, absent));
            items(optional.items());
        }
        place(absent);
    }

    private void field(Field field) {
        if (field.condition().isPresent() || field.size().isPresent()) {
            flush();
            guarded(field);
            return;
        }
        if (Widths.bits(spec, field.encoding()).isPresent()) {
            pending.add(field);
            return;
        }
        flush();
        read(field);
    }

    private void guarded(Field field) {
        Label absent = new Label();
        field.condition()
                .ifPresent(condition -> steps.add(new Step.Branch(
                        info(
                                condition.span(),
                                field.label().orElse(""),
                                "if " + condition.span().text()),
                        condition,
                        absent)));
        int window = windows;
        field.size().ifPresent(size -> {
            windows++;
            steps.add(new Step.OpenWindow(
                    info(
                            size.span(),
                            field.label().orElse(""),
                            "size " + size.span().text()),
                    window,
                    size));
        });
        if (Widths.bits(spec, field.encoding()).isPresent()) {
            pending.add(field);
            flush();
        } else {
            read(field);
        }
        field.size()
                .ifPresent(size -> steps.add(new Step.CloseWindow(
                        info(
                                size.span(),
                                field.label().orElse(""),
                                "size " + size.span().text()),
                        window)));
        place(absent);
    }

    private void read(Field field) {
        FieldType type = field.encoding();
        Step.Info info = info(field);
        int max = limit(field);
        if (type instanceof TokenField token) {
            token(field, token, Optional.empty());
            return;
        }
        if (field.parts().isPresent()) {
            steps.add(parts(field, info));
        } else if (type instanceof BytesField bytes) {
            steps.add(bytes(field, bytes, info, max));
        } else if (type instanceof MessageField nested) {
            steps.add(new Step.ReadMessage(info, field, nested.message(), nested.arguments()));
        } else if (type instanceof ArrayField array && field.resync().isPresent()) {
            resync(field, array, info, max);
        } else if (type instanceof ArrayField array) {
            steps.add(array(field, array, info, max, Optional.empty()));
        } else if (type instanceof FieldType.SkipField skip) {
            steps.add(new Step.Skip(info, skip.count(), Bounds.readsAgain(spec)));
        } else if (type instanceof FieldType.AlignField align) {
            steps.add(new Step.Align(info, align.bytes()));
        }
        checks(field);
    }

    /** Positions are ints, and sums of a few of them shall not overflow. */
    private int limit(Field field) {
        return (int) Math.min(Bounds.limit(spec, field), Integer.MAX_VALUE / 4);
    }

    private void token(Field field, TokenField token, Optional<Label> absent) {
        steps.add(new Step.ReadToken(info(field), field, token.token(), limit(field), absent));
        List<MessageDef.Let> groups = def.lets().stream()
                .filter(let -> let.value() instanceof Expr.GroupRef group && group.field() == field.index())
                .toList();
        if (!groups.isEmpty()) {
            steps.add(new Step.KeepGroups(
                    info(field.span(), field.label().orElse(""), "groups"), field, token.token(), groups));
        }
        checks(field);
    }

    private Step bytes(Field field, BytesField bytes, Step.Info info, int max) {
        if (bytes.end() instanceof BytesEnd.Until until) {
            Optional<Integer> answered = until.whenAnswered().isPresent()
                    ? Optional.of(until.whenAnswered().getAsInt())
                    : Optional.empty();
            return new Step.ReadUntil(
                    info,
                    field,
                    new Step.Until(until.tokens(), until.keep(), until.atLineStart(), until.orEnd(), answered),
                    max);
        }
        Optional<Expr> count =
                bytes.end() instanceof BytesEnd.Count counted ? Optional.of(counted.count()) : Optional.empty();
        if (bytes.stream().isPresent()) {
            return new Step.StreamBytes(info, field, count);
        }
        return count.<Step>map(n -> new Step.ReadBytes(info, field, n, max))
                .orElseGet(() -> new Step.ReadRest(info, field, max));
    }

    private Step parts(Field field, Step.Info info) {
        if (field.encoding() instanceof ArrayField array) {
            MessageField part = (MessageField) array.element();
            return new Step.ReadParts(info, field, part.message(), part.arguments(), decisions.another(field, array));
        }
        MessageField part = (MessageField) field.encoding();
        return new Step.ReadParts(info, field, part.message(), part.arguments(), OptionalInt.empty());
    }

    private Step array(Field field, ArrayField array, Step.Info info, int max, Optional<Step.Element> recovered) {
        if (array.element() instanceof MessageField nested) {
            return new Step.ReadMessages(
                    info, field, nested.message(), nested.arguments(), max, decisions.another(field, array), recovered);
        }
        if (array.element() instanceof TokenField token) {
            return new Step.ReadTokens(info, field, token.token(), max, decisions.another(field, array), recovered);
        }
        int bits = Widths.bits(spec, array.element()).orElseThrow();
        return new Step.ReadNumbers(info, field, bits / 8, max);
    }

    /** The fields of fixed size that wait become a run, and are checked once they are there. */
    private void flush() {
        if (pending.isEmpty()) {
            return;
        }
        List<MessageIr.Slot> slots = new ArrayList<>();
        int bit = 0;
        for (Field field : pending) {
            int bits = Widths.bits(spec, field.encoding()).orElseThrow();
            slots.add(new MessageIr.Slot(field, bit, bits));
            bit += bits;
        }
        runs.add(new MessageIr.Run(slots, (bit + 7) / 8));
        steps.add(new Step.ReadRun(info(pending.get(0)), runs.size() - 1));
        List<Field> fields = List.copyOf(pending);
        pending.clear();
        fields.forEach(this::checks);
    }

    private void checks(Field field) {
        if (field.conversion().orElse(null) instanceof Conversion.Call call) {
            steps.add(new Step.Convert(
                    info(field.span(), call.name(), "a value for " + call.name()),
                    field,
                    def.lets().get(call.let())));
        }
        field.constant()
                .ifPresent(value -> steps.add(new Step.CheckConstant(
                        info(
                                field.span(),
                                field.label().orElse(""),
                                value.span().text()),
                        field,
                        value)));
        field.requirement()
                .ifPresent(requirement -> steps.add(new Step.Check(
                        info(
                                field.span(),
                                field.label().orElse(""),
                                requirement.condition().span().text()),
                        Optional.of(field),
                        requirement.condition(),
                        requirement.text())));
    }

    private void place(Label label) {
        flush();
        label.place(steps.size());
    }

    private Step.Info info(Field field) {
        return info(field.span(), field.label().orElse(""), Wording.of(spec, field.encoding()));
    }

    private static Step.Info info(Span span, String label, String expected) {
        return new Step.Info(span.line(), label, expected);
    }
}
