package org.protospec.generator.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ir.Captures;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Type;

/** Writes what a message depends on, its parameters and what it captures, as fields of its parser that are set before it reads. */
final class ParserArguments {
    private final ParserContext context;

    ParserArguments(ParserContext context) {
        this.context = context;
    }

    /** Gives them names, under which the steps know them, and fields. */
    void declare() {
        context.def.params().forEach(param -> context.params.add(context.members.member(param.name())));
        context.ir
                .captures()
                .forEach(each ->
                        context.captures.add(context.members.member(Captures.name(context.spec, each.reference()))));
        for (Param param : context.def.params()) {
            field(context.params.get(param.index()), param.type());
        }
        for (int i = 0; i < context.captures.size(); i++) {
            field(
                    context.captures.get(i),
                    context.ir.captures().get(i).reference().type());
        }
    }

    private void field(String name, Type type) {
        if (context.types.isPrimitive(type)) {
            context.fields.add(FieldSpec.builder(context.types.of(type), name, Modifier.PRIVATE)
                    .build());
            if (type.isOptional()) {
                context.fields.add(FieldSpec.builder(TypeName.BOOLEAN, "has_" + name, Modifier.PRIVATE)
                        .build());
            }
        } else {
            context.fields.add(FieldSpec.builder(context.types.of(type), name, Modifier.PRIVATE)
                    .addAnnotation(Nullable.class)
                    .build());
        }
    }

    /** Adds the method that sets them. */
    void addTo(TypeSpec.Builder type) {
        if (context.params.isEmpty() && context.captures.isEmpty()) {
            return;
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("arguments")
                .addJavadoc("Sets what the message depends on, before it is read.\n");
        for (Param param : context.def.params()) {
            argument(method, context.params.get(param.index()), param.type());
        }
        for (int i = 0; i < context.captures.size(); i++) {
            argument(
                    method,
                    context.captures.get(i),
                    context.ir.captures().get(i).reference().type());
        }
        type.addMethod(method.build());
    }

    private void argument(MethodSpec.Builder method, String name, Type type) {
        TypeName java = context.types.of(type);
        if (java.isPrimitive() && type.isOptional()) {
            method.addParameter(TypeName.BOOLEAN, "has_" + name);
            method.addStatement("this.has_$1L = has_$1L", name);
        }
        method.addParameter(java.isPrimitive() ? java : JavaTypes.nullable(java), name);
        method.addStatement("this.$1L = $1L", name);
    }
}
