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
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;

/** Turns one message's fields into steps: neighbours of fixed size become runs, others are read one by one, then checked. */
final class FieldLowering {
    private final Spec spec;
    private final MessageDef def;
    private final StepList steps;
    private final Decisions decisions;
    private final List<MessageIr.Run> runs = new ArrayList<>();
    private final List<Field> pending = new ArrayList<>();

    FieldLowering(Spec spec, MessageDef def, StepList steps, Decisions decisions) {
        this.spec = spec;
        this.def = def;
        this.steps = steps;
        this.decisions = decisions;
    }

    List<MessageIr.Run> runs() {
        return runs;
    }

    /** A field, which may wait for its neighbours: see {@link #flush}. */
    void field(Field field) {
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
                        Step.Info.of(
                                condition.span(),
                                field.label().orElse(""),
                                "if " + condition.span().text()),
                        condition,
                        absent)));
        Optional<Step.OpenWindow> window = field.size()
                .map(size -> new Step.OpenWindow(
                        Step.Info.of(
                                size.span(),
                                field.label().orElse(""),
                                "size " + size.span().text()),
                        steps.nextWindow(),
                        size));
        window.ifPresent(steps::add);
        if (Widths.bits(spec, field.encoding()).isPresent()) {
            pending.add(field);
            flush();
        } else {
            read(field);
        }
        window.ifPresent(open -> steps.add(new Step.CloseWindow(open.info(), open.window())));
        steps.place(absent);
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

    /** A token; without it, reading goes on at {@code absent}, if that is given. */
    void token(Field field, TokenField token, Optional<Label> absent) {
        steps.add(new Step.ReadToken(info(field), field, token.token(), limit(field), absent));
        List<MessageDef.Let> groups = def.lets().stream()
                .filter(let -> let.value() instanceof Expr.GroupRef group && group.field() == field.index())
                .toList();
        if (!groups.isEmpty()) {
            steps.add(new Step.KeepGroups(
                    Step.Info.of(field.span(), field.label().orElse(""), "groups"), field, token.token(), groups));
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

    /** An array goes on behind an element that does not fit. */
    private void resync(Field field, ArrayField array, Step.Info info, int max) {
        Resync resync = field.resync().orElseThrow();
        Label again = new Label();
        Label otherwise = new Label();
        Label behind = new Label();
        int number = steps.nextAttempt();
        steps.place(again);
        steps.add(array(field, array, info, max, Optional.of(new Step.Element(number, otherwise))));
        steps.add(new Step.Jump(Step.Info.of(resync.span(), "", Wording.of(spec, resync)), behind));
        steps.place(otherwise);
        steps.add(new Step.TakeUp(
                Step.Info.of(resync.span(), field.name().orElse(""), Wording.of(spec, resync)),
                number,
                resync,
                Step.Lost.ELEMENT,
                Bounds.readsAgain(spec)));
        steps.add(new Step.Jump(Step.Info.of(resync.span(), "", Wording.of(spec, resync)), again));
        steps.place(behind);
    }

    /** The fields of fixed size that wait become a run, and are checked once they are there. */
    void flush() {
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
                    Step.Info.of(field.span(), call.name(), "a value for " + call.name()),
                    field,
                    def.lets().get(call.let())));
        }
        field.constant()
                .ifPresent(value -> steps.add(new Step.CheckConstant(
                        Step.Info.of(
                                field.span(),
                                field.label().orElse(""),
                                value.span().text()),
                        field,
                        value)));
        field.requirement()
                .ifPresent(requirement -> steps.add(new Step.Check(
                        Step.Info.of(
                                field.span(),
                                field.label().orElse(""),
                                requirement.condition().span().text()),
                        Optional.of(field),
                        requirement.condition(),
                        requirement.text())));
    }

    private Step.Info info(Field field) {
        return Step.Info.of(field.span(), field.label().orElse(""), Wording.of(spec, field.encoding()));
    }
}
