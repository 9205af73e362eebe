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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Captures;
import org.protospec.generator.ir.Label;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Writes the parser of a message: a {@code switch} over its steps, which goes on with the step where it stopped. */
final class ParserEmitter {
    /** Steps follow each other on purpose: that is what a switch with a place to go on is for. */
    static final AnnotationSpec SUPPRESS_FALLTHROUGH = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "fallthrough")
            .build();

    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final MessageIr ir;
    private final MessageDef def;
    private final Streams streams;
    private final Names members = Names.members();
    private final List<FieldSpec> constants = new ArrayList<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final CodeBlock.Builder rewind = CodeBlock.builder();
    private final CodeBlock.Builder abandon = CodeBlock.builder();
    private final List<CodeBlock> answers = new ArrayList<>();
    private final List<String> params = new ArrayList<>();
    private final List<String> captures = new ArrayList<>();
    private final TextConstants texts;
    private int scratches;

    ParserEmitter(Spec spec, SpecNames names, MessageIr ir, Streams streams) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.ir = ir;
        this.def = ir.def();
        this.streams = streams;
        List.of(
                        "step",
                        "from",
                        "to",
                        "message",
                        "in",
                        "resume",
                        "label",
                        "expected",
                        "answered",
                        "scratch",
                        "start",
                        "trace",
                        "error",
                        "events",
                        "owner",
                        "arguments",
                        "count",
                        "number",
                        "size",
                        "subject",
                        "field")
                .forEach(members::member);
        this.texts = new TextConstants(members);
    }

    TypeSpec emit() {
        ClassName message = names.message(def.id());
        TypeSpec.Builder type = TypeSpec.classBuilder(names.parser(def.id()))
                .addJavadoc(
                        "Reads {@link $T}, from whatever bytes there are, and goes on later where it stopped.\n",
                        message)
                .addModifiers(Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(ClassName.get(MessageParser.class), message));
        parameters();
        CodeBlock resume = resume();
        type.addFields(constants);
        type.addFields(texts.fields());
        for (int window = 0; window < ir.windows(); window++) {
            type.addField(TypeName.LONG, "window" + window, Modifier.PRIVATE);
        }
        type.addFields(fields);
        constructor(type, message);
        arguments(type);
        MethodSpec.Builder method = MessageEmitter.override("resume");
        if (ir.steps().stream().anyMatch(ParserEmitter::fallsThrough)) {
            method.addAnnotation(SUPPRESS_FALLTHROUGH);
        }
        type.addMethod(method.addModifiers(Modifier.PROTECTED)
                .addParameter(Input.class, "in")
                .returns(Progress.class)
                .addCode(resume)
                .build());
        parts.forEach(type::addMethod);
        words(
                type,
                "label",
                ir.steps().stream().map(step -> step.info().label()).toList());
        words(
                type,
                "expected",
                ir.steps().stream().map(step -> step.info().expected()).toList());
        parts(type);
        return type.build();
    }

    private void constructor(TypeSpec.Builder type, ClassName message) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (streams.in(def.id())) {
            constructor.addParameter(names.events(), "events");
        }
        constructor.addStatement("super(new $T())", message);
        if (streams.in(def.id())) {
            type.addField(names.events(), "events", Modifier.PRIVATE, Modifier.FINAL);
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
        nestedParsers.forEach(nested -> {
            if (streams.in(nested.message())) {
                constructor.addStatement("$L = new $T(events)", nested.name(), names.parser(nested.message()));
            } else {
                constructor.addStatement("$L = new $T()", nested.name(), names.parser(nested.message()));
            }
        });
        type.addMethod(constructor.build());
    }

    private record NestedParser(String name, int message) {}

    private final List<NestedParser> nestedParsers = new ArrayList<>();

    private List<String> nestedWithStreams() {
        return nestedParsers.stream()
                .filter(nested -> streams.in(nested.message()))
                .map(NestedParser::name)
                .toList();
    }

    private void parameters() {
        def.params().forEach(param -> params.add(members.member(param.name())));
        ir.captures().forEach(each -> captures.add(members.member(Captures.name(spec, each.reference()))));
        for (Param param : def.params()) {
            argumentField(params.get(param.index()), param.type());
        }
        for (int i = 0; i < captures.size(); i++) {
            argumentField(captures.get(i), ir.captures().get(i).reference().type());
        }
    }

    private void argumentField(String name, Type type) {
        if (types.isPrimitive(type)) {
            fields.add(FieldSpec.builder(types.of(type), name, Modifier.PRIVATE).build());
            if (type.isOptional()) {
                fields.add(FieldSpec.builder(TypeName.BOOLEAN, "has_" + name, Modifier.PRIVATE)
                        .build());
            }
        } else {
            fields.add(FieldSpec.builder(types.of(type), name, Modifier.PRIVATE)
                    .addAnnotation(Nullable.class)
                    .build());
        }
    }

    private void arguments(TypeSpec.Builder type) {
        if (params.isEmpty() && captures.isEmpty()) {
            return;
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("arguments")
                .addJavadoc("Sets what the message depends on, before it is read.\n");
        for (Param param : def.params()) {
            argument(method, params.get(param.index()), param.type());
        }
        for (int i = 0; i < captures.size(); i++) {
            argument(method, captures.get(i), ir.captures().get(i).reference().type());
        }
        type.addMethod(method.build());
    }

    private void argument(MethodSpec.Builder method, String name, Type type) {
        TypeName java = types.of(type);
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

    /** Arguments of a call, in the order of {@link #arguments}. */
    static CodeBlock callArguments(
            Spec spec,
            JavaTypes types,
            Expressions expressions,
            MessageIr callee,
            List<Expr> given,
            List<Expr> captured) {
        List<CodeBlock> code = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            code.add(passed(types, expressions, callee.def().params().get(i).type(), given.get(i)));
        }
        captured.forEach(each -> code.add(passed(types, expressions, each.type(), each)));
        return CodeBlock.join(code, ", ");
    }

    /** A value as a Java argument: absent ones as null, or as a flag and 0. */
    static CodeBlock passed(JavaTypes types, Expressions expressions, Type wanted, Expr expr) {
        Value value = expressions.value(expr);
        if (types.isPrimitive(wanted)) {
            CodeBlock cast = types.of(wanted).equals(TypeName.INT)
                            && !types.of(expr.type()).equals(TypeName.INT)
                            && !(expr instanceof Expr.NoneLiteral)
                    ? CodeBlock.of("(int) $L", value.operand())
                    : value.code();
            if (!wanted.isOptional()) {
                return cast;
            }
            if (expr instanceof Expr.NoneLiteral) {
                return CodeBlock.of("false, $L", types.of(wanted).equals(TypeName.BOOLEAN) ? "false" : "0");
            }
            return value.always()
                    ? CodeBlock.of("true, $L", cast)
                    : CodeBlock.of(
                            "$L, $L ? $L : $L",
                            value.presence(),
                            value.presence(),
                            value.operand(),
                            types.of(wanted).equals(TypeName.BOOLEAN) ? "false" : "0");
        }
        if (expr instanceof Expr.NoneLiteral || value.always()) {
            return value.code();
        }
        return CodeBlock.of("$L ? $L : null", value.presence(), value.operand());
    }

    // ------------------------------------------------------------------ steps

    /** About how many characters of code one method may have: bytecode of some four thousand bytes. */
    private static final int MAX_METHOD = 9_000;

    private final List<MethodSpec> parts = new ArrayList<>();

    private CodeBlock resume() {
        if (ir.steps().isEmpty()) {
            return CodeBlock.of("return $T.DONE;\n", Progress.class);
        }
        List<CodeBlock> bodies = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < ir.steps().size(); i++) {
            bodies.add(step(i));
            int own = bodies.get(i).toString().length();
            if (length > 0 && length + own > MAX_METHOD) {
                ends.add(i);
                length = 0;
            }
            length += own;
        }
        ends.add(ir.steps().size());
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
            if (ir.steps().subList(from, ends.get(i)).stream().anyMatch(ParserEmitter::fallsThrough)) {
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
        List<Step> steps = ir.steps().subList(from, to);
        boolean last = to == ir.steps().size();
        boolean jumps = steps.stream().anyMatch(ParserEmitter::jumps);
        CodeBlock.Builder code = CodeBlock.builder();
        if (steps.stream().anyMatch(this::usesMessage)) {
            code.addStatement("$T message = message()", names.message(def.id()));
        }
        if (jumps) {
            code.beginControlFlow("while (true)");
        }
        code.beginControlFlow("switch (step)");
        bodies.subList(from, to).forEach(code::add);
        if (!last && fallsThrough(ir.steps().get(to - 1))) {
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
        Step step = ir.steps().get(i);
        CodeBlock.Builder code = CodeBlock.builder();
        code.add("case $L: // $L\n", i, Docs.comment(comment(step)));
        code.indent();
        CodeBlock body = new StepEmitter(i).step(step);
        if (body.toString().contains("Checked.")) {
            // Where an expression has no value, the error names this step.
            body = CodeBlock.builder().addStatement("step = $L", i).add(body).build();
        }
        boolean declares = step instanceof Step.ReadToken && body.toString().contains("long number")
                || step instanceof Step.Choose
                || step instanceof Step.OpenWindow
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

    private static String comment(Step step) {
        String label = step.info().label();
        if (step instanceof Step.Compute) {
            return "let " + label;
        }
        if (step instanceof Step.CheckConstant) {
            return label + " = " + step.info().expected();
        }
        if (step instanceof Step.Check) {
            return "require " + step.info().expected();
        }
        if (step instanceof Step.ReadRun) {
            return label.isEmpty()
                    ? step.info().expected()
                    : label + ": " + step.info().expected() + " ...";
        }
        boolean words = step instanceof Step.Branch || step instanceof Step.Choose || step instanceof Step.OpenWindow;
        if (step instanceof Step.CloseWindow) {
            return "end of " + step.info().expected();
        }
        if (step instanceof Step.Jump) {
            return "end of the branch";
        }
        return label.isEmpty() || words
                ? step.info().expected()
                : label + ": " + step.info().expected();
    }

    private static boolean jumps(Step step) {
        return step instanceof Step.Branch
                || step instanceof Step.Jump
                || step instanceof Step.Choose
                || step instanceof Step.LookAhead
                || step instanceof Step.LookAheadConstant
                || step instanceof Step.ReadToken token && token.absent().isPresent();
    }

    private static boolean fallsThrough(Step step) {
        return !(step instanceof Step.Jump) && !(step instanceof Step.Choose);
    }

    private boolean usesMessage(Step step) {
        return !new StepEmitter(0).isBare(step);
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

    private void parts(TypeSpec.Builder type) {
        CodeBlock rewinding = rewind.build();
        if (!rewinding.isEmpty()) {
            type.addMethod(MessageEmitter.override("rewindParts")
                    .addModifiers(Modifier.PROTECTED)
                    .addCode(rewinding)
                    .build());
        }
        CodeBlock abandoning = abandon.build();
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
        if (!answers.isEmpty()) {
            type.addMethod(MessageEmitter.override("answered")
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(Input.class, "in")
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", CodeBlock.join(answers, " || "))
                    .build());
        }
    }

    /** What names of the spec stand for inside the parser. */
    private final class ParserScope implements Scope {
        private final CodeBlock it;

        ParserScope(CodeBlock it) {
            this.it = it;
        }

        @Override
        public Optional<CodeBlock> owner(Expr reference) {
            boolean own =
                    Captures.owner(reference).filter(owner -> owner == def.id()).isPresent();
            return own && !(reference instanceof Expr.ParamRef)
                    ? Optional.of(CodeBlock.of("message"))
                    : Optional.empty();
        }

        @Override
        public Value argument(Expr reference) {
            String name = reference instanceof Expr.ParamRef param && param.message() == def.id()
                    ? params.get(param.param())
                    : captures.get(Captures.indexOf(spec, ir.captures(), reference));
            if (!reference.type().isOptional()) {
                return types.isPrimitive(reference.type())
                        ? Value.of("$L", name)
                        : Value.of("$T.requireNonNull($L)", java.util.Objects.class, name);
            }
            CodeBlock present = types.isPrimitive(reference.type())
                    ? CodeBlock.of("has_$L", name)
                    : CodeBlock.of("$L != null", name);
            return Value.of("$L", name).given(List.of(present));
        }

        @Override
        public Value it(Expr.ItRef reference) {
            return new Value(it, List.of(), true);
        }

        @Override
        public Value variable(Expr.VarRef reference) {
            throw new IllegalStateException("a message cannot see the machine's variables");
        }

        @Override
        public Value eventVariable(Expr.EventVarRef reference) {
            throw new IllegalStateException("a message cannot see an event");
        }

        @Override
        public CodeBlock text(String text) {
            return texts.constant(text);
        }

        @Override
        public CodeBlock scratch() {
            return CodeBlock.of("scratch($L)", scratches++);
        }
    }

    /** Writes the code of one step. */
    private final class StepEmitter {
        private final int number;
        private final CodeBlock.Builder code = CodeBlock.builder();
        private final SpecNames.Members accessors = names.members(def.id());

        StepEmitter(int number) {
            this.number = number;
        }

        /** Whether a step touches nothing of the message. */
        boolean isBare(Step step) {
            return step instanceof Step.Jump
                    || step instanceof Step.CloseWindow
                    || step instanceof Step.LookAhead
                    || step instanceof Step.LookAheadConstant
                    || step instanceof Step.ReadToken token && Storage.of(ir, token.field()) == Storage.NONE
                    || step instanceof Step.ReadRun run && !keepsRun(run.run());
        }

        private boolean keepsRun(int run) {
            return ir.runs().get(run).slots().stream().anyMatch(slot -> Storage.of(ir, slot.field()) == Storage.RUN);
        }

        private Expressions expressions(CodeBlock it) {
            return new Expressions(spec, names, new ParserScope(it));
        }

        private Expressions expressions() {
            return expressions(CodeBlock.of(""));
        }

        private String field(org.protospec.generator.model.Field field) {
            return accessors.fields.get(field.index());
        }

        private void unless(String format, Object... arguments) {
            code.beginControlFlow("if (!$L)", CodeBlock.of(format, arguments));
            code.addStatement("return stopped()");
            code.endControlFlow();
        }

        private void jump(Label label) {
            code.addStatement("step = $L", label.step());
            code.addStatement("continue");
        }

        /** A number of bytes or elements as a long; one of 64 bits without a sign may be too large for that. */
        private CodeBlock count(Expr expr) {
            CodeBlock code = expressions().value(expr).code();
            return expr.type().present() instanceof Type.IntType number && !number.fitsLong()
                    ? CodeBlock.of("$T.saturated($L)", org.protospec.runtime.bytes.Checked.class, code)
                    : code;
        }

        CodeBlock step(Step step) {
            if (step instanceof Step.ReadRun run) {
                unless("run($L, in, $L)", number, ir.runs().get(run.run()).size());
                if (keepsRun(run.run())) {
                    code.addStatement("message.$L = from", accessors.runs.get(run.run()));
                }
            } else if (step instanceof Step.ReadToken token) {
                token(token);
            } else if (step instanceof Step.LookAhead ahead) {
                code.beginControlFlow("if (!ahead($L, $T.$L(in)))", number, names.tokens(), names.token(ahead.token()));
                code.beginControlFlow("if (!absent())");
                code.addStatement("return stopped()");
                code.endControlFlow();
                jump(ahead.absent());
                code.endControlFlow();
            } else if (step instanceof Step.LookAheadConstant ahead) {
                code.beginControlFlow(
                        "if (!next($L, in, 0x$LL, $L))", number, Long.toHexString(ahead.value()), ahead.octets());
                code.beginControlFlow("if (!absent())");
                code.addStatement("return stopped()");
                code.endControlFlow();
                jump(ahead.absent());
                code.endControlFlow();
            } else if (step instanceof Step.ReadBytes bytes) {
                unless("bytes($L, in, $L, $L)", number, count(bytes.count()), bytes.max());
                keepSlice(bytes.field());
            } else if (step instanceof Step.ReadRest rest) {
                unless("rest($L, in, $L)", number, rest.max());
                keepSlice(rest.field());
            } else if (step instanceof Step.ReadUntil until) {
                until(until);
            } else if (step instanceof Step.StreamBytes bytes) {
                stream(bytes);
            } else {
                compound(step);
            }
            return code.build();
        }

        private void compound(Step step) {
            if (step instanceof Step.ReadMessage nested) {
                message(nested);
            } else if (step instanceof Step.ReadMessages
                    || step instanceof Step.ReadTokens
                    || step instanceof Step.ReadNumbers) {
                list(step);
            } else if (step instanceof Step.CheckConstant constant) {
                placed(constant.field());
                unless("constant($L, in, $L)", number, same(constant));
            } else if (step instanceof Step.Check check) {
                CodeBlock it = check.field().map(this::itOf).orElse(CodeBlock.of(""));
                check.field().ifPresent(this::placed);
                Expressions expressions = expressions(it);
                CodeBlock text = check.text()
                        .map(expressions::string)
                        .orElse(CodeBlock.of("$S", step.info().expected()));
                unless("require($L, in, $L, $L)", number, expressions.condition(check.condition()), text);
            } else if (step instanceof Step.Compute compute) {
                compute(compute.let());
            } else if (step instanceof Step.Branch branch) {
                code.beginControlFlow("if ($L)", expressions().negation(branch.condition()));
                jump(branch.otherwise());
                code.endControlFlow();
            } else if (step instanceof Step.Jump jump) {
                jump(jump.target());
            } else if (step instanceof Step.Choose choose) {
                choose(choose);
            } else if (step instanceof Step.OpenWindow window) {
                code.addStatement("long size = $L", count(window.size()));
                unless("windowFits($L, in, size)", number);
                code.addStatement("window$L = in.openWindow(size)", window.window());
            } else if (step instanceof Step.CloseWindow window) {
                unless("windowConsumed($L, in)", number);
                code.addStatement("in.closeWindow(window$L)", window.window());
            }
        }

        /** A field in a run: what is checked now is not all that the last step took. */
        private void placed(org.protospec.generator.model.Field field) {
            ir.place(field)
                    .filter(place -> ir.runs().get(place.run()).slots().size() > 1)
                    .ifPresent(place -> {
                        String run = "message." + accessors.runs.get(place.run());
                        MessageIr.Slot slot = place.slot();
                        code.addStatement(
                                "field($1L + $2L, $1L + $3L)", run, slot.bit() / 8, (slot.bit() + slot.bits() + 7) / 8);
                    });
        }

        private CodeBlock itOf(org.protospec.generator.model.Field field) {
            return CodeBlock.of("message.$L()", field(field));
        }

        private CodeBlock same(Step.CheckConstant constant) {
            CodeBlock it = itOf(constant.field());
            if (constant.value() instanceof Expr.TextLiteral text) {
                return CodeBlock.of("$L.contentEquals($S)", it, text.value());
            }
            return CodeBlock.of(
                    "$L == $L", it, expressions().value(constant.value()).operand());
        }

        private void token(Step.ReadToken token) {
            CodeBlock take = CodeBlock.of(
                    "token($L, in, $T.$L(in), $L)", number, names.tokens(), names.token(token.token()), token.max());
            if (token.absent().isPresent()) {
                code.beginControlFlow("if (!$L)", take);
                code.beginControlFlow("if (!absent())");
                code.addStatement("return stopped()");
                code.endControlFlow();
                jump(token.absent().get());
                code.endControlFlow();
            } else {
                unless("$L", take);
            }
            if (Storage.of(ir, token.field()) == Storage.NUMBER) {
                org.protospec.generator.model.Conversion.ToInt number = (org.protospec.generator.model.Conversion.ToInt)
                        token.field().conversion().orElseThrow();
                long max = number.type()
                        .max()
                        .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
                        .longValue();
                code.addStatement(
                        "long number = $T.number(in.bytes(), in.position() - (to - from), in.position(), $L)",
                        org.protospec.runtime.bytes.Ascii.class,
                        number.radix());
                unless("number($L, in, number, $LL)", this.number, max);
                boolean isInt = types.of(token.field().type()).equals(TypeName.INT);
                code.addStatement("message.$L = $Lnumber", field(token.field()), isInt ? "(int) " : "");
            } else {
                keepSlice(token.field());
            }
        }

        private void keepSlice(org.protospec.generator.model.Field field) {
            if (Storage.of(ir, field) == Storage.SLICE) {
                code.addStatement("message.$L.set(from, to)", field(field));
            }
        }

        private void until(Step.ReadUntil until) {
            String reader = members.member(until.field().name().orElse("content") + "_reader");
            fields.add(streams.untilReader(reader, until.until()));
            rewind.addStatement("$L.rewind()", reader);
            if (until.until().answered().isPresent()) {
                answers.add(CodeBlock.of("$L.answered(in)", reader));
            }
            boolean streamed = Storage.of(ir, until.field()) == Storage.CONTENT;
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

        private void ended(org.protospec.generator.model.Field field, String reader) {
            code.addStatement("message.$L.set($L)", field(field), reader);
            abandon.beginControlFlow("if ($L.isOpen())", reader);
            abandon.addStatement("$L.abandon(rest)", reader);
            abandon.endControlFlow();
        }

        private void stream(Step.StreamBytes bytes) {
            String reader = members.member(bytes.field().name().orElse("content") + "_reader");
            fields.add(streams.countedReader(reader));
            rewind.addStatement("$L.rewind()", reader);
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

        private CodeBlock sink(org.protospec.generator.model.Field field, String reader) {
            org.protospec.generator.model.FieldType.BytesField bytes =
                    (org.protospec.generator.model.FieldType.BytesField) field.encoding();
            org.protospec.generator.model.Field.StreamTarget target =
                    bytes.stream().orElseThrow();
            String filter = members.member(reader + "_filter");
            fields.add(streams.filter(filter, bytes.filters()));
            List<CodeBlock> arguments = new ArrayList<>();
            arguments.add(CodeBlock.of("$T.requireNonNull(owner)", java.util.Objects.class));
            arguments.add(CodeBlock.of("$L", filter));
            List<Param> wanted = spec.events().get(target.event()).params();
            for (int i = 0; i < wanted.size(); i++) {
                arguments.add(passed(
                        types,
                        expressions(),
                        wanted.get(i).type(),
                        target.arguments().get(i)));
            }
            return CodeBlock.of("events.$L($L)", names.eventMethod(target.event()), CodeBlock.join(arguments, ", "));
        }

        private String nestedParser(org.protospec.generator.model.Field field, int message) {
            String parser = members.member(field.name().orElse("nested") + "_parser");
            fields.add(FieldSpec.builder(names.parser(message), parser, Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            nestedParsers.add(new NestedParser(parser, message));
            rewind.addStatement("rewind($L)", parser);
            if (streams.in(message)) {
                abandon.beginControlFlow("if (isReading($L))", parser);
                abandon.addStatement("$L.abandon(rest)", parser);
                abandon.endControlFlow();
            }
            return parser;
        }

        private void callArgs(String parser, int message, List<Expr> given) {
            MessageIr callee = streams.message(message);
            if (given.isEmpty() && callee.captures().isEmpty()) {
                return;
            }
            List<Expr> captured =
                    callee.captures().stream().map(MessageIr.Capture::reference).toList();
            code.addStatement(
                    "$L.arguments($L)", parser, callArguments(spec, types, expressions(), callee, given, captured));
        }

        private void message(Step.ReadMessage nested) {
            String parser = nestedParser(nested.field(), nested.message());
            callArgs(parser, nested.message(), nested.arguments());
            unless("nested($L, in, $L, message.$L)", number, parser, field(nested.field()));
            if (nested.field().conditional()) {
                code.addStatement(
                        "message.$L = true",
                        accessors.hasFields.get(nested.field().index()));
            }
        }

        // ---------------------------------------------------------------- arrays

        private void list(Step step) {
            org.protospec.generator.model.Field field = arrayField(step);
            org.protospec.generator.model.ArrayEnd end =
                    ((org.protospec.generator.model.FieldType.ArrayField) field.encoding()).end();
            String list = "message." + field(field);
            if (step instanceof Step.ReadNumbers numbers
                    && end instanceof org.protospec.generator.model.ArrayEnd.Count count) {
                countedNumbers(numbers, count, field);
                return;
            }
            String parser = step instanceof Step.ReadMessages messages ? nestedParser(field, messages.message()) : "";
            if (step instanceof Step.ReadMessages messages) {
                callArgs(parser, messages.message(), messages.arguments());
            }
            CodeBlock it = CodeBlock.of("$L.last()", list);
            if (end instanceof org.protospec.generator.model.ArrayEnd.Count count) {
                code.beginControlFlow(
                        "while ($L.size() < $L)",
                        list,
                        expressions().value(count.count()).operand());
                element(step, list, parser);
                code.endControlFlow();
            } else if (end instanceof org.protospec.generator.model.ArrayEnd.Until until) {
                code.beginControlFlow("do");
                element(step, list, parser);
                code.endControlFlow("while ($L)", expressions(it).negation(until.condition()));
            } else if (end instanceof org.protospec.generator.model.ArrayEnd.While again) {
                code.beginControlFlow("do");
                element(step, list, parser);
                code.endControlFlow("while ($L)", expressions(it).condition(again.condition()));
            } else {
                String reading = parser.isEmpty() ? "" : "isReading(" + parser + ") || ";
                code.beginControlFlow("while ($Lin.remaining() > 0 || !in.complete())", reading);
                code.beginControlFlow(
                        parser.isEmpty() ? "if (in.remaining() == 0)" : "if (in.remaining() == 0 && !isReading($L))",
                        parser.isEmpty() ? new Object[0] : new Object[] {parser});
                code.addStatement("return waiting($L)", number);
                code.endControlFlow();
                element(step, list, parser);
                code.endControlFlow();
            }
        }

        private void element(Step step, String list, String parser) {
            int max = step instanceof Step.ReadMessages messages
                    ? messages.max()
                    : step instanceof Step.ReadTokens tokens ? tokens.max() : ((Step.ReadNumbers) step).max();
            unless("room($L, in, $L.size(), $L)", number, list, max);
            if (step instanceof Step.ReadMessages) {
                unless("element($L, in, $L, $L)", number, parser, list);
                if (!counted(step)) {
                    unless("progressed($L, in, $L)", number, parser);
                }
            } else if (step instanceof Step.ReadTokens tokens) {
                unless(
                        "token($L, in, $T.$L(in), $L)",
                        number,
                        names.tokens(),
                        names.token(tokens.token()),
                        Bounds.tokenLimit(spec, tokens.token()));
                code.addStatement("$L.add(from, to)", list);
            } else {
                unless("run($L, in, $L)", number, ((Step.ReadNumbers) step).size());
                boolean slices = Storage.of(ir, arrayField(step)) == Storage.SLICES;
                code.addStatement(slices ? "$L.add(from, to)" : "$L.add(from)", list);
            }
        }

        private boolean counted(Step step) {
            return ((org.protospec.generator.model.FieldType.ArrayField)
                                    arrayField(step).encoding())
                            .end()
                    instanceof org.protospec.generator.model.ArrayEnd.Count;
        }

        private org.protospec.generator.model.Field arrayField(Step step) {
            if (step instanceof Step.ReadMessages messages) {
                return messages.field();
            }
            return step instanceof Step.ReadTokens tokens ? tokens.field() : ((Step.ReadNumbers) step).field();
        }

        private void countedNumbers(
                Step.ReadNumbers numbers,
                org.protospec.generator.model.ArrayEnd.Count count,
                org.protospec.generator.model.Field field) {
            CodeBlock n = expressions().value(count.count()).operand();
            if (Storage.of(ir, field) == Storage.SLICES) {
                code.beginControlFlow("while (message.$L.size() < $L)", field(field), n);
                element(numbers, "message." + field(field), "");
                code.endControlFlow();
                return;
            }
            unless(
                    "bytes($L, in, $T.multiply($L, $L), $L)",
                    number,
                    org.protospec.runtime.bytes.Checked.class,
                    n,
                    numbers.size(),
                    Math.min((long) numbers.max() * numbers.size(), Integer.MAX_VALUE));
            code.addStatement("message.$L.set(from, (to - from) / $L)", field(field), numbers.size());
        }

        // ---------------------------------------------------------------- values and choices

        private void compute(MessageDef.Let let) {
            String name = accessors.lets.get(let.index());
            Value value = expressions().value(let.value());
            if (let.type().present() instanceof Type.TextType) {
                if (value.always()) {
                    code.addStatement("message.$L.show($L)", name, value.code());
                } else {
                    code.addStatement("message.$L.show($L ? $L : null)", name, value.presence(), value.operand());
                }
                return;
            }
            String flag = accessors.hasLets.get(let.index());
            boolean optional = let.conditional() || let.type().isOptional();
            if (value.always()) {
                code.addStatement("message.$L = $L", name, value.code());
                if (optional) {
                    code.addStatement("message.$L = true", flag);
                }
                return;
            }
            code.beginControlFlow("if ($L)", value.presence());
            code.addStatement("message.$L = $L", name, value.code());
            code.addStatement("message.$L = true", flag);
            code.endControlFlow();
        }

        private void choose(Step.Choose choose) {
            Value subject = expressions().value(choose.subject());
            boolean text = choose.subject().type().present() instanceof Type.TextType;
            code.addStatement(
                    "$T subject = $L",
                    text
                            ? ClassName.get(Slice.class)
                            : types.of(choose.subject().type()),
                    subject.code());
            for (Step.Case each : choose.cases()) {
                List<CodeBlock> tests = new ArrayList<>();
                for (Expr label : each.labels()) {
                    tests.add(
                            label instanceof Expr.TextLiteral literal
                                    ? CodeBlock.of("subject.contentEquals($S)", literal.value())
                                    : CodeBlock.of(
                                            "subject == $L",
                                            expressions().value(label).operand()));
                }
                code.beginControlFlow("if ($L)", CodeBlock.join(tests, " || "));
                jump(each.target());
                code.endControlFlow();
            }
            if (choose.otherwise().isPresent()) {
                jump(choose.otherwise().get());
            } else {
                code.addStatement("return noCase($L, in, subject)", number);
            }
        }
    }
}
