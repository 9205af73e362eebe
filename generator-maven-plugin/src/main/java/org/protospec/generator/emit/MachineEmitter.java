package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Direction;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;
import org.protospec.generator.model.Type;
import org.protospec.runtime.event.DecodeError;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.ParseError;

/** Writes the state machine: what each state reads, and one method for each event of a state. */
final class MachineEmitter {
    static final ClassName DIRECTION = ClassName.get(org.protospec.runtime.flow.Direction.class);

    private final Spec spec;
    private final SpecNames names;
    private final MachineDef machine;
    private final List<MessageIr> messages;
    private final MachineClassContext context;
    private final TypeSpec.Builder type;
    private final MachineTransitions code;

    MachineEmitter(Spec spec, SpecNames names, MachineDef machine, List<MessageIr> messages, Streams streams) {
        this.spec = spec;
        this.names = names;
        this.machine = machine;
        this.messages = messages;
        this.type = TypeSpec.classBuilder(names.machine());
        this.context = new MachineClassContext(spec, names, machine, streams);
        this.code = new MachineTransitions(context);
    }

    TypeSpec emit() {
        type.addJavadoc(Docs.of(
                        machine.doc(),
                        "The state machine " + machine.name() + " of " + spec.name() + ", for one flow.",
                        Docs.file(machine.span().file().name()),
                        machine.span().line()))
                .addJavadoc("\n<pre>\n$L</pre>\n", Docs.escape(MachineText.of(machine)))
                .superclass(Machine.class);
        if (machine.isOverEvents()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        type.addModifiers(Modifier.FINAL);
        new MachineShape(context, messages).addTo(type);
        messageHandlers(Kind.UP, Direction.UP, "onUp");
        messageHandlers(Kind.DOWN, Direction.DOWN, "onDown");
        answering(Kind.PARSE_ERROR, "onParseError", ClassName.get(ParseError.class), "error");
        answering(Kind.MISSING_GRAMMAR, "onMissingGrammar", DIRECTION, "direction");
        answering(Kind.GAP, "onGap", ClassName.get(Gap.class), "gap");
        telling(Kind.DECODE_ERROR, "onDecodeError", ClassName.get(DecodeError.class), "error");
        telling(Kind.CLOSED, "onClosed", DIRECTION, "direction");
        telling(Kind.ONE_SIDED, "onOneSided", DIRECTION, "direction");
        plain(Kind.INIT, "onInit");
        plain(Kind.FAIL, "onFail");
        plain(Kind.FINISH, "onFinish");
        byState(Kind.ENTER, "onEnter");
        byState(Kind.LEAVE, "onLeave");
        timeouts();
        new InputEmitter(context, code).addTo(type);
        context.finders.values().forEach(type::addMethod);
        context.texts.fields().forEach(type::addField);
        return type.build();
    }

    // ------------------------------------------------------------------ what happens

    private static List<Transition> of(List<Transition> transitions, Kind kind) {
        return transitions.stream()
                .filter(each -> each.trigger().kind() == kind)
                .toList();
    }

    private void messageHandlers(Kind kind, Direction direction, String handler) {
        List<Transition> shared = of(machine.shared(), kind);
        CodeBlock.Builder body = CodeBlock.builder();
        boolean any = false;
        String suffix = direction == Direction.UP ? "up" : "down";
        Optional<ClassName> sharedType = messageOf(shared);
        ClassName sharedParameter = sharedType.orElse(ClassName.get(Message.class));
        CodeBlock given =
                sharedType.map(each -> CodeBlock.of("($T) message", each)).orElse(CodeBlock.of("message"));
        String sharedMethod =
                shared.isEmpty() ? "" : handler("any_" + suffix, shared, sharedParameter, "message", true);
        for (State state : machine.states()) {
            if (!(state.expects(direction) instanceof Expectation.Expects expects)) {
                continue;
            }
            List<Transition> own = of(state.transitions(), kind);
            ClassName message = names.message(expects.message());
            if (own.isEmpty() && shared.isEmpty()) {
                continue;
            }
            any = true;
            body.add("case $L:\n", names.state(state.id())).indent();
            boolean falls = !shared.isEmpty() && mayFall(own);
            if (own.isEmpty()) {
                body.addStatement("$L($L)", sharedMethod, given);
            } else {
                String method = handler(state.name() + "_" + suffix, own, message, "message", falls);
                if (falls) {
                    body.beginControlFlow("if (!$L(($T) message))", method, message);
                    body.addStatement("$L($L)", sharedMethod, given);
                    body.endControlFlow();
                } else {
                    body.addStatement("$L(($T) message)", method, message);
                }
            }
            body.addStatement("break").unindent();
        }
        if (any) {
            type.addMethod(JavaMethods.override(handler)
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(Message.class, "message")
                    .beginControlFlow("switch (state())")
                    .addCode(body.build())
                    .addCode("default:\n$>break;\n$<")
                    .endControlFlow()
                    .build());
        }
    }

    /** The message that all states read whose event these transitions look into, if they do. */
    private Optional<ClassName> messageOf(List<Transition> transitions) {
        return transitions.stream()
                .flatMap(each -> each.variable().stream())
                .filter(each -> isMessage(each.type()))
                .map(each -> names.message(((Type.MessageType) each.type().present()).message()))
                .findFirst();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether none of the transitions may be taken. */
    private static boolean mayFall(List<Transition> transitions) {
        return transitions.stream().allMatch(each -> each.guard().isPresent());
    }

    /** A method that tries transitions in order; with {@code answers} it tells whether one was taken. */
    private String handler(
            String name, List<Transition> transitions, @Nullable TypeName parameter, String fallback, boolean answers) {
        String method = context.methods.member(name);
        String variable = transitions.stream()
                .flatMap(each -> each.variable().stream())
                .map(each -> Names.empty().member(each.name()))
                .findFirst()
                .orElse(fallback);
        boolean clashes = machine.vars().stream()
                        .anyMatch(each -> names.variable(each.index()).equals(variable))
                || variable.equals("dissector");
        String parameterName = clashes ? variable + "_" : variable;
        MethodSpec.Builder body = MethodSpec.methodBuilder(method).addModifiers(Modifier.PRIVATE);
        if (parameter != null) {
            body.addParameter(parameter, parameterName);
        }
        if (answers) {
            body.returns(TypeName.BOOLEAN);
        }
        MachineTransitions.Written written = code.transitions(
                transitions,
                EventNames.of(parameterName),
                answers ? "true" : "",
                answers ? "false" : "",
                (transition, actions) -> transitions.size() > FEW
                        ? apart(name, transition, actions, parameter, parameterName)
                        : actions);
        body.addCode(written.code());
        type.addMethod(body.build());
        return method;
    }

    /** So many transitions have their actions in one method. */
    private static final int FEW = 3;

    /**
     * The actions of one transition of many as a method of its own, called from where it is taken: what rarely happens then takes no
     * part in making machine code of what often does.
     */
    private CodeBlock apart(
            String name, Transition transition, CodeBlock actions, @Nullable TypeName parameter, String parameterName) {
        String target = transition
                .target()
                .map(each -> each instanceof Transition.Target.ToState state
                        ? machine.states().get(state.state()).name()
                        : each instanceof Transition.Target.Finish ? "finish" : "fail")
                .map(each -> "_to_" + each)
                .orElse("_stays");
        String method = context.methods.member(name + target);
        MethodSpec.Builder body = MethodSpec.methodBuilder(method)
                .addJavadoc("$L\n", Docs.escape(MachineText.transition(machine, transition)))
                .addModifiers(Modifier.PRIVATE);
        if (parameter != null) {
            body.addParameter(parameter, parameterName);
        }
        type.addMethod(body.addCode(actions).build());
        return CodeBlock.of("$L($L);\n", method, parameter == null ? "" : parameterName);
    }

    /** Events that tell whether a transition was taken. */
    private void answering(Kind kind, String handler, TypeName parameter, String name) {
        Function<State, List<Transition>> own = state -> of(state.transitions(), kind);
        List<Transition> shared = of(machine.shared(), kind);
        boolean any =
                machine.states().stream().anyMatch(state -> !own.apply(state).isEmpty());
        if (!any && shared.isEmpty()) {
            return;
        }
        String sharedMethod = shared.isEmpty() ? "" : handler("any_" + word(kind), shared, parameter, name, true);
        String otherwise = shared.isEmpty() ? "false" : sharedMethod + "(" + name + ")";
        CodeBlock.Builder body = CodeBlock.builder();
        if (any) {
            body.add("return switch (state()) {\n").indent();
            for (State state : machine.states()) {
                if (!own.apply(state).isEmpty()) {
                    String method = handler(state.name() + "_" + word(kind), own.apply(state), parameter, name, true);
                    String or = shared.isEmpty() || !mayFall(own.apply(state)) ? "" : " || " + otherwise;
                    body.add("case $L -> $L($L)$L;\n", names.state(state.id()), method, name, or);
                }
            }
            body.add("default -> $L;\n", otherwise).unindent().add("};\n");
        } else {
            body.addStatement("return $L", otherwise);
        }
        type.addMethod(JavaMethods.override(handler)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(parameter, name)
                .returns(TypeName.BOOLEAN)
                .addCode(body.build())
                .build());
    }

    /** Events whose answer nobody asks for. */
    private void telling(Kind kind, String handler, TypeName parameter, String name) {
        List<Transition> shared = of(machine.shared(), kind);
        CodeBlock.Builder body = CodeBlock.builder();
        boolean any = false;
        String sharedMethod = shared.isEmpty() ? "" : handler("any_" + word(kind), shared, parameter, name, true);
        for (State state : machine.states()) {
            List<Transition> own = of(state.transitions(), kind);
            if (!own.isEmpty()) {
                any = true;
                String method = handler(state.name() + "_" + word(kind), own, parameter, name, true);
                body.beginControlFlow("if (state() == $L && $L($L))", names.state(state.id()), method, name);
                body.addStatement("return");
                body.endControlFlow();
            }
        }
        if (any || !shared.isEmpty()) {
            if (!shared.isEmpty()) {
                body.addStatement("$L($L)", sharedMethod, name);
            }
            type.addMethod(JavaMethods.override(handler)
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(parameter, name)
                    .addCode(body.build())
                    .build());
        }
    }

    private void plain(Kind kind, String handler) {
        CodeBlock body = perState(kind);
        if (!body.isEmpty()) {
            type.addMethod(JavaMethods.override(handler)
                    .addModifiers(Modifier.PROTECTED)
                    .addCode(body)
                    .build());
        }
    }

    private void byState(Kind kind, String handler) {
        CodeBlock body = perState(kind);
        if (!body.isEmpty()) {
            type.addMethod(JavaMethods.override(handler)
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(TypeName.INT, "state")
                    .addCode(body)
                    .build());
        }
    }

    private CodeBlock perState(Kind kind) {
        List<Transition> shared = of(machine.shared(), kind);
        CodeBlock.Builder cases = CodeBlock.builder();
        for (State state : machine.states()) {
            List<Transition> own = of(state.transitions(), kind);
            if (!own.isEmpty()) {
                String method = handler(state.name() + "_" + word(kind), own, null, "", !shared.isEmpty());
                cases.add("case $L:\n", names.state(state.id())).indent();
                if (shared.isEmpty()) {
                    cases.addStatement("$L()", method);
                } else {
                    cases.beginControlFlow("if ($L())", method)
                            .addStatement("return")
                            .endControlFlow();
                }
                cases.addStatement("break").unindent();
            }
        }
        CodeBlock.Builder body = CodeBlock.builder();
        if (!cases.isEmpty()) {
            body.beginControlFlow("switch (state())")
                    .add(cases.build())
                    .add("default:\n$>break;\n$<")
                    .endControlFlow();
        }
        if (!shared.isEmpty()) {
            body.addStatement("$L()", handler("any_" + word(kind), shared, null, "", false));
        }
        return body.build();
    }

    // ------------------------------------------------------------------ time

    private void timeouts() {
        CodeBlock.Builder delays = CodeBlock.builder();
        CodeBlock.Builder reactions = CodeBlock.builder();
        boolean any = false;
        for (State state : machine.states()) {
            List<Transition> all = new ArrayList<>(of(state.transitions(), Kind.TIMEOUT));
            all.addAll(of(machine.shared(), Kind.TIMEOUT));
            List<Long> distinct = all.stream()
                    .map(each -> each.trigger().timeoutMillis())
                    .distinct()
                    .toList();
            if (distinct.isEmpty()) {
                continue;
            }
            any = true;
            String constant = names.state(state.id()) + "_TIMEOUTS";
            List<String> nanos =
                    distinct.stream().map(each -> each * 1_000_000L + "L").toList();
            type.addField(FieldSpec.builder(long[].class, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("{$L}", String.join(", ", nanos))
                    .build());
            delays.add("case $L -> $L;\n", names.state(state.id()), constant);
            for (int i = 0; i < distinct.size(); i++) {
                long millis = distinct.get(i);
                List<Transition> due = all.stream()
                        .filter(each -> each.trigger().timeoutMillis() == millis)
                        .toList();
                String method = handler(state.name() + "_timeout_" + millis + "_ms", due, null, "", false);
                reactions.beginControlFlow("if (state == $L && index == $L)", names.state(state.id()), i);
                reactions.addStatement("$L()", method);
                reactions.endControlFlow();
            }
        }
        if (any) {
            type.addMethod(JavaMethods.override("timeouts")
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(TypeName.INT, "state")
                    .returns(long[].class)
                    .addCode("return switch (state) {\n$>")
                    .addCode(delays.build())
                    .addCode("default -> super.timeouts(state);\n$<};\n")
                    .build());
            type.addMethod(JavaMethods.override("onTimeout")
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(TypeName.INT, "state")
                    .addParameter(TypeName.INT, "index")
                    .addCode(reactions.build())
                    .build());
        }
    }

    /** Keeps the type of a variable's message in view of the emitter of its pool. */
    static boolean isMessage(Type type) {
        return type.present() instanceof Type.MessageType;
    }
}
