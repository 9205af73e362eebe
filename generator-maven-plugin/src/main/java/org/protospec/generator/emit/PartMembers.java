package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType.MessageField;

/** Writes the members of a field that is a nested message. */
final class PartMembers extends FieldMembers {
    private final ClassName message;

    PartMembers(MessageContext context, Field field) {
        super(context, field);
        this.message = context.names.message(((MessageField) field.encoding()).message());
    }

    MemberCode message() {
        context.type.addField(FieldSpec.builder(message, name, Modifier.FINAL)
                .initializer("new $T(region())", message)
                .build());
        // What it holds is emptied when it is read anew, and nobody sees it before.
        if (field.conditional()) {
            if (!context.flags.isBit(field)) {
                String flag = context.members.hasFields.get(field.index());
                context.type.addField(TypeName.BOOLEAN, flag);
                code.copy.addStatement("$1L = other.$1L", flag);
            }
            code.clear.addStatement("$L", context.flags.reset(field));
            code.copy
                    .beginControlFlow("if ($L)", context.flags.test("", field))
                    .addStatement("$1L.copyFields(other.$1L)", name)
                    .endControlFlow();
            context.type.addMethod(accessor(JavaTypes.nullable(message))
                    .addStatement("return $L ? $L : null", context.flags.test("", field), name)
                    .build());
        } else {
            code.copy.addStatement("$1L.copyFields(other.$1L)", name);
            context.type.addMethod(
                    accessor(message).addStatement("return $L", name).build());
        }
        visiting(context.flags.test("", field), shown());
        return code;
    }

    /** A message within itself: else its objects would never end. */
    MemberCode lazyMessage() {
        TypeName nullable = JavaTypes.nullable(message);
        String part = context.members.parts.get(field.index());
        context.type.addField(FieldSpec.builder(nullable, name).build());
        context.type.addField(
                FieldSpec.builder(nullable, part, Modifier.PRIVATE).build());
        context.type.addMethod(
                accessor(nullable).addStatement("return $L", name).build());
        made(part);
        code.clear.addStatement("$L = null", name);
        code.copy.addStatement("$L = null", name);
        code.copy
                .beginControlFlow("if (other.$L != null)", name)
                .addStatement("$L = $L()", name, part)
                .addStatement("$1L.copyFields(other.$1L)", name)
                .endControlFlow();
        visiting(CodeBlock.of("$L != null", name), shown());
        return code;
    }

    /** The method that gives the object to read into. */
    private void made(String part) {
        context.type.addMethod(MethodSpec.methodBuilder(part)
                .addJavadoc(
                        "The object for $L, made when it is first needed.\n",
                        field.name().orElse("a part"))
                .returns(message)
                .addStatement("$T part = $L", message, part)
                .beginControlFlow("if (part == null)")
                .addStatement("part = new $T(region())", message)
                .addStatement("$L = part", part)
                .endControlFlow()
                .addStatement("return part")
                .build());
    }

    private CodeBlock shown() {
        return CodeBlock.builder()
                .addStatement("visitor.beginMessage($S)", field.name().orElse(""))
                .addStatement("$L.visit(visitor)", name)
                .addStatement("visitor.endMessage()")
                .build();
    }
}
