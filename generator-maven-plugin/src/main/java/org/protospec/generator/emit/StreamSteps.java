package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Param;

/** Writes the steps that read up to a delimiter, and those that hand content on. */
final class StreamSteps extends StepCode {
    StreamSteps(ParserContext context, int number) {
        super(context, number);
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
        FieldType.BytesField bytes = (FieldType.BytesField) field.encoding();
        Field.StreamTarget target = bytes.stream().orElseThrow();
        String filter = context.members.member(reader + "_filter");
        context.fields.add(context.streams.filter(filter, bytes.filters()));
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$T.requireNonNull(owner)", Objects.class));
        arguments.add(CodeBlock.of("$L", filter));
        List<Param> wanted = context.spec.events().get(target.event()).params();
        for (int i = 0; i < wanted.size(); i++) {
            arguments.add(Arguments.passed(
                    context.types,
                    expressions(),
                    wanted.get(i).type(),
                    target.arguments().get(i)));
        }
        return CodeBlock.of(
                "events.$L($L)", context.names.eventMethod(target.event()), CodeBlock.join(arguments, ", "));
    }
}
