package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Direction;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Spec;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;

/** Writes what a machine is: its states, what each of them reads, its variables, and where it gets parsers from. */
final class MachineShape {
    private final MachineClassContext context;
    private final Spec spec;
    private final SpecNames names;
    private final MachineDef machine;
    private final List<MessageIr> messages;
    private final Streams streams;
    private final JavaTypes types;
    private final MachineVariables variables;
    private TypeSpec.Builder type = TypeSpec.classBuilder("Machine");

    MachineShape(MachineClassContext context, List<MessageIr> messages) {
        this.context = context;
        this.spec = context.spec;
        this.names = context.names;
        this.machine = context.machine;
        this.messages = messages;
        this.streams = context.streams;
        this.types = context.types;
        this.variables = new MachineVariables(context);
    }

    /** Adds all of that to the machine's class. */
    void addTo(TypeSpec.Builder type) {
        this.type = type;
        constants();
        variables();
        constructor();
        type.addMethod(stateName());
        type.addMethod(reads());
        empties();
        parsers();
    }

    private void constants() {
        machine.states()
                .forEach(state -> type.addField(
                        FieldSpec.builder(TypeName.INT, names.state(state.id()), Modifier.STATIC, Modifier.FINAL)
                                .addJavadoc(Docs.of(state.doc(), "The state " + state.name() + "."))
                                .initializer("$L", state.id())
                                .build()));
        messages.stream()
                .filter(each -> isRead(each.def().id()))
                .forEach(each -> type.addField(FieldSpec.builder(
                                TypeName.INT,
                                names.grammar(each.def().id()),
                                Modifier.PRIVATE,
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .initializer("$L", each.def().id())
                        .build()));
    }

    private boolean isRead(int message) {
        return machine.states().stream()
                .flatMap(state -> java.util.stream.Stream.of(state.up(), state.down()))
                .anyMatch(each -> each instanceof Expectation.Expects expects && expects.message() == message);
    }

    private void variables() {
        type.addField(names.dissector(), "dissector", Modifier.PRIVATE, Modifier.FINAL);
        CodeBlock.Builder release = CodeBlock.builder();
        for (MachineDef.Var each : machine.vars()) {
            variables.declare(type, each);
            release.add(variables.release(each));
        }
        CodeBlock releasing = release.build();
        if (!releasing.isEmpty()) {
            type.addMethod(JavaMethods.override("release")
                    .addModifiers(Modifier.PROTECTED)
                    .addCode(releasing)
                    .build());
        }
        machine.vars().stream()
                .filter(each -> MachineEmitter.isMessage(each.type()))
                .findFirst()
                .ifPresent(this::remembered);
    }

    private void remembered(MachineDef.Var variable) {
        type.addMethod(JavaMethods.override("remembered")
                .addAnnotation(Nullable.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(Message.class)
                .addStatement("return $L", names.variable(variable.index()))
                .build());
    }

    private void constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(names.dissector(), "dissector")
                .addParameter(Flow.class, "flow")
                .addParameter(TypeName.INT, "initial")
                .addStatement("super(dissector, flow, initial)")
                .addStatement("this.dissector = dissector");
        machine.vars().forEach(each -> constructor.addCode(variables.initialise(each)));
        type.addMethod(constructor.build());
    }

    private MethodSpec stateName() {
        CodeBlock.Builder body =
                CodeBlock.builder().add("return switch (state) {\n").indent();
        machine.states().forEach(state -> body.add("case $L -> $S;\n", names.state(state.id()), state.name()));
        body.add("default -> throw new $T($S + state);\n", IllegalArgumentException.class, "no state ");
        return JavaMethods.override("stateName")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "state")
                .returns(String.class)
                .addCode(body.unindent().add("};\n").build())
                .build();
    }

