package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Content;
import org.protospec.runtime.parse.DecodedText;
import org.protospec.runtime.parse.MessageList;

/** Writes the members of a field that is kept as one value: a text, a number, or what is known of a content. */
final class ValueMembers extends FieldMembers {
    ValueMembers(MessageContext context, Field field) {
        super(context, field);
    }

    MemberCode slice() {
        context.type.addField(FieldSpec.builder(Slice.class, name, Modifier.FINAL)
                .initializer("slice()$L", fold())
                .build());
        context.type.addMethod(accessor(JavaTypes.text(field.conditional()))
                .addStatement(field.conditional() ? "return $L.orNull()" : "return $L", name)
                .build());
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$1L.set(other.$1L.from(), other.$1L.to())", name);
        visiting(
                CodeBlock.of("$L.isPresent()", name),
                CodeBlock.of("visitor.text($S, $L);\n", field.name().orElse(""), name));
        return code;
    }

    private CodeBlock fold() {
        Conversion conversion = field.conversion().orElse(null);
        return conversion instanceof Conversion.Upper
                ? CodeBlock.of(".fold($T.UPPER)", Slice.Case.class)
                : conversion instanceof Conversion.Lower
                        ? CodeBlock.of(".fold($T.LOWER)", Slice.Case.class)
                        : CodeBlock.of("");
    }

    MemberCode number() {
        TypeName returned = context.types.of(field.type());
        context.type.addField(returned, name);
        CodeBlock present = CodeBlock.of("$L >= 0", name);
        context.type.addMethod(accessor(returned)
                .addStatement(field.conditional() ? "return $1L >= 0 ? $1L : 0" : "return $1L", name)
                .build());
        has(present);
        code.clear.addStatement("$L = -1", name);
        code.copy.addStatement("$1L = other.$1L", name);
        visiting(present, CodeBlock.of("visitor.number($S, $L);\n", field.name().orElse(""), name));
        return code;
    }

    MemberCode content() {
        context.type.addField(FieldSpec.builder(Content.class, name, Modifier.FINAL)
                .initializer("new $T()", Content.class)
                .build());
        ClassName content = ClassName.get(Content.class);
        context.type.addMethod(accessor(field.conditional() ? JavaTypes.nullable(content) : content)
                .addStatement(field.conditional() ? "return $1L.isPresent() ? $1L : null" : "return $1L", name)
                .build());
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$1L.set(other.$1L)", name);
        field.name().ifPresent(specName -> code.visit.addStatement("$L.visit($S, visitor)", name, specName));
        field.parts().ifPresent(parts -> part());
        return code;
    }

    /** The part that is read of a content of several pieces. */
    private void part() {
        FieldType type = field.encoding() instanceof ArrayField array ? array.element() : field.encoding();
        ClassName part = context.names.message(((MessageField) type).message());
        String list = context.members.parts.get(field.index());
        context.type.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(MessageList.class), part), list, Modifier.FINAL)
                .initializer("new $T<>($L)", MessageList.class, Suppliers.of(part, CodeBlock.of("region()")))
                .build());
        code.clear.addStatement("$L.clear()", list);
    }

    MemberCode decoded() {
        context.type.addField(FieldSpec.builder(DecodedText.class, name, Modifier.FINAL)
                .initializer("new $T()", DecodedText.class)
                .build());
        context.type.addMethod(accessor(JavaTypes.text(field.conditional()))
                .addStatement(field.conditional() ? "return $L.text().orNull()" : "return $L.text()", name)
                .build());
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$1L.copyFrom(other.$1L)", name);
        visiting(
                CodeBlock.of("$L.text().isPresent()", name),
                CodeBlock.of("visitor.text($S, $L.text());\n", field.name().orElse(""), name));
        return code;
    }
}
