package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Param;
import org.protospec.runtime.parse.JoinedContent;

/** Writes the steps that read up to a delimiter, and those that hand content on. */
final class StreamSteps extends StepCode {
    /** Within the code of {@code host}. */
    StreamSteps(StepCode host) {
        super(host);
    }

    CodeBlock step(Step.ReadUntil step) {
        until(step);
        return code.build();
    }

    CodeBlock step(Step.StreamBytes step) {
        stream(step);
        return code.build();
    }

    CodeBlock step(Step.Skip step) {
        if (step.held()) {
            unless("bytes($L, in, $L, $L)", number, count(step.count()), Bounds.BYTES);
            return code.build();
        }
        String reader = context.members.member("skipped_reader");
        context.fields.add(context.streams.countedReader(reader));
        context.rewind.addStatement("$L.rewind()", reader);
        unless("skip($L, in, $L, $L)", number, reader, count(step.count()));
        goesOn(reader);
        return code.build();
    }

    private void until(Step.ReadUntil until) {
        String reader = context.members.member(until.field().name().orElse("content") + "_reader");
        context.fields.add(context.streams.untilReader(reader, until.until()));
        context.rewind.addStatement("$L.rewind()", reader);
        if (until.until().answered().isPresent()) {
            context.answers.add(CodeBlock.of("$L.answered(in)", reader));
        }
        boolean streamed = Storage.of(context.ir, until.field()) == Storage.CONTENT;
        if (streamed) {
            code.beginControlFlow("if (!$L.isOpen())", reader);
            code.addStatement("$L.open($L)", reader, sink(until.field(), reader));
            code.endControlFlow();
        }
        unless("until($L, in, $L, $L)", number, reader, until.max());
        if (streamed) {
            ended(until.field(), reader);
        } else {
            keepSlice(until.field());
        }
    }

    private void ended(Field field, String reader) {
        code.addStatement("message.$L.set($L)", field(field), reader);
        goesOn(reader);
    }

    /** What has begun can be left behind, and goes on behind missing bytes. */
    private void goesOn(String reader) {
        context.abandon.beginControlFlow("if ($L.isOpen())", reader);
        context.abandon.addStatement("$L.abandon(rest)", reader);
        context.abandon.endControlFlow();
        context.gap.beginControlFlow("if ($L.isOpen())", reader);
        context.gap.addStatement("return $L.gap(in, missing)", reader);
        context.gap.endControlFlow();
    }

    private void stream(Step.StreamBytes bytes) {
        String reader = context.members.member(bytes.field().name().orElse("content") + "_reader");
        context.fields.add(context.streams.countedReader(reader));
        context.rewind.addStatement("$L.rewind()", reader);
        code.beginControlFlow("if (!$L.isOpen())", reader);
        if (bytes.count().isPresent()) {
            code.addStatement("long count = $L", count(bytes.count().get()));
            unless("countFits($L, in, count)", number);
            code.addStatement("$L.open($L, count)", reader, sink(bytes.field(), reader));
        } else {
            code.addStatement("$L.openToEnd($L)", reader, sink(bytes.field(), reader));
        }
        code.endControlFlow();
        unless("stream($L, in, $L)", number, reader);
        ended(bytes.field(), reader);
    }

    private CodeBlock sink(Field field, String reader) {
        Field.StreamTarget target = field.stream().orElseThrow();
        if (target.protocol().isPresent()) {
            return CodeBlock.of(
                    "$T.requireNonNull(owner).within($S)",
                    Objects.class,
                    target.protocol().get());
        }
        if (target.event().isEmpty()) {
            return CodeBlock.of("$T.requireNonNull(joined)", Objects.class);
        }
        int event = target.event().getAsInt();
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$T.requireNonNull(owner)", Objects.class));
        arguments.add(filter(field, reader + "_filter", CodeBlock.of("events.inflations")));
        List<Param> wanted = context.spec.events().get(event).params();
        for (int i = 0; i < wanted.size(); i++) {
            arguments.add(Arguments.passed(
                    context.types,
                    expressions(),
                    wanted.get(i).type(),
                    target.arguments().get(i)));
        }
        return CodeBlock.of("events.$L($L)", context.names.eventMethod(event), CodeBlock.join(arguments, ", "));
    }

