package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.machine.Externs;
import org.protospec.runtime.parse.ExternCall;
import org.protospec.runtime.parse.Filter;
import org.protospec.runtime.parse.JoinedText;

/** Writes the interface of what a spec leaves to Java, and the class through which parsers and machines call it. */
final class ExternEmitter {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;

    ExternEmitter(Spec spec, SpecNames names) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
    }

    // ------------------------------------------------------------------ the interface

    TypeSpec contract() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(names.externs())
                .addJavadoc("What the spec of $L leaves to Java.\n\n", Docs.escape(spec.name()))
                .addJavadoc(supplied())
                .addJavadoc(
                        "\n<p>An implementation is called by one thread. Texts, lists and messages that it is given are views, valid")
                .addJavadoc(
                        " during the call only\nand not to be changed. A function that a message calls answers the same for the same")
                .addJavadoc(
                        " arguments: where bytes are missing,\nit is asked again. What a method throws is told as a parse error of the")
                .addJavadoc(" message or state, with the exception's text; the run\ngoes on.\n")
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(Externs.class);
        spec.externs().forEach(each -> type.addMethod(method(each)));
        return type.build();
    }

    private CodeBlock supplied() {
        CodeBlock service =
                CodeBlock.of("{@code META-INF/services/$L}", names.externs().canonicalName());
        CodeBlock named = CodeBlock.of(
                "a public class with a public constructor without parameters that is\nnamed in $L", service);
        return spec.machine().isPresent()
                ? CodeBlock.of("<p>It is given to the constructor of {@link $T}, or is $L.\n", names.protocol(), named)
                : CodeBlock.of("<p>It is given to the parsers of messages.\n");
    }

    private MethodSpec method(ExternDef extern) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.extern(extern.id()))
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc(Docs.of(
                        extern.doc(),
                        (extern.form() == ExternDef.Form.FILTER ? "The filter " : "The function ") + extern.name()
                                + ".",
                        Docs.file(extern.span().file().name()),
                        extern.span().line()));
        if (extern.form() == ExternDef.Form.FILTER) {
            return method.addJavadoc(
                            "\n@return a new filter for contents one after the other; it begins each with {@code begin}\n")
                    .returns(Filter.class)
                    .build();
        }
        if (!extern.params().isEmpty() || extern.result().isPresent()) {
            method.addJavadoc("\n");
        }
        Names parameters = Names.empty();
        for (Param param : extern.params()) {
            String name = parameters.member(param.name());
            method.addParameter(declared(param.type()), name);
            method.addJavadoc("@param $L $L\n", name, described(param.type()));
        }
        extern.result()
                .ifPresent(type -> method.returns(declared(type)).addJavadoc("@return $L\n", result(extern, type)));
        return method.build();
    }

    private TypeName declared(Type type) {
        TypeName java = types.of(type);
        return type.isOptional() ? JavaTypes.nullable(java) : java;
    }

    private CodeBlock described(Type type) {
        Type present = type.present();
        CodeBlock absent = CodeBlock.of(type.isOptional() ? "; null where it is absent" : "");
        if (present instanceof Type.IntType number) {
            return CodeBlock.of("$L", range(number));
        } else if (present instanceof Type.EnumType value) {
            return CodeBlock.of("a number of {@link $T}, named or not", names.enumClass(value.enumId()));
        } else if (present instanceof Type.FlagType) {
            return CodeBlock.of("true or false");
        } else if (present instanceof Type.FloatType) {
            return CodeBlock.of("a number");
        } else if (present instanceof Type.AddressType address) {
            return CodeBlock.of(
                    "$L bytes, valid during the call only$L", address.kind().bytes(), absent);
        }
        return CodeBlock.of("valid during the call only$L", absent);
    }

    private static String range(Type.IntType type) {
        return type.fitsLong() ? type.min() + " to " + type.max() : "64 bits without a sign";
    }

    private CodeBlock result(ExternDef extern, Type type) {
        if (!extern.givesText()) {
            return described(type);
        }
        return CodeBlock.of(
                "a text of at most $L bytes, which is copied at once$L",
                most(extern),
                type.isOptional() ? "; null where there is none" : "");
    }

    private static long most(ExternDef extern) {
        return extern.max().orElse(Bounds.VARIABLE_BYTES);
    }

    // ------------------------------------------------------------------ the calls

    TypeSpec calls() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.externCalls())
                .addJavadoc(
                        "Calls {@link $T} for one thread: what it throws, or gives that cannot be, becomes an error that is told.\n",
                        names.externs())
                .addModifiers(Modifier.FINAL)
                .addField(names.externs(), "externs", Modifier.PRIVATE, Modifier.FINAL);
        Names fields = Names.members();
        fields.member("externs");
        List<MethodSpec> methods = new ArrayList<>();
        spec.externs().forEach(each -> methods.add(call(type, fields, each)));
        type.addMethod(MethodSpec.constructorBuilder()
                .addParameter(names.externs(), "externs")
                .addStatement("this.externs = externs")
                .build());
        methods.forEach(type::addMethod);
        return type.build();
    }

    private MethodSpec call(TypeSpec.Builder type, Names fields, ExternDef extern) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.extern(extern.id()));
        if (extern.form() == ExternDef.Form.FILTER) {
            return method.returns(Filter.class)
                    .addStatement("return externs.$L()", names.extern(extern.id()))
                    .build();
        }
        Names parameters = Names.empty();
        parameters.member("externs");
        List<CodeBlock> given = new ArrayList<>();
        for (Param param : extern.params()) {
            String name = parameters.member(param.name());
            method.addParameter(declared(param.type()), name);
            given.add(given(type, fields, extern, param, name));
        }
        CodeBlock call = CodeBlock.of("externs.$L($L)", names.extern(extern.id()), CodeBlock.join(given, ", "));
        extern.result().ifPresent(result -> method.returns(declared(result)));
        String place = parameters.member("result");
        if (extern.givesText()) {
            method.addParameter(ParameterSpec.builder(JoinedText.class, place).build());
        }
        String thrown = parameters.member("e");
        return method.beginControlFlow("try")
                .addCode(checked(extern, call, place))
                .nextControlFlow("catch ($T $L)", Exception.class, thrown)
                .addStatement("throw $T.failed($S, $L)", ExternCall.class, extern.name(), thrown)
                .endControlFlow()
                .build();
    }

    /** A text is shown by a slice of our own: an implementation that shortens it shortens nothing else. */
    private CodeBlock given(TypeSpec.Builder type, Names fields, ExternDef extern, Param param, String name) {
        if (!types.of(param.type()).equals(ClassName.get(Slice.class))) {
            return CodeBlock.of("$L", name);
        }
        String field = fields.member(extern.name() + "_" + param.name());
        type.addField(FieldSpec.builder(Slice.class, field, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T(new $T())", Slice.class, ByteRegion.class)
                .build());
        return CodeBlock.of(param.type().isOptional() ? "$L.show($L).orNull()" : "$L.show($L)", field, name);
    }

    /** Whether every value of the Java type is one of the range. */
    private static boolean isWhole(Type.IntType range) {
        return !range.fitsLong()
                || range.equals(Type.IntType.ofBits(Long.SIZE, true))
                || range.equals(Type.IntType.ofBits(Integer.SIZE, true));
    }

    private CodeBlock checked(ExternDef extern, CodeBlock call, String place) {
        if (extern.result().isEmpty()) {
            return CodeBlock.of("$L;\n", call);
        }
        Type type = extern.result().get();
        if (extern.givesText()) {
            return CodeBlock.of(
                    "return $T.$L($S, $L, $L, $L);\n",
                    ExternCall.class,
                    type.isOptional() ? "textOrNull" : "text",
                    extern.name(),
                    call,
                    place,
                    most(extern));
        }
        Type.IntType range = null;
        if (type instanceof Type.IntType number) {
            range = number;
        } else if (type instanceof Type.EnumType value) {
            EnumDef named = spec.enums().get(value.enumId());
            range = Type.IntType.ofBits(named.bits(), named.signed());
        }
        if (range == null || isWhole(range)) {
            return CodeBlock.of("return $L;\n", call);
        }
        CodeBlock number = CodeBlock.of(
                "$T.number($S, $L, $LL, $LL)", ExternCall.class, extern.name(), call, range.min(), range.max());
        return types.of(type).equals(TypeName.INT)
                ? CodeBlock.of("return (int) $L;\n", number)
                : CodeBlock.of("return $L;\n", number);
    }
}
