package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Label;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Checked;
import org.protospec.runtime.parse.Filter;
import org.protospec.runtime.parse.FilterChain;
import org.protospec.runtime.parse.InflationPool;

/** What the emitters of steps have in common. */
abstract class StepCode {
    final ParserContext context;
    final int number;
    final CodeBlock.Builder code = CodeBlock.builder();
    final SpecNames.Members accessors;
    final RunPlaces runs;
    /** What the code uses so far. */
    final CodeUses uses;

    StepCode(ParserContext context, int number) {
        this(context, number, new CodeUses());
    }

    /** Code that becomes part of that of {@code host}. */
    StepCode(StepCode host) {
        this(host.context, host.number, host.uses);
    }

    private StepCode(ParserContext context, int number, CodeUses uses) {
        this.context = context;
        this.uses = uses;
        this.number = number;
        this.accessors = context.names.members(context.def.id());
        this.runs = new RunPlaces(context.spec, context.ir, accessors);
    }

    final boolean keepsRun(int run) {
        return !runs.isFirst(run)
                && context.ir.runs().get(run).slots().stream()
                        .anyMatch(slot -> Storage.of(context.ir, slot.field()) == Storage.RUN);
    }

    final Expressions expressions(CodeBlock it) {
        return new Expressions(context.spec, context.names, scope(it));
    }

    /** What names of the spec stand for. */
    Scope scope(CodeBlock it) {
        return new ParserScope(context, uses, it);
    }

    final Expressions expressions() {
        return expressions(CodeBlock.of(""));
    }

    final String field(Field field) {
        return accessors.fields.get(field.index());
    }

    /** Stops where a condition does not hold. */
    void unless(String format, Object... arguments) {
        code.beginControlFlow("if (!$L)", CodeBlock.of(format, arguments));
        code.addStatement("return stopped()");
        code.endControlFlow();
    }

    /** Stops where a text that is put together has more bytes than it may. */
    void fits(CodeBlock joined, MessageDef.Let let) {
        unless("fits($L, in, $L, $L)", number, joined, LetSteps.most(let));
    }

    final void jump(Label label) {
        code.addStatement("step = $L", label.step());
        code.addStatement("continue");
    }

    /** A number of bytes or elements as a long; one of 64 bits without a sign may be too large for that. */
    final CodeBlock count(Expr expr) {
        CodeBlock code = expressions().value(expr).code();
        if (!(expr.type().present() instanceof Type.IntType number) || number.fitsLong()) {
            return code;
        }
        uses.noteChecked();
        return CodeBlock.of("$T.saturated($L)", Checked.class, code);
    }

    /** When a number of bytes, in a variable, is negative or more than {@code max}, as far as its type does not rule that out. */
    final List<CodeBlock> outside(String size, Expr count, long max) {
        Type.IntType type = (Type.IntType) count.type().present();
        List<CodeBlock> wrong = new ArrayList<>();
        if (type.min().signum() < 0) {
            wrong.add(CodeBlock.of("$L < 0", size));
        }
        if (max < Long.MAX_VALUE && type.max().compareTo(BigInteger.valueOf(max)) > 0) {
            wrong.add(CodeBlock.of("$L > $L", size, max));
        }
        return wrong;
    }

    /** The object that a part of the message is read into. */
    final String target(Field field) {
        return Storage.isLazy(context.streams, context.ir, field)
                ? accessors.parts.get(field.index()) + "()"
                : field(field);
    }

    /** A part of the message was read, and is there. */
    final void isThere(Field field) {
        if (Storage.isLazy(context.streams, context.ir, field)) {
            code.addStatement("message.$L = message.$L", field(field), target(field));
        } else if (field.conditional()) {
            code.addStatement("$L", new PartFlags(context.streams, context.ir, accessors).set("message.", field));
        }
    }

    final void keepSlice(Field field) {
        Storage storage = Storage.of(context.ir, field);
        if (storage == Storage.SLICE) {
            code.addStatement("message.$L.set(from, to)", field(field));
        } else if (storage == Storage.DECODED) {
            String name = field.name().orElse("part") + "_filter";
            CodeBlock filter = filter(field, name, CodeBlock.of("new $T()", InflationPool.class));
            long read = Math.min(Bounds.limit(context.spec, field), Integer.MAX_VALUE / 4);
            // A character set makes no more than it may of what was read, or of what filters may make of that.
            long most = field.conversion().orElse(null) instanceof Conversion.ToText
                    ? Math.min(read * Conversion.Charset.MOST_BYTES, Integer.MAX_VALUE / 4)
                    : Math.min(field.max().orElse(Bounds.BYTES), Integer.MAX_VALUE / 4);
            unless("decoded($L, in, message.$L, $L, $L)", number, field(field), filter, most);
        }
    }

