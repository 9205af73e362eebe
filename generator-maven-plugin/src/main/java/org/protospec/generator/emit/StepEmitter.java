package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Decision;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Groups;

/** Writes the code of one step. */
final class StepEmitter extends StepCode {
    StepEmitter(ParserContext context, int number) {
        super(context, number);
    }

    /** Whether a step touches nothing of the message. */
    boolean isBare(Step step) {
        return step instanceof Step.Jump
                || step instanceof Step.CloseWindow
                || step instanceof Step.ComeBack
                || step instanceof Step.OpenOrigin
                || step instanceof Step.CloseOrigin
                || step instanceof Step.Align
                || step instanceof Step.Attempt
                || step instanceof Step.Recover
                || step instanceof Step.TakeUp
                || step instanceof Step.Settle
                || step instanceof Step.OpenUnion
                || step instanceof Step.NextMember
                || step instanceof Step.CloseUnion
                || step instanceof Step.LookAhead
                || step instanceof Step.LookAheadConstant
                || step instanceof Step.Decide
                || step instanceof Step.ReadToken token && Storage.of(context.ir, token.field()) == Storage.NONE
                || step instanceof Step.ReadRun run && !keepsRun(run.run());
    }

    CodeBlock step(Step step) {
        if (step instanceof Step.ReadRun run) {
            unless("run($L, in, $L)", number, context.ir.runs().get(run.run()).size());
            if (keepsRun(run.run())) {
                code.addStatement("message.$L = from", accessors.runs.get(run.run()));
            }
        } else if (step instanceof Step.ReadToken token) {
            token(token);
        } else if (step instanceof Step.LookAhead ahead) {
            code.beginControlFlow(
                    "if (!ahead($L, in, $T.$L(in), $L))",
                    number,
                    context.names.tokens(),
                    context.names.token(ahead.token()),
                    Bounds.tokenLimit(context.spec, ahead.token()));
            code.beginControlFlow("if (!absent())");
            code.addStatement("return stopped()");
            code.endControlFlow();
            jump(ahead.absent());
            code.endControlFlow();
        } else if (step instanceof Step.LookAheadConstant ahead) {
            code.beginControlFlow(
                    "if (!next($L, in, 0x$LL, $L))", number, Long.toHexString(ahead.value()), ahead.octets());
            code.beginControlFlow("if (!absent())");
            code.addStatement("return stopped()");
            code.endControlFlow();
            jump(ahead.absent());
            code.endControlFlow();
        } else if (step instanceof Step.ReadBytes bytes) {
            unless("bytes($L, in, $L, $L)", number, count(bytes.count()), bytes.max());
            keepSlice(bytes.field());
        } else if (step instanceof Step.ReadRest rest) {
            unless("rest($L, in, $L)", number, rest.max());
            keepSlice(rest.field());
        } else if (step instanceof Step.ReadUntil until) {
            code.add(new StreamSteps(this).step(until));
        } else if (step instanceof Step.Skip skip) {
            code.add(new StreamSteps(this).step(skip));
        } else if (step instanceof Step.ReadParts parts) {
            code.add(new StreamSteps(this).step(parts));
        } else if (step instanceof Step.Align align) {
            unless("align($L, in, $L)", number, align.bytes());
        } else if (step instanceof Step.StreamBytes bytes) {
            code.add(new StreamSteps(this).step(bytes));
        } else {
            compound(step);
        }
        return code.build();
    }

