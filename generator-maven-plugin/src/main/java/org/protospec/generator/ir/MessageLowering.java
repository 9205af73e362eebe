package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.FieldType.TokenField;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** Turns one message's items into steps: nested blocks become jumps. */
final class MessageLowering {
    private final Spec spec;
    private final MessageDef def;
    private final StepList steps = new StepList();
    private final Decisions decisions;
    private final FieldLowering fields;
    private final Origins origins;

    MessageLowering(Spec spec, MessageDef def) {
        this.spec = spec;
        this.def = def;
        this.decisions = new Decisions(spec, def);
        this.fields = new FieldLowering(spec, def, steps, decisions);
        this.origins = Origins.of(spec);
    }

    MessageIr lower(boolean mayBeEmpty) {
        boolean origin = origins.has(def.id());
        Step.Info info = Step.Info.of(def.span(), "", def.name());
        if (origin) {
            steps.add(new Step.OpenOrigin(info, origins.number(def.id())));
        }
        items(def.items());
        if (origin) {
            steps.add(new Step.CloseOrigin(info, origins.number(def.id())));
        }
        return new MessageIr(
                def,
                Captures.of(spec, def),
                steps.steps(),
                fields.runs(),
                steps.windows(),
                steps.detours(),
                steps.attempts(),
                steps.unions(),
                decisions.all(),
                mayBeEmpty);
    }

    private void items(List<Item> items) {
        for (Item item : items) {
            if (!(item instanceof Item.FieldItem)) {
                fields.flush();
            }
            item(item);
        }
        fields.flush();
    }

    private void item(Item item) {
        if (item instanceof Item.FieldItem field) {
            fields.field(field.field());
        } else if (item instanceof Item.LetItem let) {
            steps.add(new Step.Compute(
                    Step.Info.of(
                            let.span(),
                            let.let().name(),
                            "a value for " + let.let().name()),
                    let.let()));
        } else if (item instanceof Item.RequireItem require) {
            Expr condition = require.requirement().condition();
            steps.add(new Step.Check(
                    Step.Info.of(require.span(), "", condition.span().text()),
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
        Step.Info info = Step.Info.of(part.span(), "", "what may be left");
        Label otherwise = new Label();
        Label behind = new Label();
        int number = steps.nextAttempt();
        steps.add(new Step.Recover(info, number, part.items(), otherwise));
        items(part.items());
        steps.add(new Step.Settle(info));
        steps.add(new Step.Jump(info, behind));
        steps.place(otherwise);
        steps.add(new Step.TakeUp(
                Step.Info.of(part.resync().span(), "", Wording.of(spec, part.resync())),
                number,
                part.resync(),
                Step.Lost.PART,
                Bounds.readsAgain(spec)));
        steps.place(behind);
    }

    private void attempts(Item.TryItem tries) {
        Step.Info info = Step.Info.of(tries.span(), "", "try");
        int max = (int) Math.min(tries.max().orElse(Bounds.BYTES), Integer.MAX_VALUE / 4);
        Label behind = new Label();
        int last = tries.alternatives().size() - 1;
        for (int i = 0; i < last; i++) {
            List<Item> items = tries.alternatives().get(i).items();
            Label otherwise = new Label();
            steps.add(new Step.Attempt(info, steps.nextAttempt(), max, items, otherwise));
            items(items);
            steps.add(new Step.Settle(info));
            steps.add(new Step.Jump(info, behind));
            steps.place(otherwise);
        }
        items(tries.alternatives().get(last).items());
        steps.place(behind);
    }

    private void union(Item.UnionItem union) {
        Step.Info info = Step.Info.of(union.span(), "", "union");
        int number = steps.nextUnion();
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
        Step.Info info = Step.Info.of(
                branch.span(), "", "if " + branch.condition().span().text());
        Label otherwise = new Label();
        steps.add(new Step.Branch(info, branch.condition(), otherwise));
        items(branch.then());
        if (branch.otherwise().isEmpty()) {
            steps.place(otherwise);
            return;
        }
        Label end = new Label();
        steps.add(new Step.Jump(info, end));
        steps.place(otherwise);
        items(branch.otherwise());
        steps.place(end);
    }

    private void elsewhere(Item.AtItem at) {
        Step.Info info = Step.Info.of(at.span(), "", "at " + at.place().span().text());
        int detour = steps.nextDetour();
        int origin = at.origin().isPresent() ? origins.number(at.origin().getAsInt()) : Origins.OUTERMOST;
        steps.add(new Step.GoTo(info, detour, origin, at.place()));
        items(at.items());
        steps.add(new Step.ComeBack(info, detour));
    }

    private void choice(Item.SwitchItem choice) {
        Step.Info info = Step.Info.of(
                choice.span(), "", "switch " + choice.subject().span().text());
        Label end = new Label();
        List<Step.Case> cases = new ArrayList<>();
        choice.cases().forEach(each -> cases.add(new Step.Case(each.labels(), new Label())));
        Optional<Label> otherwise = choice.otherwise().map(items -> new Label());
        steps.add(new Step.Choose(info, choice.subject(), cases, otherwise, end));
        for (int i = 0; i < cases.size(); i++) {
            steps.place(cases.get(i).target());
            items(choice.cases().get(i).items());
            boolean last = i == cases.size() - 1 && otherwise.isEmpty();
            if (!last) {
                steps.add(new Step.Jump(info, end));
            }
        }
        otherwise.ifPresent(label -> {
            steps.place(label);
            items(choice.otherwise().orElse(List.of()));
        });
        steps.place(end);
    }

    private void choice(Item.ChoiceItem choice) {
        int decision = decisions.between(choice);
        Step.Info info = Step.Info.of(choice.span(), "", decisions.text(decision));
        Step.Info end = Step.Info.of(choice.span(), "", "choice");
        List<Label> targets = new ArrayList<>();
        choice.alternatives().forEach(each -> targets.add(new Label()));
        Optional<Label> otherwise = choice.otherwise().map(items -> new Label());
        steps.add(new Step.Decide(info, decision, targets, otherwise));
        Label behind = new Label();
        for (int i = 0; i < targets.size(); i++) {
            steps.place(targets.get(i));
            items(choice.alternatives().get(i).items());
            boolean last = i == targets.size() - 1 && otherwise.isEmpty();
            if (!last) {
                steps.add(new Step.Jump(end, behind));
            }
        }
        otherwise.ifPresent(label -> {
            steps.place(label);
            items(choice.otherwise().orElse(List.of()));
        });
        steps.place(behind);
    }

    private void optional(Item.OptionalItem optional) {
        Label absent = new Label();
        Item first = optional.items().get(0);
        if (first instanceof Item.FieldItem item
                && item.field().encoding() instanceof TokenField token
                && item.field().condition().isEmpty()
                && item.field().size().isEmpty()) {
            fields.token(item.field(), token, Optional.of(absent));
            items(optional.items().subList(1, optional.items().size()));
        } else {
            steps.add(decisions.optional(optional, steps.size() + 1, absent));
            items(optional.items());
        }
        steps.place(absent);
    }
}