    /** The filter of a field, set up for the content that begins. */
    final CodeBlock filter(Field field, String wanted, CodeBlock inflations) {
        String name = context.members.member(wanted);
        boolean inflates =
                field.filters().stream().anyMatch(each -> each.decoder().inflates());
        boolean conditional =
                field.filters().stream().anyMatch(each -> each.condition().isPresent());
        CodeBlock made = context.streams.filter(field, inflations);
        TypeName type = ClassName.get(conditional ? FilterChain.class : Filter.class);
        FieldSpec.Builder declared = FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL);
        boolean extern = field.filters().stream().anyMatch(each -> each.decoder() instanceof FieldType.Decoder.Extern);
        if (inflates || extern) {
            context.construct.addStatement("$L = $L", name, made);
        } else {
            declared.initializer(made);
        }
        context.fields.add(declared.build());
        CodeBlock.Builder used = CodeBlock.builder().add("$L", name);
        for (int i = 0; i < field.filters().size(); i++) {
            Optional<Expr> condition = field.filters().get(i).condition();
            if (condition.isPresent()) {
                used.add(".use($L, $L)", i, expressions().condition(condition.get()));
            }
        }
        return used.build();
    }

    /** Which of the things of a decision is next. */
    final CodeBlock next(int decision) {
        return CodeBlock.of("$T.$L(in)", context.names.tokens(), context.names.decision(context.def.id(), decision));
    }

    final String nestedParser(Field field, int message) {
        String parser = context.members.member(field.name().orElse("nested") + "_parser");
        boolean lazy = context.streams.containment().contains(message, context.def.id());
        if (lazy) {
            lazyParser(parser, message);
        } else {
            context.fields.add(
                    FieldSpec.builder(context.names.parser(message), parser, Modifier.PRIVATE, Modifier.FINAL)
                            .build());
        }
        context.parsers.put(field.index(), lazy ? parser + "()" : parser);
        context.nestedParsers.add(new ParserContext.NestedParser(
                parser, message, lazy, field.parts().isPresent()));
        context.rewind.addStatement("rewind($L)", parser);
        if (context.streams.letsGo(message)) {
            context.abandon.beginControlFlow("if (isReading($L))", parser);
            context.abandon.addStatement("$L.abandon(rest)", parser);
            context.abandon.endControlFlow();
        }
        if (context.streams.letsGo(message) || context.streams.recovers(message)) {
            context.gap.beginControlFlow("if (isReading($L))", parser);
            if (context.recovers) {
                context.gap.addStatement("long taken = $L.gap(in, missing)", parser);
                context.gap
                        .beginControlFlow("if (taken > 0)")
                        .addStatement("return taken")
                        .endControlFlow();
            } else {
                context.gap.addStatement("return $L.gap(in, missing)", parser);
            }
            context.gap.endControlFlow();
        }
        return lazy ? parser + "()" : parser;
    }

    /** A message within itself is read by a parser that is made when it is first needed: else they would never end. */
    private void lazyParser(String parser, int message) {
        ClassName type = context.names.parser(message);
        boolean streams = context.streams.in(message);
        context.fields.add(FieldSpec.builder(type, parser, Modifier.PRIVATE)
                .addAnnotation(Nullable.class)
                .build());
        CodeBlock made = CodeBlock.of("new $T($L)", type, context.streams.given(message));
        MessageDef nested = context.spec.messages().get(message);
        // What has no name of its own always lies in something that has one.
        CodeBlock most = nested.parent().isEmpty()
                ? CodeBlock.of("$L", nested.max().orElse(Bounds.DEPTH))
                : CodeBlock.of("$T.MAX_VALUE", Integer.class);
        made = CodeBlock.of("within($L, $L)", made, most);
        MethodSpec.Builder method = MethodSpec.methodBuilder(parser)
                .addModifiers(Modifier.PRIVATE)
                .returns(type)
                .addStatement("$T parser = $L", type, parser)
                .beginControlFlow("if (parser == null)")
                .addStatement("parser = $L", made)
                .addStatement("$L = parser", parser)
                .endControlFlow();
        if (context.streams.hasParts(message) && context.streams.hasParts(context.def.id())) {
            method.beginControlFlow("if (joined != null)")
                    .addStatement("parser.joined(joined)")
                    .endControlFlow();
        }
        if (streams) {
            method.addStatement("parser.owner($T.requireNonNull(owner))", Objects.class);
        }
        context.methods.add(method.addStatement("return parser").build());
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