    private void compound(Step step) {
        if (step instanceof Step.ReadMessage nested) {
            message(nested);
        } else if (step instanceof Step.ReadMessages
                || step instanceof Step.ReadTokens
                || step instanceof Step.ReadNumbers) {
            code.add(new ListSteps(this).step(step));
        } else if (step instanceof Step.CheckConstant constant) {
            placed(constant.field());
            unless("constant($L, in, $L)", number, same(itOf(constant.field()), constant, expressions()));
        } else if (step instanceof Step.Check check) {
            CodeBlock it = check.field().map(this::itOf).orElse(CodeBlock.of(""));
            check.field().ifPresent(this::placed);
            Expressions expressions = expressions(it);
            CodeBlock text = check.text()
                    .map(expressions::string)
                    .orElse(CodeBlock.of("$S", step.info().expected()));
            unless("require($L, in, $L, $L)", number, expressions.condition(check.condition()), text);
        } else if (step instanceof Step.KeepGroups groups) {
            keep(groups);
        } else if (step instanceof Step.Convert convert) {
            placed(convert.field());
            new LetSteps(this).assign(convert.let());
        } else if (step instanceof Step.Compute compute) {
            new LetSteps(this).compute(compute.let());
        } else if (step instanceof Step.Branch branch) {
            code.beginControlFlow("if ($L)", expressions().negation(branch.condition()));
            jump(branch.otherwise());
            code.endControlFlow();
        } else if (step instanceof Step.Decide decide) {
            decide(decide);
        } else if (step instanceof Step.Jump jump) {
            jump(jump.target());
        } else if (step instanceof Step.Choose choose) {
            choose(choose);
        } else if (step instanceof Step.Attempt attempt) {
            code.addStatement(
                    "attempt(in, attempt$L, $L, $L)",
                    attempt.attempt(),
                    attempt.otherwise().step(),
                    attempt.max());
        } else if (step instanceof Step.Recover part) {
            code.addStatement(
                    "recover(in, resync$L, $L)",
                    part.attempt(),
                    part.otherwise().step());
        } else if (step instanceof Step.TakeUp up) {
            unless("takeUp($L, in, resync$L)", number, up.attempt());
        } else if (step instanceof Step.Settle) {
            code.addStatement("settle()");
        } else if (step instanceof Step.OpenUnion union) {
            code.addStatement("union$L = in.consumed()", union.union());
            code.addStatement("unionEnd$1L = union$1L", union.union());
        } else if (step instanceof Step.NextMember union) {
            code.addStatement("unionEnd$1L = Math.max(unionEnd$1L, in.consumed())", union.union());
            code.addStatement("in.rewind(union$L)", union.union());
        } else if (step instanceof Step.CloseUnion union) {
            code.addStatement("in.rewind(Math.max(unionEnd$1L, in.consumed()))", union.union());
        } else if (step instanceof Step.GoTo || step instanceof Step.ComeBack) {
            detour(step);
        } else if (step instanceof Step.OpenOrigin open) {
            code.addStatement("openOrigin(in, $L)", open.number());
        } else if (step instanceof Step.CloseOrigin close) {
            code.addStatement("closeOrigin(in, $L)", close.number());
        } else if (step instanceof Step.OpenWindow window) {
            code.addStatement("long size = $L", count(window.size()));
            unless("windowFits($L, in, size)", number);
            code.addStatement("window$L = in.openWindow(size)", window.window());
        } else if (step instanceof Step.CloseWindow window) {
            unless("windowConsumed($L, in)", number);
            code.addStatement("in.closeWindow(window$L)", window.window());
        }
    }

    /** A field in a run: what is checked now is not all that the last step took. */
    private void placed(Field field) {
        context.ir
                .place(field)
                .filter(place -> context.ir.runs().get(place.run()).slots().size() > 1)
                .ifPresent(place -> {
                    MessageIr.Slot slot = place.slot();
                    code.addStatement(
                            "field($L, $L)",
                            runs.place("message.", place.run(), slot.bit() / 8),
                            runs.place("message.", place.run(), (slot.bit() + slot.bits() + 7) / 8));
                });
    }

    private CodeBlock itOf(Field field) {
        return field.conversion().orElse(null) instanceof Conversion.Call call
                ? CodeBlock.of("message.$L()", accessors.lets.get(call.let()))
                : CodeBlock.of("message.$L()", field(field));
    }

    /** The opposite of what {@link #step} checks. */
    static CodeBlock differs(CodeBlock it, Step.CheckConstant constant, Expressions expressions) {
        return constant.value() instanceof Expr.TextLiteral
                ? CodeBlock.of("!$L", same(it, constant, expressions))
                : CodeBlock.of(
                        "$L != $L", it, expressions.value(constant.value()).operand());
    }

    /** What {@link #step} checks. */
    static CodeBlock same(CodeBlock it, Step.CheckConstant constant, Expressions expressions) {
        return constant.value() instanceof Expr.TextLiteral text
                ? CodeBlock.of("$L.contentEquals($S)", it, text.value())
                : CodeBlock.of(
                        "$L == $L", it, expressions.value(constant.value()).operand());
    }

