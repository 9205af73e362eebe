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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Type;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.DecodeError;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.KeptTexts;
import org.protospec.runtime.machine.MessageQueue;
import org.protospec.runtime.parse.ParseError;

/** Writes what transitions do, and the variables that a machine keeps. */
final class MachineCode {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final MachineDef machine;
    private final TextConstants texts;
    private final Streams streams;
    private final Names methods;
    private final Map<String, MethodSpec> finders = new LinkedHashMap<>();
    /** The name of the event's variable in the transition that is being written. */
    private List<String> eventVariables = List.of();

    /** The names in Java of what the event that happens brings, by its names in the spec. */
    private Map<String, String> parameters = Map.of();

    private int scratches;
    private int results;

    MachineCode(Spec spec, SpecNames names, MachineDef machine, TextConstants texts, Streams streams, Names methods) {
        this.methods = methods;
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.machine = machine;
        this.texts = texts;
        this.streams = streams;
    }

    // ------------------------------------------------------------------ variables

    private static boolean isText(Type type) {
        return type.present() instanceof Type.TextType;
    }

    private static boolean isList(Type type) {
        return type.present() instanceof Type.ListType;
    }

    void declare(TypeSpec.Builder type, MachineDef.Var each) {
        String name = names.variable(each.index());
        CodeBlock doc = Docs.field(
                each.doc(), "The variable " + each.name() + ".", each.span().line());
        TypeName java = types.of(each.type());
        FieldSpec.Builder field;
        if (isText(each.type())) {
            field = FieldSpec.builder(KeptText.class, name, Modifier.PRIVATE).addAnnotation(Nullable.class);
        } else if (each.type() instanceof Type.QueueType queue) {
            field = FieldSpec.builder(queueOf(queue), name, Modifier.PRIVATE).addAnnotation(Nullable.class);
        } else if (isList(each.type())) {
            field = FieldSpec.builder(KeptTexts.class, name, Modifier.PRIVATE).addAnnotation(Nullable.class);
        } else {
            field = FieldSpec.builder(java, name, Modifier.PRIVATE);
            if (!java.isPrimitive()) {
                field.addAnnotation(Nullable.class);
            }
        }
        type.addField(field.addJavadoc(doc).build());
        if (each.type().isOptional() && java.isPrimitive()) {
            type.addField(TypeName.BOOLEAN, names.variableFlag(each.index()), Modifier.PRIVATE);
        }
    }

    CodeBlock initialise(MachineDef.Var each) {
        return each.initial()
                .map(value -> assign(each, value, expressions(List.of())))
                .orElse(CodeBlock.of(""));
    }

    CodeBlock release(MachineDef.Var each) {
        String name = names.variable(each.index());
        String forget;
        if (isText(each.type()) || isList(each.type())) {
            forget = "forget";
        } else if (each.type() instanceof Type.QueueType queue) {
            forget = DissectorEmitter.queues(names, queue.message()) + ".give";
        } else if (MachineEmitter.isMessage(each.type())) {
            forget = copies(each.type()) + ".give";
        } else {
            return CodeBlock.of("");
        }
        return CodeBlock.builder()
                .addStatement("dissector.$L($L)", forget, name)
                .addStatement("$L = null", name)
                .build();
    }

    private String copies(Type type) {
        return DissectorEmitter.copies(names, ((Type.MessageType) type.present()).message());
    }

    private CodeBlock assign(MachineDef.Var each, Expr value, Expressions expressions) {
        String name = names.variable(each.index());
        CodeBlock.Builder code = CodeBlock.builder();
        Value given = expressions.value(value);
        long max = each.max().orElse(Bounds.VARIABLE_BYTES);
        boolean none = value instanceof Expr.NoneLiteral;
        if (each.type() instanceof Type.QueueType || (isList(each.type()) || isText(each.type())) && none) {
            return release(each);
        }
        if (isList(each.type())) {
            CodeBlock list = given.always()
                    ? given.code()
                    : CodeBlock.of("$L ? $L : $T.of()", given.presence(), given.operand(), List.class);
            return code.addStatement(
                            "$1L = dissector.keepAll($1L, $2L, $3L, $4L)",
                            name,
                            list,
                            each.max().orElse(Bounds.ELEMENTS),
                            Bounds.VARIABLE_BYTES)
                    .build();
        }
        if (isText(each.type())) {
            CodeBlock text =
                    given.always() ? given.code() : CodeBlock.of("$L ? $L : null", given.presence(), given.operand());
            return code.addStatement("$1L = dissector.keep($1L, $2L, $3L)", name, text, max)
                    .build();
        }
        if (MachineEmitter.isMessage(each.type())) {
            return assignMessage(each, value, given, name);
        }
        return assignNumber(each, value, given, name);
    }

