package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Step;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.Progress;

/** Writes the steps of a parser: a {@code switch} over them, in as many methods as it takes. */
final class ParserSteps {
    private final ParserContext context;
    /** Whether the parser has a field with its message. */
    private final boolean typed;

    private final List<MethodSpec> parts = new ArrayList<>();

    ParserSteps(ParserContext context, boolean typed) {
        this.context = context;
        this.typed = typed;
    }

    /** The method that goes on with the step where it stopped. */
    MethodSpec resume() {
        CodeBlock code = code();
        return following(JavaMethods.override("resume"), context.ir.steps())
                .addModifiers(Modifier.PROTECTED)
                .addParameter(Input.class, "in")
                .returns(Progress.class)
                .addCode(code)
                .build();
    }

    /** The methods that it calls where the steps are too many for one. */
    List<MethodSpec> parts() {
        return List.copyOf(parts);
    }

    /** A method with such steps, of which one may go on into the next. */
    private static MethodSpec.Builder following(MethodSpec.Builder method, List<Step> steps) {
        return steps.stream().anyMatch(ParserSteps::fallsThrough)
                ? method.addAnnotation(JavaMethods.SUPPRESS_FALLTHROUGH)
                : method;
    }

    private CodeBlock code() {
        if (context.ir.steps().isEmpty()) {
            return CodeBlock.of("return $T.DONE;\n", Progress.class);
        }
        List<CodeBlock> bodies = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < context.ir.steps().size(); i++) {
            bodies.add(step(i));
            int own = bodies.get(i).toString().length();
            if (length > 0 && length + own > JavaMethods.MAX_LENGTH) {
                ends.add(i);
                length = 0;
            }
            length += own;
        }
        ends.add(context.ir.steps().size());
        return ends.size() == 1 ? steps(bodies, 0, ends.get(0)) : split(bodies, ends);
    }

    /** A long message in several methods: those that were too large would never be compiled to machine code. */
    private CodeBlock split(List<CodeBlock> bodies, List<Integer> ends) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("while (true)");
        code.addStatement("$T progress", JavaTypes.nullable(ClassName.get(Progress.class)));
        for (int i = 0; i < ends.size(); i++) {
            String name = "resume$" + i;
            int from = i == 0 ? 0 : ends.get(i - 1);
            parts.add(
                    following(MethodSpec.methodBuilder(name), context.ir.steps().subList(from, ends.get(i)))
                            .addModifiers(Modifier.PRIVATE)
                            .addParameter(Input.class, "in")
                            .returns(JavaTypes.nullable(ClassName.get(Progress.class)))
                            .addCode(steps(bodies, from, ends.get(i)))
                            .build());
            if (i == 0) {
                code.beginControlFlow("if (step < $L)", ends.get(i));
            } else if (i < ends.size() - 1) {
                code.nextControlFlow("else if (step < $L)", ends.get(i));
            } else {
                code.nextControlFlow("else");
            }
            code.addStatement("progress = $L(in)", name);
        }
        code.endControlFlow();
        code.beginControlFlow("if (progress != null)")
                .addStatement("return progress")
                .endControlFlow();
        return code.endControlFlow().build();
    }

    /** The steps from one number to another; null where they go on beyond, and there are more. */
    private CodeBlock steps(List<CodeBlock> bodies, int from, int to) {
        List<Step> steps = context.ir.steps().subList(from, to);
        boolean last = to == context.ir.steps().size();
        boolean jumps = steps.stream().anyMatch(ParserSteps::jumps);
        CodeBlock.Builder code = CodeBlock.builder();
        if (!typed && steps.stream().anyMatch(this::usesMessage)) {
            code.addStatement("$T message = message()", context.names.message(context.def.id()));
        }
        if (jumps) {
            code.beginControlFlow("while (true)");
        }
        code.beginControlFlow("switch (step)");
        bodies.subList(from, to).forEach(code::add);
        if (!last && fallsThrough(context.ir.steps().get(to - 1))) {
            code.indent().addStatement("step = $L", to).add("// fall through\n").unindent();
        }
        code.add("default:\n")
                .indent()
                .addStatement(
                        last ? "return $T.DONE" : "return null", last ? new Object[] {Progress.class} : new Object[0])
                .unindent();
        code.endControlFlow();
        if (jumps) {
            code.endControlFlow();
        }
        return code.build();
    }

    private CodeBlock step(int i) {
        Step step = context.ir.steps().get(i);
        CodeBlock.Builder code = CodeBlock.builder();
        code.add("case $L: // $L\n", i, Docs.comment(StepComments.of(step)));
        code.indent();
        StepEmitter emitter = new StepEmitter(context, i);
        CodeBlock body = emitter.step(step);
        if (emitter.uses.mayFail()) {
            // Where an expression has no value, the error names this step.
            body = CodeBlock.builder().addStatement("step = $L", i).add(body).build();
        }
        boolean declares =
                step instanceof Step.ReadToken token && Storage.of(context.ir, token.field()) == Storage.NUMBER
                        || step instanceof Step.Choose
                        || step instanceof Step.Decide
                        || step instanceof Step.OpenWindow
                        || step instanceof Step.ReadParts
                        || step instanceof Step.StreamBytes;
        if (declares) {
            code.add("{\n").indent().add(body).unindent().add("}\n");
        } else {
            code.add(body);
        }
        if (fallsThrough(step)) {
            code.add("// fall through\n");
        }
        return code.unindent().build();
    }

    private static boolean jumps(Step step) {
        return step instanceof Step.Branch
                || step instanceof Step.Jump
                || step instanceof Step.Choose
                || step instanceof Step.Decide
                || step instanceof Step.LookAhead
                || step instanceof Step.LookAheadConstant
                || step instanceof Step.ReadToken token && token.absent().isPresent();
    }

    private static boolean fallsThrough(Step step) {
        return !(step instanceof Step.Jump)
                && !(step instanceof Step.Choose)
                && !(step instanceof Step.Decide decide && decide.targets().size() > 1);
    }

    private boolean usesMessage(Step step) {
        return !new StepEmitter(context, 0).isBare(step);
    }
}
