package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Label;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Checked;

/** What the emitters of steps have in common. */
abstract class StepCode {
    final ParserContext context;
    final int number;
    final CodeBlock.Builder code = CodeBlock.builder();
    final SpecNames.Members accessors;

    StepCode(ParserContext context, int number) {
        this.context = context;
        this.number = number;
        this.accessors = context.names.members(context.def.id());
    }

    final boolean keepsRun(int run) {
        return context.ir.runs().get(run).slots().stream()
                .anyMatch(slot -> Storage.of(context.ir, slot.field()) == Storage.RUN);
    }

    final Expressions expressions(CodeBlock it) {
        return new Expressions(context.spec, context.names, new ParserScope(context, it));
    }

    final Expressions expressions() {
        return expressions(CodeBlock.of(""));
    }

    final String field(Field field) {
        return accessors.fields.get(field.index());
    }

    final void unless(String format, Object... arguments) {
        code.beginControlFlow("if (!$L)", CodeBlock.of(format, arguments));
        code.addStatement("return stopped()");
        code.endControlFlow();
    }

    final void jump(Label label) {
        code.addStatement("step = $L", label.step());
        code.addStatement("continue");
    }

    /** A number of bytes or elements as a long; one of 64 bits without a sign may be too large for that. */
    final CodeBlock count(Expr expr) {
        CodeBlock code = expressions().value(expr).code();
        return expr.type().present() instanceof Type.IntType number && !number.fitsLong()
                ? CodeBlock.of("$T.saturated($L)", Checked.class, code)
                : code;
    }

    final void keepSlice(Field field) {
        if (Storage.of(context.ir, field) == Storage.SLICE) {
            code.addStatement("message.$L.set(from, to)", field(field));
        }
    }

    final String nestedParser(Field field, int message) {
        String parser = context.members.member(field.name().orElse("nested") + "_parser");
        context.fields.add(FieldSpec.builder(context.names.parser(message), parser, Modifier.PRIVATE, Modifier.FINAL)
                .build());
        context.nestedParsers.add(new ParserContext.NestedParser(parser, message));
        context.rewind.addStatement("rewind($L)", parser);
        if (context.streams.letsGo(message)) {
            context.abandon.beginControlFlow("if (isReading($L))", parser);
            context.abandon.addStatement("$L.abandon(rest)", parser);
            context.abandon.endControlFlow();
            context.gap.beginControlFlow("if (isReading($L))", parser);
            context.gap.addStatement("return $L.gap(in, missing)", parser);
            context.gap.endControlFlow();
        }
        return parser;
    }

    final void callArgs(String parser, int message, List<Expr> given) {
        MessageIr callee = context.streams.message(message);
        if (given.isEmpty() && callee.captures().isEmpty()) {
            return;
        }
        List<Expr> captured =
                callee.captures().stream().map(MessageIr.Capture::reference).toList();
        code.addStatement(
                "$L.arguments($L)",
                parser,
                Arguments.callArguments(context.spec, context.types, expressions(), callee, given, captured));
    }
}
