package org.protospec.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ir.Captures;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.parse.Attempt;
import org.protospec.runtime.parse.ContentSink;
import org.protospec.runtime.parse.Detour;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;
import org.protospec.runtime.parse.Recovery;
import org.protospec.runtime.parse.Resync;

/** Writes the parser of a message: a {@code switch} over its steps, which goes on with the step where it stopped. */
final class ParserEmitter {
    /** Steps follow each other on purpose: that is what a switch with a place to go on is for. */
    static final AnnotationSpec SUPPRESS_FALLTHROUGH = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "fallthrough")
            .build();

    private final ParserContext context;
    private boolean typed;

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
        ClassName message = context.names.message(context.def.id());
        TypeSpec.Builder type = TypeSpec.classBuilder(context.names.parser(context.def.id()))
                .addJavadoc(
                        "Reads {@link $T}, from whatever bytes there are, and goes on later where it stopped.\n",
                        message)
                .addModifiers(
                        standalone ? new Modifier[] {Modifier.PUBLIC, Modifier.FINAL} : new Modifier[] {Modifier.FINAL})
                .superclass(ParameterizedTypeName.get(ClassName.get(MessageParser.class), message));
        parameters();
        typed = standalone && HeaderLayout.isHeader(context.spec, context.ir, context.wholeMessages);
        Optional<HeaderLayout> layout =
                standalone ? HeaderLayout.of(context.spec, context.ir, context.wholeMessages) : Optional.empty();
        CodeBlock resume = resume();
        List<MethodSpec> whole = whole(type, standalone, layout);
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
        attempts(type);
        type.addFields(context.fields);
        constructor(type, message);
        if (typed) {
            typed(type, message);
        }
        if (layout.filter(each -> each.rest().isEmpty()).isPresent()) {
            fixedSize(type);
        }
        arguments(type);
        MethodSpec.Builder method = MessageEmitter.override("resume");
        if (context.ir.steps().stream().anyMatch(ParserEmitter::fallsThrough)) {
            method.addAnnotation(SUPPRESS_FALLTHROUGH);
        }
        type.addMethod(method.addModifiers(Modifier.PROTECTED)
                .addParameter(Input.class, "in")
                .returns(Progress.class)
                .addCode(resume)
                .build());
        context.methods.forEach(type::addMethod);
        parts.forEach(type::addMethod);
        whole.forEach(type::addMethod);
        words(
                type,
                "label",
                context.ir.steps().stream().map(step -> step.info().label()).toList());
        words(
                type,
                "expected",
                context.ir.steps().stream().map(step -> step.info().expected()).toList());
        conversions(type);
        parts(type);
        return type.build();
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

    /** What may be taken back, and how the message forgets it. */
    private void attempts(TypeSpec.Builder type) {
        List<Integer> forgotten = new ArrayList<>();
        for (Step step : context.ir.steps()) {
            if (step instanceof Step.Attempt attempt) {
                forgotten.add(attempt.attempt());
                type.addField(FieldSpec.builder(
                                Attempt.class, "attempt" + attempt.attempt(), Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T($L)", Attempt.class, attempt.attempt())
                        .build());
            } else if (step instanceof Step.Recover part) {
                forgotten.add(part.attempt());
            }
        }
        context.ir.steps().stream()
                .filter(Step.TakeUp.class::isInstance)
                .map(Step.TakeUp.class::cast)
                .sorted(Comparator.comparingInt(Step.TakeUp::attempt))
                .forEach(up -> type.addField(recovery(up)));
        if (!forgotten.isEmpty()) {
            forget(type, forgotten);
        }
    }

    /** What was read of an element that does not fit is not in its list yet: nothing has to be forgotten. */
    private void forget(TypeSpec.Builder type, List<Integer> forgotten) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (context.ir.attempts() == 1) {
            code.addStatement("message().forget$L()", forgotten.get(0));
        } else {
            code.beginControlFlow("switch (attempt)");
            boolean all = forgotten.size() == context.ir.attempts();
            for (int i = 0; i < forgotten.size(); i++) {
                boolean last = all && i == forgotten.size() - 1;
                code.add(
                        last ? "default -> message().forget$1L();\n" : "case $1L -> message().forget$1L();\n",
                        forgotten.get(i));
            }
            code.add(all ? "" : "default -> {}\n");
            code.endControlFlow();
        }
        type.addMethod(MessageEmitter.override("forget")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "attempt")
                .addCode(code.build())
                .build());
    }

    /** What may be left behind. */
    private FieldSpec recovery(Step.TakeUp up) {
        return FieldSpec.builder(Recovery.class, "resync" + up.attempt(), Modifier.PRIVATE, Modifier.FINAL)
                .initializer(
                        "$T.$L($L, $L, $T.Place.$L, $T.Bytes.$L)",
                        Recovery.class,
                        up.lost() == Step.Lost.ELEMENT ? "ofElement" : "of",
                        up.attempt(),
                        context.streams.delimiter(up.resync().token()),
                        Resync.class,
                        up.resync().place(),
                        Recovery.class,
                        up.held() ? "HELD" : "LET_GO")
                .build();
    }

    private void constructor(TypeSpec.Builder type, ClassName message) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (context.streams.in(context.def.id())) {
            constructor.addParameter(context.names.events(), "events");
        }
        if (context.callsJava()) {
            constructor.addParameter(context.names.externCalls(), "externs");
        }
        constructor.addStatement("super(new $T())", message);
        boolean later = context.nestedParsers.stream()
                .anyMatch(each -> each.lazy() && context.streams.callsJava(each.message()));
        if (later || context.streams.callsJavaItself(context.def.id())) {
            type.addField(context.names.externCalls(), "externs", Modifier.PRIVATE, Modifier.FINAL);
            constructor.addStatement("this.externs = externs");
        }
        if (context.streams.in(context.def.id())) {
            type.addField(context.names.events(), "events", Modifier.PRIVATE, Modifier.FINAL);
            constructor.addStatement("this.events = events");
            type.addField(FieldSpec.builder(EventContext.class, "owner", Modifier.PRIVATE)
                    .addAnnotation(Nullable.class)
                    .build());
            MethodSpec.Builder owner = MethodSpec.methodBuilder("owner")
                    .addJavadoc("Streams of the message belong to this flow from now on.\n")
                    .addParameter(EventContext.class, "owner")
                    .addStatement("this.owner = owner");
            nestedWithStreams().forEach(each -> owner.addStatement("$L.owner(owner)", each));
            type.addMethod(owner.build());
        }
        if (context.streams.hasParts(context.def.id())) {
            joined(type);
        }
        context.nestedParsers.stream().filter(nested -> !nested.lazy()).forEach(nested -> {
            constructor.addStatement(
                    "$L = new $T($L)",
                    nested.name(),
                    context.names.parser(nested.message()),
                    context.streams.given(nested.message()));
        });
        type.addMethod(constructor.addCode(context.construct.build()).build());
    }

    /** The message with its own type, see {@link MessageParser#message}. */
    private static void typed(TypeSpec.Builder type, ClassName message) {
        type.addField(FieldSpec.builder(message, "message", Modifier.PRIVATE, Modifier.FINAL)
                .initializer("super.message()")
                .build());
        type.addMethod(MessageEmitter.override("message")
                .addModifiers(Modifier.PUBLIC)
                .returns(message)
                .addStatement("return message")
                .build());
    }

    /** Of messages that all have the same size, that size: it need not be noted of each. */
    private static void fixedSize(TypeSpec.Builder type) {
        type.addMethod(MessageEmitter.override("fixedSize")
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.INT)
                .addStatement("return $L", InPlaceReads.SIZE)
                .build());
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

    private List<String> nestedWithStreams() {
        return context.nestedParsers.stream()
                .filter(nested -> context.streams.in(nested.message()) && !nested.lazy())
                .map(ParserContext.NestedParser::name)
                .toList();
    }

    private void parameters() {
        context.def.params().forEach(param -> context.params.add(context.members.member(param.name())));
        context.ir
                .captures()
                .forEach(each ->
                        context.captures.add(context.members.member(Captures.name(context.spec, each.reference()))));
        for (Param param : context.def.params()) {
            argumentField(context.params.get(param.index()), param.type());
        }
        for (int i = 0; i < context.captures.size(); i++) {
            argumentField(
                    context.captures.get(i),
                    context.ir.captures().get(i).reference().type());
        }
    }

    private void argumentField(String name, Type type) {
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

    private void arguments(TypeSpec.Builder type) {
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
        method.addParameter(
                java.isPrimitive()
                        ? java
                        : java.annotated(AnnotationSpec.builder(Nullable.class).build()),
                name);
        method.addStatement("this.$1L = $1L", name);
    }

    // ------------------------------------------------------------------ steps

    /** About how many characters of code one method may have: bytecode of some four thousand bytes. */
    private static final int MAX_METHOD = 9_000;

    private final List<MethodSpec> parts = new ArrayList<>();

    private CodeBlock resume() {
        if (context.ir.steps().isEmpty()) {
            return CodeBlock.of("return $T.DONE;\n", Progress.class);
        }
        List<CodeBlock> bodies = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < context.ir.steps().size(); i++) {
            bodies.add(step(i));
            int own = bodies.get(i).toString().length();
            if (length > 0 && length + own > MAX_METHOD) {
                ends.add(i);
                length = 0;
            }
            length += own;
        }
        ends.add(context.ir.steps().size());
        return ends.size() == 1 ? steps(bodies, 0, ends.get(0)) : split(bodies, ends);
    }

    /** A long message in several methods: those that were too large would never be compiled to machine code. */
    private CodeBlock split(List<CodeBlock> bodies, List<Integer> ends) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("while (true)");
        code.addStatement("$T progress", MachineCode.nullable(ClassName.get(Progress.class)));
        for (int i = 0; i < ends.size(); i++) {
            String name = "resume$" + i;
            int from = i == 0 ? 0 : ends.get(i - 1);
            MethodSpec.Builder part = MethodSpec.methodBuilder(name);
            if (context.ir.steps().subList(from, ends.get(i)).stream().anyMatch(ParserEmitter::fallsThrough)) {
                part.addAnnotation(SUPPRESS_FALLTHROUGH);
            }
            parts.add(part.addModifiers(Modifier.PRIVATE)
                    .addParameter(Input.class, "in")
                    .returns(MachineCode.nullable(ClassName.get(Progress.class)))
                    .addCode(steps(bodies, from, ends.get(i)))
                    .build());
            if (i == 0) {
                code.beginControlFlow("if (step < $L)", ends.get(i));
            } else if (i < ends.size() - 1) {
                code.nextControlFlow("else if (step < $L)", ends.get(i));
            } else {
                code.nextControlFlow("else");
            }
            code.addStatement("progress = $L(in)", name);
        }
        code.endControlFlow();
        code.beginControlFlow("if (progress != null)")
                .addStatement("return progress")
                .endControlFlow();
        return code.endControlFlow().build();
    }

    /** The steps from one number to another; null where they go on beyond, and there are more. */
    private CodeBlock steps(List<CodeBlock> bodies, int from, int to) {
        List<Step> steps = context.ir.steps().subList(from, to);
        boolean last = to == context.ir.steps().size();
        boolean jumps = steps.stream().anyMatch(ParserEmitter::jumps);
        CodeBlock.Builder code = CodeBlock.builder();
        if (!typed && steps.stream().anyMatch(this::usesMessage)) {
            code.addStatement("$T message = message()", context.names.message(context.def.id()));
        }
        if (jumps) {
            code.beginControlFlow("while (true)");
        }
        code.beginControlFlow("switch (step)");
        bodies.subList(from, to).forEach(code::add);
        if (!last && fallsThrough(context.ir.steps().get(to - 1))) {
            code.indent().addStatement("step = $L", to).add("// fall through\n").unindent();
        }
        code.add("default:\n")
                .indent()
                .addStatement(
                        last ? "return $T.DONE" : "return null", last ? new Object[] {Progress.class} : new Object[0])
                .unindent();
        code.endControlFlow();
        if (jumps) {
            code.endControlFlow();
        }
        return code.build();
    }

    private CodeBlock step(int i) {
        Step step = context.ir.steps().get(i);
        CodeBlock.Builder code = CodeBlock.builder();
        code.add("case $L: // $L\n", i, Docs.comment(StepComments.of(step)));
        code.indent();
        CodeBlock body = new StepEmitter(context, i).step(step);
        if (body.toString().contains("Checked.")
                || context.callsJava() && body.toString().contains("externs.")) {
            // Where an expression has no value, the error names this step.
            body = CodeBlock.builder().addStatement("step = $L", i).add(body).build();
        }
        boolean declares = step instanceof Step.ReadToken && body.toString().contains("long number")
                || step instanceof Step.Choose
                || step instanceof Step.Decide
                || step instanceof Step.OpenWindow
                || step instanceof Step.ReadParts
                || step instanceof Step.StreamBytes;
        if (declares) {
            code.add("{\n").indent().add(body).unindent().add("}\n");
        } else {
            code.add(body);
        }
        if (fallsThrough(step)) {
            code.add("// fall through\n");
        }
        return code.unindent().build();
    }

    private static boolean jumps(Step step) {
        return step instanceof Step.Branch
                || step instanceof Step.Jump
                || step instanceof Step.Choose
                || step instanceof Step.Decide
                || step instanceof Step.LookAhead
                || step instanceof Step.LookAheadConstant
                || step instanceof Step.ReadToken token && token.absent().isPresent();
    }

    private static boolean fallsThrough(Step step) {
        return !(step instanceof Step.Jump)
                && !(step instanceof Step.Choose)
                && !(step instanceof Step.Decide decide && decide.targets().size() > 1);
    }

    private boolean usesMessage(Step step) {
        return !new StepEmitter(context, 0).isBare(step);
    }

    /** Steps whose words one method tells: with many more it would be too large to be compiled to machine code. */
    private static final int MAX_WORDS = 400;

    private static void words(TypeSpec.Builder type, String name, List<String> words) {
        MethodSpec.Builder method = MessageEmitter.override(name).addModifiers(Modifier.PROTECTED);
        if (words.size() <= MAX_WORDS) {
            type.addMethod(words(method, words, 0));
            return;
        }
        CodeBlock.Builder parts = CodeBlock.builder().add("return ");
        for (int from = 0; from < words.size(); from += MAX_WORDS) {
            int to = Math.min(from + MAX_WORDS, words.size());
            String part = name + "$" + from / MAX_WORDS;
            MethodSpec.Builder some = MethodSpec.methodBuilder(part).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
            type.addMethod(words(some, words.subList(from, to), from));
            parts.add(
                    to < words.size()
                            ? CodeBlock.of("step < $L ? $L(step) : ", to, part)
                            : CodeBlock.of("$L(step);\n", part));
        }
        type.addMethod(method.addParameter(TypeName.INT, "step")
                .returns(String.class)
                .addCode(parts.build())
                .build());
    }

    private static MethodSpec words(MethodSpec.Builder method, List<String> words, int from) {
        method.addParameter(TypeName.INT, "step").returns(String.class);
        CodeBlock.Builder code = CodeBlock.builder();
        Set<String> distinct = new LinkedHashSet<>(words);
        distinct.remove("");
        if (distinct.isEmpty()) {
            return method.addStatement("return $S", "").build();
        }
        code.add("return switch (step) {\n").indent();
        for (String word : distinct) {
            List<String> steps = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).equals(word)) {
                    steps.add(String.valueOf(from + i));
                }
            }
            code.add("case $L -> $S;\n", String.join(", ", steps), word);
        }
        code.add("default -> $S;\n", "").unindent().add("};\n");
        return method.addCode(code.build()).build();
    }

    /** Which steps make a value of what was read: an error of theirs is one of those bytes. */
    private void conversions(TypeSpec.Builder type) {
        List<CodeBlock> steps = new ArrayList<>();
        for (int i = 0; i < context.ir.steps().size(); i++) {
            if (context.ir.steps().get(i) instanceof Step.Convert) {
                steps.add(CodeBlock.of("step == $L", i));
            }
        }
        if (!steps.isEmpty()) {
            type.addMethod(MessageEmitter.override("converts")
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(TypeName.INT, "step")
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", CodeBlock.join(steps, " || "))
                    .build());
        }
    }

    private void parts(TypeSpec.Builder type) {
        CodeBlock rewinding = context.rewind.build();
        if (!rewinding.isEmpty()) {
            type.addMethod(MessageEmitter.override("rewindParts")
                    .addModifiers(Modifier.PROTECTED)
                    .addCode(rewinding)
                    .build());
        }
        CodeBlock abandoning = context.abandon.build();
        if (!abandoning.isEmpty()) {
            type.addMethod(MessageEmitter.override("abandon")
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(
                            ClassName.get(Input.class)
                                    .annotated(AnnotationSpec.builder(Nullable.class)
                                            .build()),
                            "rest")
                    .addCode(abandoning)
                    .build());
        }
        CodeBlock gap = context.gap.build();
        if (!gap.isEmpty() || context.recovers) {
            type.addMethod(MessageEmitter.override("gap")
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(Input.class, "in")
                    .addParameter(TypeName.LONG, "missing")
                    .returns(TypeName.LONG)
                    .addCode(gap)
                    .addStatement(context.recovers ? "return missed(in, missing)" : "return 0")
                    .build());
        }
        if (!context.answers.isEmpty()) {
            type.addMethod(MessageEmitter.override("answered")
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(Input.class, "in")
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", CodeBlock.join(context.answers, " || "))
                    .build());
        }
    }
}