    // ------------------------------------------------------------------ content of several pieces

    CodeBlock step(Step.ReadParts step) {
        Field field = step.field();
        String content = context.members.member(field.name().orElse("content") + "_content");
        context.fields.add(FieldSpec.builder(JoinedContent.class, content, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", JoinedContent.class)
                .build());
        String read = nestedParser(field, step.message());
        String parser = read.replace("()", "");
        context.rewind.addStatement("$L.rewind()", content);
        context.abandon.addStatement("$L.abandon()", content);
        Optional<ArrayEnd> end =
                field.encoding() instanceof FieldType.ArrayField array ? Optional.of(array.end()) : Optional.empty();
        code.beginControlFlow("if (!$L.isOpen())", content);
        if (end.orElse(null) instanceof ArrayEnd.Count count) {
            String left = context.members.member(content + "_left");
            context.fields.add(
                    FieldSpec.builder(TypeName.LONG, left, Modifier.PRIVATE).build());
            code.addStatement("$L = $L", left, count(count.count()));
            unless("countFits($L, in, $L)", number, left);
        }
        code.addStatement("$L.open($L)", content, sink(field, content));
        code.addStatement("$L.joined($L)", read, content);
        code.endControlFlow();
        callArgs(read, step.message(), step.arguments());
        parts(step, end, content, read, parser);
        code.addStatement("$L.close()", content);
        code.addStatement("message.$L.set($L)", field(field), content);
        return code.build();
    }

    private void parts(Step.ReadParts step, Optional<ArrayEnd> end, String content, String read, String parser) {
        String list = "message." + accessors.parts.get(step.field().index());
        CodeBlock it = CodeBlock.of("$L.last()", list);
        if (end.isEmpty()) {
            part(read, list);
            code.addStatement("letGo(in, $L)", read);
        } else if (end.get() instanceof ArrayEnd.Count) {
            code.beginControlFlow("for (; $1LLeft > 0; $1LLeft--)", content);
            part(read, list);
            code.addStatement("letGo(in, $L)", read);
            code.endControlFlow();
        } else if (end.get() instanceof ArrayEnd.Until until) {
            again(read, list, expressions(it).negation(until.condition()));
        } else if (end.get() instanceof ArrayEnd.While again) {
            again(read, list, expressions(it).condition(again.condition()));
        } else if (end.get() instanceof ArrayEnd.LookAhead) {
            int decision = step.decision().orElseThrow();
            code.beginControlFlow("while (true)");
            code.beginControlFlow("if (!isReading($L))", parser);
            code.addStatement("int next = $L", next(decision));
            unless(
                    "decided($L, in, next, $L)",
                    number,
                    context.ir.decisions().get(decision).most());
            code.beginControlFlow("if (next != 0)").addStatement("break").endControlFlow();
            code.endControlFlow();
            progressing(read, list);
            code.endControlFlow();
        } else {
            code.beginControlFlow("while (isReading($L) || in.remaining() > 0 || !in.complete())", parser);
            code.beginControlFlow("if (in.remaining() == 0 && !isReading($L))", parser);
            code.addStatement("return waiting($L)", number);
            code.endControlFlow();
            progressing(read, list);
            code.endControlFlow();
        }
    }

    private void part(String read, String list) {
        unless("part($L, in, $L, $L)", number, read, list);
    }

    private void progressing(String read, String list) {
        part(read, list);
        unless("progressed($L, in, $L)", number, read);
        code.addStatement("letGo(in, $L)", read);
    }

    /** The condition is asked while the bytes of the part are there. */
    private void again(String read, String list, CodeBlock condition) {
        code.addStatement("boolean more");
        code.beginControlFlow("do");
        part(read, list);
        unless("progressed($L, in, $L)", number, read);
        code.addStatement("more = $L", condition);
        code.addStatement("letGo(in, $L)", read);
        code.endControlFlow("while (more)");
    }
}
