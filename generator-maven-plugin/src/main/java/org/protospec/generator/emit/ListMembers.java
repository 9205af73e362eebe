package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Widths;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.generator.model.Type;
import org.protospec.runtime.parse.MessageList;
import org.protospec.runtime.parse.Numbers;
import org.protospec.runtime.parse.SliceList;

/** Writes the members of a field that is kept as a list: of messages, of slices or of numbers. */
final class ListMembers extends FieldMembers {
    private final FieldType element;

    ListMembers(MessageContext context, Field field) {
        super(context, field);
        this.element = ((FieldType.ArrayField) field.encoding()).element();
    }

    MemberCode messages() {
        ClassName message = context.names.message(((MessageField) element).message());
        TypeName list = ParameterizedTypeName.get(ClassName.get(MessageList.class), message);
        context.type.addField(FieldSpec.builder(list, name, Modifier.FINAL)
                .initializer("new $T<>($L)", MessageList.class, Suppliers.of(message, CodeBlock.of("region()")))
                .build());
        context.type.addMethod(accessor(list).addStatement("return $L", name).build());
        has(CodeBlock.of("!$L.isEmpty()", name));
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$L.clear()", name);
        code.copy.beginControlFlow("for ($T element : other.$L)", message, name);
        code.copy.addStatement("$L.next().copyFields(element)", name);
        code.copy.addStatement("$L.added()", name);
        code.copy.endControlFlow();
        if (field.name().isPresent()) {
            code.visit.addStatement("visitor.beginList($S)", field.name().get());
            code.visit.beginControlFlow("for (int i = 0; i < $L.size(); i++)", name);
            code.visit.addStatement("visitor.beginMessage($S)", "");
            code.visit.addStatement("$L.get(i).visit(visitor)", name);
            code.visit.addStatement("visitor.endMessage()");
            code.visit.endControlFlow();
            code.visit.addStatement("visitor.endList()");
        }
        return code;
    }

    MemberCode slices() {
        context.type.addField(FieldSpec.builder(SliceList.class, name, Modifier.FINAL)
                .initializer("new $T(region())", SliceList.class)
                .build());
        context.type.addMethod(accessor(ClassName.get(SliceList.class))
                .addStatement("return $L", name)
                .build());
        has(CodeBlock.of("!$L.isEmpty()", name));
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$1L.copyFrom(other.$1L)", name);
        if (field.name().isPresent()) {
            code.visit.addStatement("visitor.beginList($S)", field.name().get());
            code.visit.beginControlFlow("for (int i = 0; i < $L.size(); i++)", name);
            Type shown = ((Type.ListType) field.type().present()).element();
            code.visit.add(Visits.statement(context.names, "", shown, CodeBlock.of("$L.get(i)", name)));
            code.visit.endControlFlow();
            code.visit.addStatement("visitor.endList()");
        }
        return code;
    }

    MemberCode numbers() {
        int bits = Widths.bits(context.spec, element).orElseThrow();
        context.type.addField(FieldSpec.builder(Numbers.class, name, Modifier.FINAL)
                .initializer("new $T(region(), $L, $T.$L)", Numbers.class, bits / 8, Numbers.Format.class, format())
                .build());
        context.type.addMethod(accessor(ClassName.get(Numbers.class))
                .addStatement("return $L", name)
                .build());
        has(CodeBlock.of("$L.size() > 0", name));
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$1L.copyFrom(other.$1L)", name);
        if (field.name().isPresent() && element instanceof FieldType.EnumField) {
            // The runtime's numbers do not know the names that a spec gives to them.
            code.visit.add(Visits.statement(context.names, field.name().get(), field.type(), CodeBlock.of("$L", name)));
        } else {
            field.name().ifPresent(specName -> code.visit.addStatement("$L.visit($S, visitor)", name, specName));
        }
        return code;
    }

    private String format() {
        boolean signed = element instanceof FieldType.IntField number && number.signed()
                || element instanceof FieldType.EnumField value
                        && context.spec.enums().get(value.enumId()).signed();
        String order = FixedReads.isLittle(element) ? "_LE" : "";
        return (signed ? "SIGNED" : "UNSIGNED") + order;
    }
}
