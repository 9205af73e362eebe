package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.parse.ContentSink;
import org.protospec.runtime.parse.Input;

/** Writes what a parser hands on to the parsers of its parts: whose their streams are, and when it goes back, gives up or misses bytes. */
final class ParserParts {
    private final ParserContext context;

    ParserParts(ParserContext context) {
        this.context = context;
    }

    /** Adds the methods that are called before it reads. */
    void given(TypeSpec.Builder type) {
        if (context.streams.in(context.def.id())) {
            owner(type);
        }
        if (context.streams.hasParts(context.def.id())) {
            joined(type);
        }
    }

    private void owner(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(EventContext.class, "owner", Modifier.PRIVATE)
                .addAnnotation(Nullable.class)
                .build());
        MethodSpec.Builder method = MethodSpec.methodBuilder("owner")
                .addJavadoc("Streams of the message belong to this flow from now on.\n")
                .addParameter(EventContext.class, "owner")
                .addStatement("this.owner = owner");
        context.nestedParsers.stream()
                .filter(nested -> context.streams.in(nested.message()) && !nested.lazy())
                .forEach(nested -> method.addStatement("$L.owner(owner)", nested.name()));
        type.addMethod(method.build());
    }

    private void joined(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(ContentSink.class, "joined", Modifier.PRIVATE)
                .addAnnotation(Nullable.class)
                .build());
        MethodSpec.Builder method = MethodSpec.methodBuilder("joined")
                .addJavadoc("What is handed on is part of this content from now on.\n")
                .addParameter(ContentSink.class, "joined")
                .addStatement("this.joined = joined");
        context.nestedParsers.stream()
                .filter(nested -> context.streams.hasParts(nested.message()) && !nested.lazy() && !nested.own())
                .forEach(nested -> method.addStatement("$L.joined(joined)", nested.name()));
        type.addMethod(method.build());
    }

    /** Adds the methods about what happens while it reads. */
    void happening(TypeSpec.Builder type) {
        rewindParts(type);
        abandon(type);
        gap(type);
        answered(type);
    }

    private void rewindParts(TypeSpec.Builder type) {
        CodeBlock rewinding = context.rewind.build();
        if (!rewinding.isEmpty()) {
            type.addMethod(JavaMethods.override("rewindParts")
                    .addModifiers(Modifier.PROTECTED)
                    .addCode(rewinding)
                    .build());
        }
    }

    private void abandon(TypeSpec.Builder type) {
        CodeBlock abandoning = context.abandon.build();
        if (!abandoning.isEmpty()) {
            type.addMethod(JavaMethods.override("abandon")
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(JavaTypes.nullable(ClassName.get(Input.class)), "rest")
                    .addCode(abandoning)
                    .build());
        }
    }

    private void gap(TypeSpec.Builder type) {
        CodeBlock gap = context.gap.build();
        if (!gap.isEmpty() || context.recovers) {
            type.addMethod(JavaMethods.override("gap")
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(Input.class, "in")
                    .addParameter(TypeName.LONG, "missing")
                    .returns(TypeName.LONG)
                    .addCode(gap)
                    .addStatement(context.recovers ? "return missed(in, missing)" : "return 0")
                    .build());
        }
    }

    private void answered(TypeSpec.Builder type) {
        if (!context.answers.isEmpty()) {
            type.addMethod(JavaMethods.override("answered")
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(Input.class, "in")
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", CodeBlock.join(context.answers, " || "))
                    .build());
        }
    }
}
