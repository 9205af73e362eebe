package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Spec;
import org.protospec.runtime.parse.Detour;
import org.protospec.runtime.parse.MessageParser;

/** Writes the parser of a message: a {@code switch} over its steps, which goes on with the step where it stopped. */
final class ParserEmitter {
    private final ParserContext context;

    ParserEmitter(
            Spec spec,
            SpecNames names,
            MessageIr ir,
            Streams streams,
            WholeTokens wholeTokens,
            WholeMessages wholeMessages) {
        context = new ParserContext(spec, names, ir, streams, wholeTokens, wholeMessages);
    }

    TypeSpec emit(boolean standalone) {
        TypeSpec.Builder type = type(standalone);
        ParserArguments arguments = new ParserArguments(context);
        arguments.declare();
        boolean typed = standalone && HeaderLayout.isHeader(context.spec, context.ir, context.wholeMessages);
        Optional<HeaderLayout> layout =
                standalone ? HeaderLayout.of(context.spec, context.ir, context.wholeMessages) : Optional.empty();
        // All steps are written before the class is: what else it needs is known behind them.
        ParserSteps steps = new ParserSteps(context, typed);
        MethodSpec resume = steps.resume();
        List<MethodSpec> whole = whole(type, standalone, layout);
        fields(type);
        new ParserConstructor(context).addTo(type);
        ParserParts parts = new ParserParts(context);
        parts.given(type);
        if (typed) {
            typed(type, message());
        }
        if (layout.filter(each -> each.rest().isEmpty()).isPresent()) {
            fixedSize(type);
        }
        arguments.addTo(type);
        type.addMethod(resume);
        context.methods.forEach(type::addMethod);
        steps.parts().forEach(type::addMethod);
        whole.forEach(type::addMethod);
        new StepWords(context.ir).addTo(type);
        parts.happening(type);
        return type.build();
    }

    private TypeSpec.Builder type(boolean standalone) {
        return TypeSpec.classBuilder(context.names.parser(context.def.id()))
                .addJavadoc(
                        "Reads {@link $T}, from whatever bytes there are, and goes on later where it stopped.\n",
                        message())
                .addModifiers(
                        standalone ? new Modifier[] {Modifier.PUBLIC, Modifier.FINAL} : new Modifier[] {Modifier.FINAL})
                .superclass(ParameterizedTypeName.get(ClassName.get(MessageParser.class), message()));
    }

    private ClassName message() {
        return context.names.message(context.def.id());
    }

    private void fields(TypeSpec.Builder type) {
        type.addFields(context.texts.fields());
        for (int window = 0; window < context.ir.windows(); window++) {
            type.addField(TypeName.LONG, "window" + window, Modifier.PRIVATE);
        }
        for (int detour = 0; detour < context.ir.detours(); detour++) {
            type.addField(FieldSpec.builder(Detour.class, "detour" + detour, Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $T()", Detour.class)
                    .build());
        }
        for (int union = 0; union < context.ir.unions(); union++) {
            type.addField(TypeName.INT, "union" + union, Modifier.PRIVATE);
            type.addField(TypeName.INT, "unionEnd" + union, Modifier.PRIVATE);
        }
        new ParserAttempts(context).addTo(type);
        type.addFields(context.fields);
    }

    /** The short way through the message. */
    private List<MethodSpec> whole(TypeSpec.Builder type, boolean standalone, Optional<HeaderLayout> layout) {
        WholeReads reads = new WholeReads(context);
        if (layout.isPresent()) {
            InPlaceReads inPlace = new InPlaceReads(context, layout.get());
            Optional<MethodSpec> look = inPlace.look();
            if (look.isPresent() || layout.get().rest().isEmpty()) {
                type.addField(inPlace.size());
            }
            if (look.isPresent()) {
                return List.of(look.get(), reads.inPlace(layout.get()));
            }
        }
        return reads.methods(standalone, context.wholeTokens.used());
    }

    /** The message with its own type, see {@link MessageParser#message}. */
    private static void typed(TypeSpec.Builder type, ClassName message) {
        type.addField(FieldSpec.builder(message, "message", Modifier.PRIVATE, Modifier.FINAL)
                .initializer("super.message()")
                .build());
        type.addMethod(JavaMethods.override("message")
                .addModifiers(Modifier.PUBLIC)
                .returns(message)
                .addStatement("return message")
                .build());
    }

    /** Of messages that all have the same size, that size: it need not be noted of each. */
    private static void fixedSize(TypeSpec.Builder type) {
        type.addMethod(JavaMethods.override("fixedSize")
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.INT)
                .addStatement("return $L", InPlaceReads.SIZE)
                .build());
    }
}
