package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.event.DecodeError;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.machine.MessageQueue;
import org.protospec.runtime.parse.ParseError;

/** Writes what a machine does with its queues of messages: they are added to, looked through and taken from. */
final class MachineQueues {
    private final MachineClassContext context;
    private final SpecNames names;
    private final MachineScope scope;

    /** What it does where names stand for what {@code scope} says. */
    MachineQueues(MachineClassContext context, MachineScope scope) {
        this.context = context;
        this.names = context.names;
        this.scope = scope;
    }

    /** The type of a queue. */
    static TypeName of(SpecNames names, Type.QueueType queue) {
        return ParameterizedTypeName.get(ClassName.get(MessageQueue.class), names.message(queue.message()));
    }

    /** How many messages may wait in a queue. */
    static long most(MachineDef.Var queue) {
        return queue.max().orElse(Bounds.QUEUED);
    }

    /** Adds a copy of a message. */
    CodeBlock push(MachineDef.Var each, Expr message) {
        Type.QueueType queue = (Type.QueueType) each.type();
        String name = names.variable(each.index());
        String pool = pool(each);
        String copy = local("copy");
        Value value = scope.expressions().value(message);
        return CodeBlock.builder()
                .addStatement("$1L = $2L.lend($1L)", name, pool)
                .addStatement("makeRoom($L, $L, $S, $L)", pool, name, each.name(), most(each))
                .addStatement("$T $L = $L.next()", names.message(queue.message()), copy, pool)
                .addStatement("$L.copyFrom($L)", copy, value.code())
                .addStatement("$L.add($L, $L)", pool, name, copy)
                .build();
    }

    /** Takes the first message, or the first for which a condition holds. */
    CodeBlock pop(MachineDef.Var each, Optional<Expr> condition) {
        String name = names.variable(each.index());
        if (condition.isEmpty()) {
            return CodeBlock.of("$1L = $2L.pop($1L);\n", name, pool(each));
        }
        CodeBlock found = finder(each, condition.get());
        return CodeBlock.of("$1L = $2L.remove($1L, $3L);\n", name, pool(each), found);
    }

    private String pool(MachineDef.Var queue) {
        return "dissector." + DissectorEmitter.queues(names, ((Type.QueueType) queue.type()).message());
    }

    /** The first message for which a condition holds: a call of a method that looks for it. */
    CodeBlock finder(MachineDef.Var queue, Expr condition) {
        ClassName message = names.message(((Type.QueueType) queue.type()).message());
        String name = names.variable(queue.index());
        String it = local("it");
        Optional<Expr.EventVarRef> event = eventVariable(condition);
        CodeBlock holds = scope.within(it).expressions().condition(condition);
        String key = name + " " + event.map(each -> each.type().toString()).orElse("") + " " + holds;
        MethodSpec method = context.finders.computeIfAbsent(key, k -> {
            MethodSpec.Builder made = MethodSpec.methodBuilder(context.methods.member("find_" + queue.name()))
                    .addModifiers(Modifier.PRIVATE)
                    .returns(JavaTypes.nullable(message));
            event.ifPresent(each ->
                    made.addParameter(eventType(each.type()), scope.event().variable()));
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
        return CodeBlock.of(
                "$L($L)", method.name(), event.isPresent() ? scope.event().variable() : "");
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
        return type instanceof Type.TextType ? ClassName.get(Direction.class) : context.types.of(type);
    }

    /** A name of a method's own, which no variable has. */
    private String local(String wanted) {
        boolean taken = context.machine.vars().stream()
                        .anyMatch(each -> names.variable(each.index()).equals(wanted))
                || scope.event().variable().equals(wanted);
        return taken ? wanted + "_" : wanted;
    }
}
