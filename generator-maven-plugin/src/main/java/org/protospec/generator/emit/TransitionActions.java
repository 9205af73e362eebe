package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Type;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.flow.Direction;

/** Writes what one transition of a machine does once it is taken. */
final class TransitionActions {
    private final MachineClassContext context;
    private final Spec spec;
    private final SpecNames names;
    private final MachineDef machine;
    private final MachineVariables variables;
    private final MachineQueues queues;
    private final Expressions expressions;

    TransitionActions(MachineClassContext context, MachineScope scope) {
        this.context = context;
        this.spec = context.spec;
        this.names = context.names;
        this.machine = context.machine;
        this.variables = new MachineVariables(context);
        this.queues = new MachineQueues(context, scope);
        this.expressions = scope.expressions();
    }

    CodeBlock body(Transition transition) {
        CodeBlock.Builder code = CodeBlock.builder();
        transition.actions().forEach(action -> code.add(action(action)));
        transition.target().ifPresent(target -> code.addStatement("go($L)", target(target)));
        return code.build();
    }

    private String target(Transition.Target target) {
        if (target instanceof Transition.Target.ToState state) {
            return names.state(state.state());
        }
        return target instanceof Transition.Target.Finish ? "FINISH" : "FAIL";
    }

    private CodeBlock action(Action action) {
        if (action instanceof Action.Emit emit) {
            return emit(emit);
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
            return CodeBlock.of("$L;\n", expressions.externs().call(call.extern(), call.arguments()));
        } else if (action instanceof Action.IfAction choice) {
            return choice(choice);
        }
        return change(action);
    }

    private CodeBlock emit(Action.Emit emit) {
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

    private CodeBlock choice(Action.IfAction choice) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if ($L)", expressions.condition(choice.condition()));
        choice.then().forEach(each -> code.add(action(each)));
        if (!choice.otherwise().isEmpty()) {
            code.nextControlFlow("else");
            choice.otherwise().forEach(each -> code.add(action(each)));
        }
        return code.endControlFlow().build();
    }

    /** What changes a variable. */
    private CodeBlock change(Action action) {
        if (action instanceof Action.Assign assign) {
            return variables.assign(machine.vars().get(assign.variable()), assign.value(), expressions);
        } else if (action instanceof Action.Append append) {
            MachineDef.Var each = machine.vars().get(append.variable());
            return each.type() instanceof Type.QueueType
                    ? queues.push(each, append.value())
                    : variables.append(each, append.value(), expressions);
        }
        Action.Pop pop = (Action.Pop) action;
        return queues.pop(machine.vars().get(pop.variable()), pop.condition());
    }
}
