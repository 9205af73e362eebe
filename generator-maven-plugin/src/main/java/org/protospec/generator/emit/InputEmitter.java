package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.EvaluationException;

/** Writes the methods by which a machine over events is driven: one for each event that it declares. */
final class InputEmitter {
    private final SpecNames names;
    private final MachineDef machine;
    private final MachineTransitions code;
    private final Names methods;
    private final JavaTypes types;
    /** Whether what the event leads to may have no value. */
    private boolean fails;

    InputEmitter(MachineClassContext context, MachineTransitions code) {
        this.names = context.names;
        this.machine = context.machine;
        this.code = code;
        this.methods = context.methods;
        this.types = context.types;
    }

    /** Adds the methods to the machine's class. */
    void addTo(TypeSpec.Builder type) {
        for (MachineDef.Input input : machine.inputs()) {
            type.addMethod(method(type, input));
        }
    }

    private MethodSpec method(TypeSpec.Builder type, MachineDef.Input input) {
        Map<String, String> given = parameters(input);
        MethodSpec.Builder method = MethodSpec.methodBuilder(methods.member(input.name()))
                .addJavadoc(Docs.of(
                        input.doc(),
                        "The event " + input.name() + " happens.",
                        Docs.file(machine.span().file().name()),
                        input.span().line()))
                .addModifiers(Modifier.PUBLIC);
        input.params().forEach(param -> method.addParameter(parameter(param, given)));
        input.params().forEach(param -> method.addCode(range(param, name(param, given))));
        method.beginControlFlow("if (happens($S))", input.name());
        fails = false;
        CodeBlock states = states(type, input, given);
        if (fails) {
            method.beginControlFlow("try")
                    .addCode(states)
                    .nextControlFlow("catch ($T noValue)", EvaluationException.class)
                    .addStatement("unanswered($S, noValue)", input.name())
                    .endControlFlow();
        } else {
            method.addCode(states);
        }
        return method.addStatement("happened()").endControlFlow().build();
    }

    /** The names in Java of what an event brings: none is that of a variable. */
    private Map<String, String> parameters(MachineDef.Input input) {
        Names own = Names.members();
        List.of("dissector", "state").forEach(own::member);
        machine.vars().forEach(each -> own.member(names.variable(each.index())));
        Map<String, String> given = new LinkedHashMap<>();
        input.params().forEach(param -> given.put(param.name(), own.member(param.name())));
        return given;
    }

    private static String name(Param param, Map<String, String> given) {
        return Objects.requireNonNull(given.get(param.name()));
    }

    private ParameterSpec parameter(Param param, Map<String, String> given) {
        return ParameterSpec.builder(types.of(param.type()), name(param, given)).build();
    }

    /** Whoever drives the machine keeps to the types of the spec, which say more than Java's. */
    private CodeBlock range(Param param, String name) {
        if (!(param.type() instanceof Type.IntType number) || !number.fitsLong()) {
            return CodeBlock.of("");
        }
        boolean all = number.max().bitLength() == Long.SIZE - 1
                || number.max().bitLength() == Integer.SIZE - 1
                        && types.of(param.type()).equals(TypeName.INT)
                        && number.min().signum() < 0;
        return all
                ? CodeBlock.of("")
                : CodeBlock.builder()
                        .addStatement("inRange($S, $L, $LL, $LL)", param.name(), name, number.min(), number.max())
                        .build();
    }

    private CodeBlock states(TypeSpec.Builder type, MachineDef.Input input, Map<String, String> given) {
        String arguments = String.join(", ", given.values());
        List<Transition> shared = on(machine.shared(), input);
        String any = shared.isEmpty() ? "" : handler(type, "any", input, shared, given);
        CodeBlock.Builder cases = CodeBlock.builder();
        boolean some = false;
        for (State state : machine.states()) {
            List<Transition> own = on(state.transitions(), input);
            if (own.isEmpty()) {
                continue;
            }
            some = true;
            String handler = handler(type, state.name(), input, own, given);
            cases.add("case $L:\n", names.state(state.id())).indent();
            boolean falls =
                    !any.isEmpty() && own.stream().allMatch(each -> each.guard().isPresent());
            if (falls) {
                cases.beginControlFlow("if (!$L($L))", handler, arguments)
                        .addStatement("$L($L)", any, arguments)
                        .endControlFlow();
            } else {
                cases.addStatement("$L($L)", handler, arguments);
            }
            cases.addStatement("break").unindent();
        }
        CodeBlock otherwise = any.isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.builder().addStatement("$L($L)", any, arguments).build();
        return some
                ? CodeBlock.builder()
                        .beginControlFlow("switch (state())")
                        .add(cases.build())
                        .add("default:\n")
                        .indent()
                        .add(otherwise)
                        .addStatement("break")
                        .unindent()
                        .endControlFlow()
                        .build()
                : otherwise;
    }

    private static List<Transition> on(List<Transition> transitions, MachineDef.Input input) {
        return transitions.stream()
                .filter(each -> each.trigger().input().isPresent()
                        && each.trigger().input().getAsInt() == input.id())
                .toList();
    }

    /** A method that tries transitions in order, and tells whether one was taken. */
    private String handler(
            TypeSpec.Builder type,
            String state,
            MachineDef.Input input,
            List<Transition> transitions,
            Map<String, String> given) {
        String name = methods.member(state + "_" + input.name());
        List<ParameterSpec> parameters = new ArrayList<>();
        input.params().forEach(param -> parameters.add(parameter(param, given)));
        MachineTransitions.Written body = code.transitions(transitions, given);
        fails |= body.mayFail();
        type.addMethod(MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .addParameters(parameters)
                .returns(TypeName.BOOLEAN)
                .addCode(body.code())
                .build());
        return name;
    }
}