    private void token(Step.ReadToken token) {
        CodeBlock take = CodeBlock.of(
                "$L($L, in, $T.$L(in), $L)",
                token.absent().isPresent() ? "optional" : "token",
                number,
                context.names.tokens(),
                context.names.token(token.token()),
                token.max());
        if (token.absent().isPresent()) {
            code.beginControlFlow("if (!$L)", take);
            code.beginControlFlow("if (!absent())");
            code.addStatement("return stopped()");
            code.endControlFlow();
            jump(token.absent().get());
            code.endControlFlow();
        } else {
            unless("$L", take);
        }
        if (Storage.of(context.ir, token.field()) == Storage.NUMBER) {
            Conversion.ToInt number =
                    (Conversion.ToInt) token.field().conversion().orElseThrow();
            long max =
                    number.type().max().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
            code.addStatement(
                    "long number = $T.number(in.bytes(), in.position() - (to - from), in.position(), $L)",
                    Ascii.class,
                    number.radix());
            unless("number($L, in, number, $LL)", this.number, max);
            boolean isInt = context.types.of(token.field().type()).equals(TypeName.INT);
            code.addStatement("message.$L = $Lnumber", field(token.field()), isInt ? "(int) " : "");
        } else {
            keepSlice(token.field());
        }
    }

    private void keep(Step.KeepGroups groups) {
        String finder = context.members.member(groups.field().name().orElse("") + "_groups");
        context.fields.add(FieldSpec.builder(Groups.class, finder, Modifier.PRIVATE, Modifier.FINAL)
                .initializer(
                        "new $T($T.$L)", Groups.class, context.names.tokens(), context.names.groups(groups.token()))
                .build());
        code.addStatement("$L.find(in.bytes(), in.position() - (to - from), in.position())", finder);
        for (int i = 0; i < groups.lets().size(); i++) {
            MessageDef.Let let = groups.lets().get(i);
            boolean certain = !let.value().type().isOptional();
            if (!certain) {
                code.beginControlFlow("if ($L.has($L))", finder, i);
            }
            code.addStatement(
                    "message.$1L.set(from + $2L.from($3L), from + $2L.to($3L))",
                    accessors.lets.get(let.index()),
                    finder,
                    i);
            if (!certain) {
                code.endControlFlow();
            }
        }
    }

    private void message(Step.ReadMessage nested) {
        String parser = nestedParser(nested.field(), nested.message());
        callArgs(parser, nested.message(), nested.arguments());
        unless("nested($L, in, $L, message.$L)", number, parser, target(nested.field()));
        isThere(nested.field());
    }

    private void detour(Step step) {
        if (step instanceof Step.GoTo go) {
            unless("goTo($L, in, detour$L, $L, $L)", number, go.detour(), go.origin(), count(go.place()));
        } else if (step instanceof Step.ComeBack back) {
            unless("comeBack($L, in, detour$L)", number, back.detour());
        }
    }

    private void decide(Step.Decide decide) {
        Decision decision = context.ir.decisions().get(decide.decision());
        code.addStatement("int next = $L", next(decide.decision()));
        unless("decided($L, in, next, $L)", number, decision.most());
        code.beginControlFlow("if (next < 0)");
        if (decide.otherwise().isPresent()) {
            jump(decide.otherwise().get());
        } else {
            code.addStatement("return noneOf($L, in)", number);
        }
        code.endControlFlow();
        int last = decide.targets().size() - 1;
        if (last == 0) {
            return;
        }
        code.add("step = switch (next) {\n").indent();
        for (int i = 0; i < last; i++) {
            code.add("case $L -> $L;\n", i, decide.targets().get(i).step());
        }
        code.add("default -> $L;\n", decide.targets().get(last).step())
                .unindent()
                .add("};\n");
        code.addStatement("continue");
    }

    private void choose(Step.Choose choose) {
        Value subject = expressions().value(choose.subject());
        boolean text = choose.subject().type().present() instanceof Type.TextType;
        code.addStatement(
                "$T subject = $L",
                text
                        ? ClassName.get(Slice.class)
                        : context.types.of(choose.subject().type()),
                subject.code());
        for (Step.Case each : choose.cases()) {
            List<CodeBlock> tests = new ArrayList<>();
            for (Expr label : each.labels()) {
                tests.add(
                        label instanceof Expr.TextLiteral literal
                                ? CodeBlock.of("subject.contentEquals($S)", literal.value())
                                : CodeBlock.of(
                                        "subject == $L",
                                        expressions().value(label).operand()));
            }
            code.beginControlFlow("if ($L)", CodeBlock.join(tests, " || "));
            jump(each.target());
            code.endControlFlow();
        }
        if (choose.otherwise().isPresent()) {
            jump(choose.otherwise().get());
        } else {
            code.addStatement("return noCase($L, in, subject)", number);
        }
    }
}
