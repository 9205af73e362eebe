package org.protospec.generator.emit;

import java.util.BitSet;
import java.util.stream.Stream;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expressions;
import org.protospec.generator.model.FieldType;

/** Which fields of a message are looked at while it is read. */
final class FieldUses {
    private final MessageIr message;
    private final Streams streams;
    private final ComputedTexts texts;
    private final BitSet used = new BitSet();

    private FieldUses(MessageIr message, Streams streams) {
        this.message = message;
        this.streams = streams;
        this.texts = new ComputedTexts(message.def());
    }

    /** The indexes of these fields. */
    static BitSet of(MessageIr message, Streams streams) {
        FieldUses uses = new FieldUses(message, streams);
        message.steps().forEach(uses::step);
        return uses.used;
    }

    private void step(Step step) {
        if (step instanceof Step.Check check) {
            check.field().ifPresent(field -> used.set(field.index()));
        } else if (step instanceof Step.CheckConstant constant) {
            used.set(constant.field().index());
        }
        expressions(step).forEach(expr -> Expressions.walk(expr, this::reference));
    }

    private void reference(Expr expr) {
        if (expr instanceof Expr.FieldRef field
                && field.message() == message.def().id()) {
            used.set(field.field());
        }
    }

    private Stream<Expr> expressions(Step step) {
        if (step instanceof Step.Branch branch) {
            return Stream.of(branch.condition());
        } else if (step instanceof Step.Check check) {
            return Stream.of(check.condition());
        } else if (step instanceof Step.Choose choose) {
            return Stream.of(choose.subject());
        } else if (step instanceof Step.ReadBytes bytes) {
            return Stream.of(bytes.count());
        } else if (step instanceof Step.OpenWindow window) {
            return Stream.of(window.size());
        } else if (step instanceof Step.GoTo go) {
            return Stream.of(go.place());
        } else if (step instanceof Step.ReadMessage nested) {
            return Stream.concat(nested.arguments().stream(), captured(nested.message()));
        } else if (step instanceof Step.ReadMessages nested) {
            return Stream.concat(Stream.concat(nested.arguments().stream(), captured(nested.message())), end(nested));
        } else if (step instanceof Step.Compute compute) {
            boolean later = texts.isView(compute.let()) || texts.isJoined(compute.let());
            return later ? Stream.of() : Stream.of(compute.let().value());
        }
        return Stream.of();
    }

    private Stream<Expr> captured(int nested) {
        return streams.message(nested).captures().stream().map(MessageIr.Capture::reference);
    }

    private static Stream<Expr> end(Step.ReadMessages nested) {
        ArrayEnd end = ((FieldType.ArrayField) nested.field().encoding()).end();
        if (end instanceof ArrayEnd.Count count) {
            return Stream.of(count.count());
        } else if (end instanceof ArrayEnd.Until until) {
            return Stream.of(until.condition());
        }
        return end instanceof ArrayEnd.While again ? Stream.of(again.condition()) : Stream.of();
    }
}
