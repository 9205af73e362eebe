package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Transition;

/** Writes the transitions of a machine: when they are taken, in their order. */
final class MachineTransitions {
    private final MachineClassContext context;

    MachineTransitions(MachineClassContext context) {
        this.context = context;
    }

    /**
     * Code for transitions.
     *
     * @param mayFail whether what they ask or do may have no value
     */
    record Written(CodeBlock code, boolean mayFail) {}

    /** Transitions on an event that the machine declares, whose code returns whether one was taken. */
    Written transitions(List<Transition> transitions, Map<String, String> given) {
        return transitions(transitions, EventNames.of(given), "true", "false", (transition, actions) -> actions);
    }

    /**
     * Transitions in order; returns {@code taken} from those that are, and {@code otherwise} if none is.
     *
     * @param placed what stands for the body of a transition: itself, or a call
     */
    Written transitions(
            List<Transition> transitions,
            EventNames event,
            String taken,
            String otherwise,
            BiFunction<Transition, CodeBlock, CodeBlock> placed) {
        CodeBlock.Builder code = CodeBlock.builder();
        CodeUses uses = new CodeUses();
        boolean open = true;
        for (int i = 0; i < transitions.size() && open; i++) {
            Transition transition = transitions.get(i);
            MachineScope scope = new MachineScope(context, event, uses);
            TransitionActions actions = new TransitionActions(context, scope);
            boolean last = i == transitions.size() - 1;
            if (transition.guard().isPresent()) {
                Expr guard = new GuardOrder(context.spec, context.machine)
                        .cheapFirst(transition.guard().get());
                code.beginControlFlow("if ($L)", scope.expressions().condition(guard));
                code.add(placed.apply(transition, actions.body(transition)));
                if (!last || !taken.isEmpty()) {
                    code.add(taken.isEmpty() ? "return;\n" : "return " + taken + ";\n");
                }
                code.endControlFlow();
            } else {
                code.add(placed.apply(transition, actions.body(transition)));
                if (!taken.isEmpty()) {
                    code.addStatement("return $L", taken);
                }
                open = false;
            }
        }
        if (open && !otherwise.isEmpty()) {
            code.addStatement("return $L", otherwise);
        }
        return new Written(code.build(), uses.mayFail());
    }
}
