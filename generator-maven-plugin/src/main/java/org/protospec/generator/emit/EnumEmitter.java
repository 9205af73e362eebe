package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Spec;

/** Writes the class of an enum: constants, and names for numbers; a number without a name is a value like any other. */
final class EnumEmitter {
    private EnumEmitter() {}

    static TypeSpec emit(Spec spec, SpecNames names, EnumDef def) {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.enumClass(def.id()))
                .addJavadoc(Docs.of(
                        def.doc(),
                        "The values of " + def.name() + " of " + spec.name() + ".",
                        Docs.file(def.span().file().name()),
                        def.span().line()))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL);
        CodeBlock.Builder cases = CodeBlock.builder();
        Set<BigInteger> seen = new HashSet<>();
        for (EnumDef.Item item : def.items()) {
            String constant = names.enumItem(def.id(), item.index());
            type.addField(FieldSpec.builder(TypeName.LONG, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc(Docs.of(item.doc(), item.name() + "."))
                    .initializer("$LL", item.value().longValue())
                    .build());
            if (seen.add(item.value())) {
                cases.beginControlFlow("if (value == $L)", constant);
                cases.addStatement("return $S", item.name());
                cases.endControlFlow();
            }
        }
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        String number = def.signed() || def.bits() < 64 ? "$T.toString(value)" : "$T.toUnsignedString(value)";
        type.addMethod(MethodSpec.methodBuilder("name")
                .addJavadoc("The name of a value, or its decimal number where it has none.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(TypeName.LONG, "value")
                .returns(String.class)
                .addCode(cases.build())
                .addStatement("return " + number, Long.class)
                .build());
        return type.build();
    }
}
