package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.Optional;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.runtime.bytes.Checked;

/** Writes the steps that read arrays. */
final class ListSteps extends StepCode {
    /** Within the code of {@code host}. */
    ListSteps(StepCode host) {
        super(host);
    }

    CodeBlock step(Step step) {
        list(step);
        return code.build();
    }

    private void list(Step step) {
        Field field = arrayField(step);
        ArrayEnd end = ((FieldType.ArrayField) field.encoding()).end();
        String list = "message." + field(field);
        if (step instanceof Step.ReadNumbers numbers && end instanceof ArrayEnd.Count count) {
            countedNumbers(numbers, count, field);
            return;
        }
        String parser = step instanceof Step.ReadMessages messages ? nestedParser(field, messages.message()) : "";
        if (step instanceof Step.ReadMessages messages) {
            callArgs(parser, messages.message(), messages.arguments());
        }
        CodeBlock it = CodeBlock.of("$L.last()", list);
        if (end instanceof ArrayEnd.Count count) {
            code.beginControlFlow(
                    "while ($L.size() < $L)",
                    list,
                    expressions().value(count.count()).operand());
            element(step, list, parser);
            code.endControlFlow();
        } else if (end instanceof ArrayEnd.Until until) {
            code.beginControlFlow("do");
            element(step, list, parser);
            code.endControlFlow("while ($L)", expressions(it).negation(until.condition()));
        } else if (end instanceof ArrayEnd.While again) {
            code.beginControlFlow("do");
            element(step, list, parser);
            code.endControlFlow("while ($L)", expressions(it).condition(again.condition()));
        } else if (end instanceof ArrayEnd.LookAhead) {
            lookAhead(step, list, parser);
        } else {
            String read = parser.replace("()", "");
            String reading = parser.isEmpty() ? "" : "isReading(" + read + ") || ";
            code.beginControlFlow("while ($Lin.remaining() > 0 || !in.complete())", reading);
            recover(step);
            code.beginControlFlow(
                    parser.isEmpty() ? "if (in.remaining() == 0)" : "if (in.remaining() == 0 && !isReading($L))",
                    parser.isEmpty() ? new Object[0] : new Object[] {read});
            code.addStatement("return waiting($L)", number);
            code.endControlFlow();
            element(step, list, parser);
            code.endControlFlow();
            recovered(step).ifPresent(each -> code.addStatement("settle(resync$L)", each.attempt()));
        }
    }

    /** What is done with an element that does not fit, if the array goes on behind it. */
    private static Optional<Step.Element> recovered(Step step) {
        return step instanceof Step.ReadMessages messages
                ? messages.recovered()
                : step instanceof Step.ReadTokens tokens ? tokens.recovered() : Optional.empty();
    }

    private void recover(Step step) {
        recovered(step)
                .ifPresent(each -> code.addStatement(
                        "recover(in, resync$L, $L)",
                        each.attempt(),
                        each.otherwise().step()));
    }

    /** An element that has begun is gone on with; else the next bytes tell whether there is another one. */
    private void lookAhead(Step step, String list, String parser) {
        int decision = (step instanceof Step.ReadMessages messages
                        ? messages.decision()
                        : ((Step.ReadTokens) step).decision())
                .orElseThrow();
        code.beginControlFlow("while (true)");
        if (!parser.isEmpty()) {
            code.beginControlFlow("if (!isReading($L))", parser.replace("()", ""));
        }
        recover(step);
        code.addStatement("int next = $L", next(decision));
        unless(
                "decided($L, in, next, $L)",
                number,
                context.ir.decisions().get(decision).most());
        code.beginControlFlow("if (next != 0)");
        recovered(step).ifPresent(each -> code.addStatement("settle(resync$L)", each.attempt()));
        code.addStatement("break").endControlFlow();
        if (!parser.isEmpty()) {
            code.endControlFlow();
        }
        element(step, list, parser);
        code.endControlFlow();
    }

    private void element(Step step, String list, String parser) {
        int max = step instanceof Step.ReadMessages messages
                ? messages.max()
                : step instanceof Step.ReadTokens tokens ? tokens.max() : ((Step.ReadNumbers) step).max();
        unless("room($L, in, $L.size(), $L)", number, list, max);
        ArrayEnd end = ((FieldType.ArrayField) arrayField(step).encoding()).end();
        if (end instanceof ArrayEnd.Until || end instanceof ArrayEnd.While) {
            recover(step);
        }
        if (step instanceof Step.ReadMessages) {
            unless("element($L, in, $L, $L)", number, parser, list);
            if (!counted(step)) {
                unless("progressed($L, in, $L)", number, parser);
            }
        } else if (step instanceof Step.ReadTokens tokens) {
            unless(
                    "token($L, in, $T.$L(in), $L)",
                    number,
                    context.names.tokens(),
                    context.names.token(tokens.token()),
                    Bounds.tokenLimit(context.spec, tokens.token()));
            code.addStatement("$L.add(from, to)", list);
        } else {
            unless("run($L, in, $L)", number, ((Step.ReadNumbers) step).size());
            boolean slices = Storage.of(context.ir, arrayField(step)) == Storage.SLICES;
            code.addStatement(slices ? "$L.add(from, to)" : "$L.add(from)", list);
        }
        recovered(step).ifPresent(each -> code.addStatement("settle()"));
    }

    private boolean counted(Step step) {
        return ((FieldType.ArrayField) arrayField(step).encoding()).end() instanceof ArrayEnd.Count;
    }

    private Field arrayField(Step step) {
        if (step instanceof Step.ReadMessages messages) {
            return messages.field();
        }
        return step instanceof Step.ReadTokens tokens ? tokens.field() : ((Step.ReadNumbers) step).field();
    }

    private void countedNumbers(Step.ReadNumbers numbers, ArrayEnd.Count count, Field field) {
        CodeBlock n = expressions().value(count.count()).operand();
        if (Storage.of(context.ir, field) == Storage.SLICES) {
            code.beginControlFlow("while (message.$L.size() < $L)", field(field), n);
            element(numbers, "message." + field(field), "");
            code.endControlFlow();
            return;
        }
        uses.noteChecked();
        unless(
                "bytes($L, in, $T.multiply($L, $L), $L)",
                number,
                Checked.class,
                n,
                numbers.size(),
                Math.min((long) numbers.max() * numbers.size(), Integer.MAX_VALUE));
        code.addStatement("message.$L.set(from, (to - from) / $L)", field(field), numbers.size());
    }
}