    private MethodSpec reads() {
        MethodSpec.Builder reads = JavaMethods.override("reads")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "state")
                .addParameter(MachineEmitter.DIRECTION, "direction")
                .returns(TypeName.INT);
        if (machine.isOverEvents()) {
            return reads.addStatement("return NOTHING").build();
        }
        CodeBlock.Builder body = CodeBlock.builder()
                .addStatement("boolean up = direction == $T.UP", MachineEmitter.DIRECTION)
                .add("return switch (state) {\n")
                .indent();
        machine.states()
                .forEach(state -> body.add(
                        "case $L -> up ? $L : $L;\n", names.state(state.id()), reads(state.up()), reads(state.down())));
        body.add("default -> NOTHING;\n");
        return reads.addCode(body.unindent().add("};\n").build()).build();
    }

    private String reads(Expectation expectation) {
        if (expectation instanceof Expectation.Expects expects) {
            return names.grammar(expects.message());
        }
        return expectation instanceof Expectation.Defer ? "DEFER" : "NOTHING";
    }

    private void empties() {
        grammars("mayBeEmpty", MessageIr::mayBeEmpty);
        grammars(
                "isRepeatable",
                each -> !streams.in(each.def().id()) && each.def().params().isEmpty());
    }

    /** A method that says of which of the messages that the machine reads something holds; none where it is of none. */
    private void grammars(String name, Predicate<MessageIr> holds) {
        List<CodeBlock> tests = messages.stream()
                .filter(each -> holds.test(each) && isRead(each.def().id()))
                .map(each ->
                        CodeBlock.of("grammar == $L", names.grammar(each.def().id())))
                .toList();
        if (!tests.isEmpty()) {
            type.addMethod(JavaMethods.override(name)
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(TypeName.INT, "grammar")
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", CodeBlock.join(tests, " || "))
                    .build());
        }
    }

    private static final TypeName ANY_PARSER = com.palantir.javapoet.ParameterizedTypeName.get(
            ClassName.get(MessageParser.class), com.palantir.javapoet.WildcardTypeName.subtypeOf(Object.class));

    private void noParsers() {
        type.addMethod(JavaMethods.override("parser")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "grammar")
                .addParameter(MachineEmitter.DIRECTION, "direction")
                .returns(ANY_PARSER)
                .addStatement("throw new $T($S + grammar)", IllegalArgumentException.class, "no message ")
                .build());
        type.addMethod(JavaMethods.override("give")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "grammar")
                .addParameter(ANY_PARSER, "parser")
                .build());
    }

    private void parsers() {
        if (machine.isOverEvents()) {
            noParsers();
            return;
        }
        CodeBlock.Builder take = CodeBlock.builder().beginControlFlow("switch (grammar)");
        CodeBlock.Builder give = CodeBlock.builder().beginControlFlow("switch (grammar)");
        for (MessageIr message : messages) {
            int id = message.def().id();
            if (!isRead(id)) {
                continue;
            }
            String pool = "dissector." + DissectorEmitter.pool(names, id);
            boolean sets = !message.def().params().isEmpty() || streams.in(id);
            take.add("case $L:", names.grammar(id));
            if (!sets) {
                take.add("\n").indent().addStatement("return $L.take()", pool).unindent();
            } else {
                take.add(" {\n").indent().addStatement("$T parser = $L.take()", names.parser(id), pool);
                if (streams.in(id)) {
                    take.addStatement("parser.owner(this)");
                }
                arguments(take, message);
                take.addStatement("return parser").unindent().add("}\n");
            }
            give.add("case $L:\n", names.grammar(id)).indent();
            give.addStatement("$L.give(($T) parser)", pool, names.parser(id));
            give.addStatement("break").unindent();
        }
        take.add("default:\n")
                .indent()
                .addStatement("throw new $T($S + grammar)", IllegalArgumentException.class, "no message ")
                .unindent();
        give.add("default:\n").indent().addStatement("break").unindent();
        type.addMethod(JavaMethods.override("parser")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "grammar")
                .addParameter(MachineEmitter.DIRECTION, "direction")
                .returns(ANY_PARSER)
                .addCode(take.endControlFlow().build())
                .build());
        type.addMethod(JavaMethods.override("give")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "grammar")
                .addParameter(ANY_PARSER, "parser")
                .addCode(give.endControlFlow().build())
                .build());
    }

    /** The arguments depend on the state where several states read the message with different ones. */
    private void arguments(CodeBlock.Builder take, MessageIr message) {
        Map<String, List<CodeBlock>> byArguments = new LinkedHashMap<>();
        Map<String, CodeBlock> calls = new LinkedHashMap<>();
        for (State state : machine.states()) {
            for (Direction direction : Direction.values()) {
                if (state.expects(direction) instanceof Expectation.Expects expects
                        && expects.message() == message.def().id()
                        && !message.def().params().isEmpty()) {
                    CodeBlock call = Arguments.callArguments(
                            spec, types, context.expressions(), message, expects.arguments(), List.of());
                    calls.putIfAbsent(call.toString(), call);
                    byArguments
                            .computeIfAbsent(call.toString(), key -> new ArrayList<>())
                            .add(CodeBlock.of(
                                    "state() == $L && direction == $T.$L",
                                    names.state(state.id()),
                                    MachineEmitter.DIRECTION,
                                    direction.name()));
                }
            }
        }
        byArguments.forEach((key, tests) -> {
            CodeBlock call = calls.get(key);
            if (byArguments.size() == 1) {
                take.addStatement("parser.arguments($L)", call);
            } else {
                take.beginControlFlow("if ($L)", CodeBlock.join(tests, " || "));
                take.addStatement("parser.arguments($L)", call);
                take.endControlFlow();
            }
        });
    }
}
