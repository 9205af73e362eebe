package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Wording;
import org.protospec.generator.model.Field;

/** What the emitters of the members of one field have in common. */
abstract class FieldMembers {
    final MessageContext context;
    final Field field;
    final String name;
    final MemberCode code = new MemberCode();

    FieldMembers(MessageContext context, Field field) {
        this.context = context;
        this.field = field;
        this.name = context.members.fields.get(field.index());
    }

    /** The method that shows the field, still without statements. */
    final MethodSpec.Builder accessor(TypeName returned) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).returns(returned);
        if (field.name().isPresent()) {
            method.addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                            Docs.field(field.doc(), described(), field.span().line()));
        }
        return method;
    }

    private String described() {
        String text = "The field " + field.name().orElse("") + ": " + Wording.of(context.spec, field.encoding());
        return field.conditional() && context.types.isPrimitive(field.type())
                ? text + "; 0 where " + context.members.hasFields.get(field.index()) + "() is false."
                : field.conditional() ? text + "; null where it is absent." : text + ".";
    }

    /** The method that tells whether a field is there that may be absent. */
    final void has(CodeBlock condition) {
        if (!field.conditional()) {
            return;
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder(context.members.hasFields.get(field.index()))
                .returns(TypeName.BOOLEAN)
                .addStatement("return $L", condition);
        if (field.name().isPresent()) {
            method.addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                            "Whether $L is there.\n", Docs.escape(field.name().get()));
        }
        context.type.addMethod(method.build());
    }

    /** Shows the field with a statement, or, where the condition does not hold, that it is absent. */
    final void visiting(CodeBlock condition, CodeBlock statement) {
        if (field.name().isEmpty()) {
            return;
        }
        if (field.conditional()) {
            code.visit.beginControlFlow("if ($L)", condition);
            code.visit.add(statement);
            code.visit.nextControlFlow("else");
            code.visit.addStatement("visitor.absent($S)", field.name().get());
            code.visit.endControlFlow();
        } else {
            code.visit.add(statement);
        }
    }
}