    private CodeBlock assignMessage(MachineDef.Var each, Expr value, Value given, String name) {
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock forget = release(each);
        if (value instanceof Expr.NoneLiteral) {
            return forget;
        }
        boolean maybe = !given.always();
        if (maybe) {
            code.beginControlFlow("if ($L)", given.presence());
        }
        code.addStatement("$1L = dissector.$2L.lend($1L)", name, copies(each.type()));
        code.addStatement("$L.copyFrom($L)", name, given.code());
        if (maybe) {
            code.nextControlFlow("else");
            code.add(forget);
            code.endControlFlow();
        }
        return code.build();
    }

    private CodeBlock assignNumber(MachineDef.Var each, Expr value, Value given, String name) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean optional = each.type().isOptional();
        String flag = names.variableFlag(each.index());
        if (value instanceof Expr.NoneLiteral) {
            return code.addStatement("$L = false", flag).build();
        }
        boolean narrow = types.of(each.type()).equals(TypeName.INT)
                && !types.of(value.type()).equals(TypeName.INT);
        CodeBlock assigned = narrow ? CodeBlock.of("(int) $L", given.operand()) : given.code();
        if (given.always()) {
            code.addStatement("$L = $L", name, assigned);
            if (optional) {
                code.addStatement("$L = true", flag);
            }
            return code.build();
        }
        code.addStatement("$L = $L", flag, given.presence());
        code.beginControlFlow("if ($L)", flag);
        code.addStatement("$L = $L", name, assigned);
        return code.endControlFlow().build();
    }

    // ------------------------------------------------------------------ queues

    /** What looks for a message in a queue, as methods of the machine: each once. */
    List<MethodSpec> finders() {
        return List.copyOf(finders.values());
    }

    private CodeBlock finder(MachineDef.Var queue, Expr condition, List<String> variables) {
        ClassName message = names.message(((Type.QueueType) queue.type()).message());
        String name = names.variable(queue.index());
        String it = local("it");
        Optional<Expr.EventVarRef> event = eventVariable(condition);
        CodeBlock holds = new Expressions(spec, names, new MachineScope(variables, it)).condition(condition);
        String key = name + " " + event.map(each -> each.type().toString()).orElse("") + " " + holds;
        MethodSpec method = finders.computeIfAbsent(key, k -> {
            MethodSpec.Builder made = MethodSpec.methodBuilder(methods.member("find_" + queue.name()))
                    .addModifiers(Modifier.PRIVATE)
                    .returns(nullable(message));
            event.ifPresent(each -> made.addParameter(eventType(each.type()), variables.get(0)));
            return made.beginControlFlow(
                            "for (int i = 0; $1L != null && i < $2T.length($1L); i++)", name, MessageQueue.class)
                    .addStatement("$T $L = $L.get(i)", message, it, name)
                    .beginControlFlow("if ($L)", holds)
                    .addStatement("return $L", it)
                    .endControlFlow()
                    .endControlFlow()
                    .addStatement("return null")
                    .build();
        });
        return CodeBlock.of("$L($L)", method.name(), event.isPresent() ? variables.get(0) : "");
    }

    private static Optional<Expr.EventVarRef> eventVariable(Expr condition) {
        List<Expr.EventVarRef> found = new ArrayList<>();
        org.protospec.generator.model.Expressions.walk(condition, each -> {
            if (each instanceof Expr.EventVarRef reference) {
                found.add(reference);
            }
        });
        return found.stream().findFirst();
    }

    private TypeName eventType(Type type) {
        if (type instanceof Type.ParseErrorType) {
            return ClassName.get(ParseError.class);
        } else if (type instanceof Type.GapType) {
            return ClassName.get(Gap.class);
        } else if (type instanceof Type.DecodeErrorType) {
            return ClassName.get(DecodeError.class);
        }
        return type instanceof Type.TextType ? ClassName.get(Direction.class) : types.of(type);
    }

    // ------------------------------------------------------------------ transitions

    /** Expressions where {@code variables} are the names of the event's variable in the spec and in Java. */
    Expressions expressions(List<String> variables) {
        scratches = 0;
        results = 0;
        eventVariables = variables;
        return new Expressions(spec, names, new MachineScope(variables, ""));
    }

    /**
     * Transitions in order; returns {@code taken} from those that are, and {@code otherwise} if none is.
     *
     * @param placed what stands for the body of a transition: itself, or a call
     */
    CodeBlock transitions(
            List<Transition> transitions,
            String variable,
            String taken,
            String otherwise,
            BiFunction<Transition, CodeBlock, CodeBlock> placed) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean open = true;
        for (int i = 0; i < transitions.size() && open; i++) {
            Transition transition = transitions.get(i);
            Expressions expressions = expressions(List.of(variable));
            boolean last = i == transitions.size() - 1;
            if (transition.guard().isPresent()) {
                Expr guard = new GuardOrder(spec, machine)
                        .cheapFirst(transition.guard().get());
                code.beginControlFlow("if ($L)", expressions.condition(guard));
                code.add(placed.apply(transition, body(transition, expressions)));
                if (!last || !taken.isEmpty()) {
                    code.add(taken.isEmpty() ? "return;\n" : "return " + taken + ";\n");
                }
                code.endControlFlow();
            } else {
                code.add(placed.apply(transition, body(transition, expressions)));
                if (!taken.isEmpty()) {
                    code.addStatement("return $L", taken);
                }
                open = false;
            }
        }
        if (open && !otherwise.isEmpty()) {
            code.addStatement("return $L", otherwise);
        }
        return code.build();
    }

    /** The same on an event that the machine declares; its parameters by their names in the spec. */
    CodeBlock transitions(List<Transition> transitions, Map<String, String> given) {
        parameters = given;
        CodeBlock code = transitions(transitions, "", "true", "false", (transition, actions) -> actions);
        parameters = Map.of();
        return code;
    }

    private CodeBlock body(Transition transition, Expressions expressions) {
        CodeBlock.Builder code = CodeBlock.builder();
        transition.actions().forEach(action -> code.add(action(action, expressions)));
        transition.target().ifPresent(target -> code.addStatement("go($L)", target(target)));
        return code.build();
    }

    private String target(Transition.Target target) {
        if (target instanceof Transition.Target.ToState state) {
            return names.state(state.state());
        }
        return target instanceof Transition.Target.Finish ? "FINISH" : "FAIL";
    }

    private CodeBlock action(Action action, Expressions expressions) {
        if (action instanceof Action.Emit emit) {
            return emit(emit, expressions);
        } else if (action instanceof Action.Alert alert) {
            return CodeBlock.of(
                    "alert($T.$L, $L);\n", Severity.class, alert.severity().name(), expressions.string(alert.text()));
        } else if (action instanceof Action.Drop) {
            return CodeBlock.of("drop();\n");
        } else if (action instanceof Action.Opaque opaque) {
            return opaque.direction()
                    .map(direction -> CodeBlock.of("opaque($T.$L);\n", Direction.class, direction.name()))
                    .orElse(CodeBlock.of("opaque();\n"));
        } else if (action instanceof Action.ResyncAction taken) {
            Resync resync = taken.resync();
            String method = resync.place() == Resync.Place.AFTER ? "resyncAfter" : "resyncBefore";
            return CodeBlock.of("$L($L);\n", method, streams.delimiter(resync.token()));
        } else if (action instanceof Action.HandOver handOver) {
            return CodeBlock.of("handOver($S);\n", handOver.protocol());
        } else if (action instanceof Action.Assign assign) {
            return assign(machine.vars().get(assign.variable()), assign.value(), expressions);
        } else if (action instanceof Action.Append append) {
            return machine.vars().get(append.variable()).type() instanceof Type.QueueType queue
                    ? push(append, queue, expressions)
                    : append(append, expressions);
        } else if (action instanceof Action.Pop pop) {
            return pop(pop, expressions);
        } else if (action instanceof Action.Call call) {
            CodeBlock arguments = expressions.externArguments(call.extern(), call.arguments());
            return CodeBlock.of("dissector.externs.$L($L);\n", names.extern(call.extern()), arguments);
        }
        Action.IfAction choice = (Action.IfAction) action;
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if ($L)", expressions.condition(choice.condition()));
        choice.then().forEach(each -> code.add(action(each, expressions)));
        if (!choice.otherwise().isEmpty()) {
            code.nextControlFlow("else");
            choice.otherwise().forEach(each -> code.add(action(each, expressions)));
        }
        return code.endControlFlow().build();
    }

    private CodeBlock append(Action.Append append, Expressions expressions) {
        MachineDef.Var each = machine.vars().get(append.variable());
        Value value = expressions.value(append.value());
        CodeBlock text =
                value.always() ? value.code() : CodeBlock.of("$L ? $L : null", value.presence(), value.operand());
        return CodeBlock.of(
                "$1L = dissector.keep($1L, $2L, $3L, $4L);\n",
                names.variable(each.index()),
                text,
                each.max().orElse(Bounds.ELEMENTS),
                Bounds.VARIABLE_BYTES);
    }

    private CodeBlock push(Action.Append append, Type.QueueType queue, Expressions expressions) {
        MachineDef.Var each = machine.vars().get(append.variable());
        String name = names.variable(each.index());
        String pool = "dissector." + DissectorEmitter.queues(names, queue.message());
        String copy = local("copy");
        Value value = expressions.value(append.value());
        return CodeBlock.builder()
                .addStatement("$1L = $2L.lend($1L)", name, pool)
                .addStatement("makeRoom($L, $L, $S, $L)", pool, name, each.name(), most(each))
                .addStatement("$T $L = $L.next()", names.message(queue.message()), copy, pool)
                .addStatement("$L.copyFrom($L)", copy, value.code())
                .addStatement("$L.add($L, $L)", pool, name, copy)
                .build();
    }

    /** A name of a method's own, which no variable has. */
    private String local(String wanted) {
        boolean taken = machine.vars().stream()
                        .anyMatch(each -> names.variable(each.index()).equals(wanted))
                || eventVariables.contains(wanted);
        return taken ? wanted + "_" : wanted;
    }

    private static long most(MachineDef.Var queue) {
        return queue.max().orElse(Bounds.QUEUED);
    }

    private CodeBlock pop(Action.Pop pop, Expressions expressions) {
        MachineDef.Var each = machine.vars().get(pop.variable());
        Type.QueueType queue = (Type.QueueType) each.type();
        String name = names.variable(each.index());
        String pool = "dissector." + DissectorEmitter.queues(names, queue.message());
        if (pop.condition().isEmpty()) {
            return CodeBlock.of("$1L = $2L.pop($1L);\n", name, pool);
        }
        CodeBlock found = finder(each, pop.condition().get(), eventVariables);
        return CodeBlock.of("$1L = $2L.remove($1L, $3L);\n", name, pool, found);
    }

    private TypeName queueOf(Type.QueueType queue) {
        return ParameterizedTypeName.get(ClassName.get(MessageQueue.class), names.message(queue.message()));
    }

    private CodeBlock emit(Action.Emit emit, Expressions expressions) {
        EventDef event = spec.events().get(emit.event());
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("this"));
        for (Param param : event.params()) {
            arguments.add(Arguments.passed(
                    types, expressions, param.type(), emit.arguments().get(param.index())));
        }
        return CodeBlock.of(
                "dissector.events.$L($L);\n", names.eventMethod(event.id()), CodeBlock.join(arguments, ", "));
    }

    /** What names of the spec stand for inside the machine. */
    private final class MachineScope implements Scope {
        private final List<String> variables;
        private final String it;

        MachineScope(List<String> variables, String it) {
            this.variables = variables;
            this.it = it;
        }

        @Override
        public CodeBlock find(Expr.QueueFind find) {
            MachineDef.Var queue = machine.vars().get(((Expr.VarRef) find.target()).variable());
            return finder(queue, find.condition(), variables);
        }

        @Override
        public long most(Expr queue) {
            return MachineCode.most(machine.vars().get(((Expr.VarRef) queue).variable()));
        }

        @Override
        public Optional<CodeBlock> owner(Expr reference) {
            return Optional.empty();
        }

        @Override
        public Value argument(Expr reference) {
            throw new IllegalStateException("a machine has no fields");
        }

        @Override
        public Value it(Expr.ItRef reference) {
            return Value.of("$L", it);
        }

        @Override
        public Value variable(Expr.VarRef reference) {
            MachineDef.Var each = machine.vars().get(reference.variable());
            String name = names.variable(each.index());
            if (isText(each.type())) {
                Value value = Value.of("$T.of($L)", KeptText.class, name);
                return reference.type().isOptional() ? value.given(List.of(CodeBlock.of("$L != null", name))) : value;
            }
            if (each.type() instanceof Type.QueueType) {
                return Value.of("$L", name);
            }
            if (isList(each.type())) {
                return Value.of("$T.of($L)", KeptTexts.class, name);
            }
            if (!reference.type().isOptional()) {
                // The guard has seen to it that it is there.
                return types.isPrimitive(each.type())
                        ? Value.of("$L", name)
                        : Value.of("$T.requireNonNull($L)", Objects.class, name);
            }
            CodeBlock present = types.isPrimitive(each.type())
                    ? CodeBlock.of("$L", names.variableFlag(each.index()))
                    : CodeBlock.of("$L != null", name);
            return Value.of("$L", name).given(List.of(present));
        }

        @Override
        public Value eventVariable(Expr.EventVarRef reference) {
            return Value.of("$L", variables.get(0));
        }

        @Override
        public Value input(Expr.InputRef reference) {
            return Value.of("$L", Objects.requireNonNull(parameters.get(reference.name())));
        }

        @Override
        public CodeBlock text(String text) {
            return texts.constant(text);
        }

        @Override
        public CodeBlock externs() {
            return CodeBlock.of("dissector.externs");
        }

        @Override
        public CodeBlock result() {
            return CodeBlock.of("dissector.resultText($L)", results++);
        }

        @Override
        public CodeBlock scratch() {
            return CodeBlock.of("dissector.scratchText($L)", scratches++);
        }
    }

    /** The nullable form of a type. */
    static TypeName nullable(ClassName type) {
        return type.annotated(AnnotationSpec.builder(Nullable.class).build());
    }
}
