package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;

/** Writes how a {@link FixedHeader} is looked at where it lies, without its message. */
final class InPlaceReads extends StepCode {
    static final String SIZE = "SIZE";

    private final int size;
    /** Something is asked of the message's object. */
    private boolean needsMessage;

    InPlaceReads(ParserContext context, int size) {
        super(context, 0);
        this.size = size;
    }

    FieldSpec size() {
        return FieldSpec.builder(TypeName.INT, SIZE, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Number of bytes of every message.\n")
                .initializer("$L", size)
                .build();
    }

    /** The method that tells whether the message is there; empty if that asks for more than numbers, flags and enums. */
    Optional<MethodSpec> isWhole() {
        List<CodeBlock> conditions = new ArrayList<>();
        conditions.add(CodeBlock.of("limit - at >= $L", SIZE));
        for (Step step : context.ir.steps()) {
            if (step instanceof Step.CheckConstant constant) {
                conditions.add(StepEmitter.same(value(constant.field()), constant, expressions()));
            } else if (step instanceof Step.Check check) {
                CodeBlock it = check.field().map(this::value).orElse(CodeBlock.of(""));
                conditions.add(part(expressions(it).condition(check.condition())));
            }
        }
        if (needsMessage) {
            return Optional.empty();
        }
        ClassName message = context.names.message(context.def.id());
        return Optional.of(MethodSpec.methodBuilder("isWhole")
                .addJavadoc(
                        "Whether the bytes from an index of an array up to {@code limit} begin with a message. Nothing is kept of"
                                + " it: the static\nmethods of {@link $T} look at it where it lies.\n",
                        message)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "limit")
                .returns(TypeName.BOOLEAN)
                .addStatement("return $L", CodeBlock.join(conditions, "\n&& "))
                .build());
    }

    private static CodeBlock part(CodeBlock condition) {
        String text = condition.toString();
        return text.contains("||") || text.contains("?") ? CodeBlock.of("($L)", condition) : condition;
    }

    /** A field's value, where it lies. */
    private CodeBlock value(Field field) {
        if (FixedHeader.isReadInPlace(field, context.types)) {
            return CodeBlock.of("$L", accessor(field.index()));
        }
        if (!context.types.isPrimitive(field.type())) {
            needsMessage = true;
            return CodeBlock.of("message");
        }
        MessageIr.Slot slot = context.ir.place(field).orElseThrow().slot();
        CodeBlock place = CodeBlock.of(slot.bit() < 8 ? "at" : "at + " + slot.bit() / 8);
        CodeBlock read = FixedReads.ofBytes(context.spec, context.names).read(field, slot, place);
        return read.toString().contains(" >>> ") || read.toString().contains(" & ") ? CodeBlock.of("($L)", read) : read;
    }

    private String accessor(int field) {
        return context.names.message(context.def.id()).simpleName() + "." + accessors.fields.get(field) + "(bytes, at)";
    }

    @Override
    Scope scope(CodeBlock it) {
        return new ParserScope(context, it) {
            @Override
            public Optional<String> variable(Expr.FieldRef field) {
                return field.message() == context.def.id()
                                && FixedHeader.isReadInPlace(
                                        context.def.fields().get(field.field()), context.types)
                        ? Optional.of(accessor(field.field()))
                        : Optional.empty();
            }

            @Override
            public Optional<CodeBlock> owner(Expr reference) {
                needsMessage = true;
                return super.owner(reference);
            }
        };
    }
}
