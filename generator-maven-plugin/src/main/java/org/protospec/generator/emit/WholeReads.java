package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Step;

/**
 * Writes the short way through a message of nothing but fixed fields, checks and counted bytes: where all of it is there and
 * fits, it is read as one would by hand, by offsets. What is missing or wrong is told by the steps.
 */
final class WholeReads extends StepCode {
    private static final String MISSED = "return NOT_WHOLE";

    /** How many bytes lie before the next step: a number, behind a variable once counted bytes were read. */
    private int fixed;

    private String counted = "";

    WholeReads(ParserContext context) {
        super(context, 0);
    }

    /** The method, for messages that have such a way. */
    Optional<MethodSpec> method() {
        if (context.ir.steps().isEmpty() || !context.ir.steps().stream().allMatch(WholeReads::isPlain)) {
            return Optional.empty();
        }
        context.ir.steps().forEach(this::step);
        code.addStatement("return $L", place());
        CodeBlock body = code.build();
        // An expression without a value is an error, which the steps tell; texts of methods need places of their own.
        String text = body.toString();
        if (text.contains("Checked.") || text.contains("scratch(")) {
            return Optional.empty();
        }
        return Optional.of(MessageEmitter.override("whole")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(context.names.message(context.def.id()), "message")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "there")
                .returns(TypeName.INT)
                .addCode(body)
                .build());
    }

    private static boolean isPlain(Step step) {
        return step instanceof Step.ReadRun
                || step instanceof Step.ReadBytes
                || step instanceof Step.CheckConstant
                || step instanceof Step.Check;
    }

    private void step(Step step) {
        if (step instanceof Step.ReadRun run) {
            run(run);
        } else if (step instanceof Step.ReadBytes bytes) {
            bytes(bytes);
        } else if (step instanceof Step.CheckConstant constant) {
            unlessHolds(new StepEmitter(context, 0).same(constant));
        } else if (step instanceof Step.Check check) {
            CodeBlock it = check.field()
                    .map(field -> CodeBlock.of("message.$L()", field(field)))
                    .orElse(CodeBlock.of(""));
            unlessHolds(expressions(it).condition(check.condition()));
        }
    }

    private void run(Step.ReadRun run) {
        CodeBlock from = place();
        fixed += context.ir.runs().get(run.run()).size();
        code.beginControlFlow("if (there < $L)", place()).addStatement(MISSED).endControlFlow();
        if (keepsRun(run.run())) {
            String name = accessors.runs.get(run.run());
            if (from.toString().equals("0")) {
                code.addStatement("message.$L = at", name);
            } else {
                code.addStatement("message.$L = at + $L", name, from);
            }
        }
    }

    private void bytes(Step.ReadBytes bytes) {
        String size = context.members.member("size_of_" + bytes.field().name().orElse("bytes"));
        String end = context.members.member("end_of_" + bytes.field().name().orElse("bytes"));
        code.addStatement("long $L = $L", size, count(bytes.count()));
        code.beginControlFlow("if ($1L < 0 || $1L > $2L || $1L > there - $3L)", size, bytes.max(), place())
                .addStatement(MISSED)
                .endControlFlow();
        CodeBlock from = place();
        code.addStatement("int $L = $L + (int) $L", end, from, size);
        if (Storage.of(context.ir, bytes.field()) == Storage.SLICE) {
            code.addStatement("message.$L.set(at + $L, at + $L)", field(bytes.field()), from, end);
        }
        counted = end;
        fixed = 0;
    }

    private void unlessHolds(CodeBlock condition) {
        code.beginControlFlow("if (!($L))", condition).addStatement(MISSED).endControlFlow();
    }

    private CodeBlock place() {
        if (counted.isEmpty()) {
            return CodeBlock.of("$L", fixed);
        }
        return fixed == 0 ? CodeBlock.of("$L", counted) : CodeBlock.of("$L + $L", counted, fixed);
    }
}
