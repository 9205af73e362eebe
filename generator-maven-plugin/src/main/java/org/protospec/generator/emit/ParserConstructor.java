package org.protospec.generator.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the constructor of a parser, and fields for what it is given: the events of its streams, and what its spec leaves to Java. */
final class ParserConstructor {
    private final ParserContext context;

    ParserConstructor(ParserContext context) {
        this.context = context;
    }

    /** Adds them to the parser's class. */
    void addTo(TypeSpec.Builder type) {
        int id = context.def.id();
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (context.streams.in(id)) {
            constructor.addParameter(context.names.events(), "events");
        }
        if (context.callsJava()) {
            constructor.addParameter(context.names.externCalls(), "externs");
        }
        constructor.addStatement("super(new $T())", context.names.message(id));
        if (keepsExterns()) {
            type.addField(context.names.externCalls(), "externs", Modifier.PRIVATE, Modifier.FINAL);
            constructor.addStatement("this.externs = externs");
        }
        if (context.streams.in(id)) {
            type.addField(context.names.events(), "events", Modifier.PRIVATE, Modifier.FINAL);
            constructor.addStatement("this.events = events");
        }
        context.nestedParsers.stream()
                .filter(nested -> !nested.lazy())
                .forEach(nested -> constructor.addStatement(
                        "$L = new $T($L)",
                        nested.name(),
                        context.names.parser(nested.message()),
                        context.streams.given(nested.message())));
        type.addMethod(constructor.addCode(context.construct.build()).build());
    }

    /** Whether what the spec leaves to Java is needed behind the constructor: by the message itself, or by parsers that are made later. */
    private boolean keepsExterns() {
        return context.streams.callsJavaItself(context.def.id())
                || context.nestedParsers.stream()
                        .anyMatch(each -> each.lazy() && context.streams.callsJava(each.message()));
    }
}
