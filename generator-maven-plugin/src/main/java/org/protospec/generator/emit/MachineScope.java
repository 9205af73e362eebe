package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.KeptTexts;

/** What names of the spec stand for inside the machine. */
final class MachineScope implements Scope {
    private final MachineClassContext context;
    private final EventNames event;
    private final CodeUses uses;
    private final TextPlaces places;
    private final String it;

    MachineScope(MachineClassContext context, EventNames event, CodeUses uses) {
        this(context, event, uses, new TextPlaces(), "");
    }

    private MachineScope(MachineClassContext context, EventNames event, CodeUses uses, TextPlaces places, String it) {
        this.context = context;
        this.event = event;
        this.uses = uses;
        this.places = places;
        this.it = it;
    }

    /** The same, where {@code it} stands for an element of a queue. */
    MachineScope within(String element) {
        return new MachineScope(context, event, uses, places, element);
    }

    /** Expressions in which names stand for that. */
    Expressions expressions() {
        return new Expressions(context.spec, context.names, this);
    }

    EventNames event() {
        return event;
    }

    @Override
    public CodeUses uses() {
        return uses;
    }

    @Override
    public CodeBlock find(Expr.QueueFind find) {
        return new MachineQueues(context, this).finder(queue(find.target()), find.condition());
    }

    @Override
    public long most(Expr queue) {
        return MachineQueues.most(queue(queue));
    }

    private MachineDef.Var queue(Expr reference) {
        return context.machine.vars().get(((Expr.VarRef) reference).variable());
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
        MachineDef.Var each = context.machine.vars().get(reference.variable());
        String name = context.names.variable(each.index());
        if (MachineVariables.isText(each.type())) {
            Value value = Value.of("$T.of($L)", KeptText.class, name);
            return reference.type().isOptional() ? value.given(List.of(CodeBlock.of("$L != null", name))) : value;
        }
        if (each.type() instanceof Type.QueueType) {
            return Value.of("$L", name);
        }
        if (MachineVariables.isList(each.type())) {
            return Value.of("$T.of($L)", KeptTexts.class, name);
        }
        if (!reference.type().isOptional()) {
            // The guard has seen to it that it is there.
            return context.types.isPrimitive(each.type())
                    ? Value.of("$L", name)
                    : Value.of("$T.requireNonNull($L)", Objects.class, name);
        }
        CodeBlock present = context.types.isPrimitive(each.type())
                ? CodeBlock.of("$L", context.names.variableFlag(each.index()))
                : CodeBlock.of("$L != null", name);
        return Value.of("$L", name).given(List.of(present));
    }

    @Override
    public Value eventVariable(Expr.EventVarRef reference) {
        return Value.of("$L", event.variable());
    }

    @Override
    public Value input(Expr.InputRef reference) {
        return Value.of("$L", Objects.requireNonNull(event.parameters().get(reference.name())));
    }

    @Override
    public CodeBlock text(String text) {
        return context.texts.constant(text);
    }

    @Override
    public CodeBlock externs() {
        uses.noteJava();
        return CodeBlock.of("dissector.externs");
    }

    @Override
    public CodeBlock result() {
        return CodeBlock.of("dissector.resultText($L)", places.nextResult());
    }

    @Override
    public CodeBlock scratch() {
        uses.noteScratch();
        return CodeBlock.of("dissector.scratchText($L)", places.nextScratch());
    }
}
