package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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
import org.protospec.runtime.flow.Direction;

/** Writes the transitions of a machine: when they are taken, what they do, and where they go. */
final class MachineTransitions {
    private final MachineContext context;
    private final Spec spec;
    private final SpecNames names;
    private final MachineDef machine;
    private final MachineVariables variables;
    private final MachineQueues queues;

    MachineTransitions(MachineContext context) {
        this.context = context;
        this.spec = context.spec;
        this.names = context.names;
        this.machine = context.machine;
        this.variables = new MachineVariables(context);
        this.queues = new MachineQueues(context);
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
            Expressions expressions = context.expressions(List.of(variable));
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
        context.parameters = given;
        CodeBlock code = transitions(transitions, "", "true", "false", (transition, actions) -> actions);
        context.parameters = Map.of();
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

    // ------------------------------------------------------------------ actions

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
            return CodeBlock.of("$L($L);\n", method, context.streams.delimiter(resync.token()));
        } else if (action instanceof Action.HandOver handOver) {
            return CodeBlock.of("handOver($S);\n", handOver.protocol());
        } else if (action instanceof Action.Call call) {
            CodeBlock arguments = expressions.externArguments(call.extern(), call.arguments());
            return CodeBlock.of("dissector.externs.$L($L);\n", names.extern(call.extern()), arguments);
        } else if (action instanceof Action.IfAction choice) {
            return choice(choice, expressions);
        }
        return change(action, expressions);
    }

    private CodeBlock emit(Action.Emit emit, Expressions expressions) {
        EventDef event = spec.events().get(emit.event());
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("this"));
        for (Param param : event.params()) {
            arguments.add(Arguments.passed(
                    context.types, expressions, param.type(), emit.arguments().get(param.index())));
        }
        return CodeBlock.of(
                "dissector.events.$L($L);\n", names.eventMethod(event.id()), CodeBlock.join(arguments, ", "));
    }

    private CodeBlock choice(Action.IfAction choice, Expressions expressions) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if ($L)", expressions.condition(choice.condition()));
        choice.then().forEach(each -> code.add(action(each, expressions)));
        if (!choice.otherwise().isEmpty()) {
            code.nextControlFlow("else");
            choice.otherwise().forEach(each -> code.add(action(each, expressions)));
        }
        return code.endControlFlow().build();
    }

    /** What changes a variable. */
    private CodeBlock change(Action action, Expressions expressions) {
        if (action instanceof Action.Assign assign) {
            return variables.assign(machine.vars().get(assign.variable()), assign.value(), expressions);
        } else if (action instanceof Action.Append append) {
            MachineDef.Var each = machine.vars().get(append.variable());
            return each.type() instanceof Type.QueueType
                    ? queues.push(each, append.value(), expressions)
                    : variables.append(each, append.value(), expressions);
        }
        Action.Pop pop = (Action.Pop) action;
        return queues.pop(machine.vars().get(pop.variable()), pop.condition());
    }
}
