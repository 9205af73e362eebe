package org.protospec.generator.emit;

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

/** Writes how a header is looked at where it lies, without its message. */
final class InPlaceReads extends StepCode {
    static final String SIZE = "SIZE";
    static final String LEAST_SIZE = "LEAST_SIZE";
    static final String SIZE_AT = "sizeAt";

    private final HeaderLayout layout;
    /** Something is asked of the message's object. */
    private boolean needsMessage;

    InPlaceReads(ParserContext context, HeaderLayout layout) {
        super(context, 0);
        this.layout = layout;
    }

    FieldSpec size() {
        boolean fixed = layout.rest().isEmpty();
        return FieldSpec.builder(
                        TypeName.INT, fixed ? SIZE : LEAST_SIZE, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(
                        fixed
                                ? "Number of bytes of every message.\n"
                                : "Number of bytes of a message behind which no others follow.\n")
                .initializer("$L", layout.fixed())
                .build();
    }

    /**
     * The method that tells whether the message is there; empty if that asks for more than numbers, flags and enums, or for what may have no
     * value, as a division, which is a parse error.
     */
    Optional<MethodSpec> look() {
        List<CodeBlock> conditions = new ArrayList<>();
        conditions.add(CodeBlock.of("limit - at >= $L", layout.rest().isEmpty() ? SIZE : LEAST_SIZE));
        for (Step step : context.ir.steps()) {
            if (step instanceof Step.CheckConstant constant) {
                conditions.add(StepEmitter.same(value(constant.field()), constant, expressions()));
            } else if (step instanceof Step.Check check) {
                CodeBlock it = check.field().map(this::value).orElse(CodeBlock.of(""));
                conditions.add(Value.amongOthers(expressions(it).condition(check.condition())));
            }
        }
        CodeBlock fits = CodeBlock.join(conditions, "\n&& ");
        MethodSpec method = layout.rest().map(rest -> sizeAt(fits, rest)).orElseGet(() -> isWhole(fits));
        return needsMessage || uses.checked() ? Optional.empty() : Optional.of(method);
    }

    private MethodSpec isWhole(CodeBlock fits) {
        return method(
                        "isWhole",
                        "Whether the bytes from an index of an array up to {@code limit} begin with a message.")
                .returns(TypeName.BOOLEAN)
                .addStatement("return $L", fits)
                .build();
    }

    private MethodSpec sizeAt(CodeBlock fits, Step.ReadBytes rest) {
        List<CodeBlock> wrong = outside("rest", rest.count(), rest.max());
        wrong.add(CodeBlock.of("rest > limit - at - $L", LEAST_SIZE));
        boolean isInt = context.types.of(rest.count().type()).equals(TypeName.INT);
        return method(
                        SIZE_AT,
                        "Number of bytes of the message that the bytes from an index of an array up to {@code limit} begin with;"
                                + " negative\nif they begin with none, or it is not there whole.")
                .returns(TypeName.INT)
                .addStatement("boolean fits = $L", fits)
                .beginControlFlow("if (!fits)")
                .addStatement("return NOT_WHOLE")
                .endControlFlow()
                .addStatement("$T rest = $L", isInt ? TypeName.INT : TypeName.LONG, count(rest.count()))
                .addStatement(
                        isInt ? "return $1L ? NOT_WHOLE : $2L + rest" : "return $1L ? NOT_WHOLE : (int) ($2L + rest)",
                        CodeBlock.join(wrong, " || "),
                        LEAST_SIZE)
                .build();
    }

    private MethodSpec.Builder method(String name, String does) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(
                        "$L Nothing is kept of it: the static\nmethods of {@link $T} look at it where it lies.\n",
                        does,
                        context.names.message(context.def.id()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "limit");
    }

    /** A field's value, where it lies. */
    private CodeBlock value(Field field) {
        if (!context.types.isPrimitive(field.type())) {
            needsMessage = true;
            return CodeBlock.of("message");
        }
        if (HeaderLayout.isReadInPlace(field, context.types)) {
            return CodeBlock.of("$L", accessor(field.index()));
        }
        MessageIr.Slot slot = context.ir.place(field).orElseThrow().slot();
        CodeBlock place = CodeBlock.of(slot.bit() < 8 ? "at" : "at + " + slot.bit() / 8);
        CodeBlock read = FixedReads.ofBytes(context.spec, context.names).read(field, slot, place);
        return read.toString().contains(" >>> ") || read.toString().contains(" & ") ? CodeBlock.of("($L)", read) : read;
    }

    /** Whether what is read in place is what expressions reckon with; addresses are texts to them. */
    private boolean isNumber(int field) {
        Field its = context.def.fields().get(field);
        return context.types.isPrimitive(its.type()) && HeaderLayout.isReadInPlace(its, context.types);
    }

    private String accessor(int field) {
        return context.names.message(context.def.id()).simpleName() + "." + accessors.fields.get(field) + "(bytes, at)";
    }

    @Override
    Scope scope(CodeBlock it) {
        return new ParserScope(context, uses, it) {
            @Override
            public Optional<String> variable(Expr.FieldRef field) {
                return field.message() == context.def.id() && isNumber(field.field())
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
