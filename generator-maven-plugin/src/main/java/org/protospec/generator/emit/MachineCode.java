package org.protospec.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Type;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.KeptTexts;

/** Writes what transitions do, and the variables that a machine keeps. */
final class MachineCode {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final MachineDef machine;
    private final TextConstants texts;
    private final Streams streams;
    private int scratches;

    MachineCode(Spec spec, SpecNames names, MachineDef machine, TextConstants texts, Streams streams) {
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
        } else if (isList(each.type())) {
            field = FieldSpec.builder(KeptTexts.class, name, Modifier.PRIVATE).addAnnotation(Nullable.class);
        } else {
            field = FieldSpec.builder(java, name, Modifier.PRIVATE);
            if (!java.isPrimitive()) {
                field.addAnnotation(Nullable.class);
            }
        }
        type.addField(field.addJavadoc(doc).build());
        if (java.isPrimitive() && each.type().isOptional()) {
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
        if (isList(each.type()) || isText(each.type()) && value instanceof Expr.NoneLiteral) {
            return release(each);
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

    // ------------------------------------------------------------------ transitions

    /** Expressions where {@code variables} are the names of the event's variable in the spec and in Java. */
    Expressions expressions(List<String> variables) {
        scratches = 0;
        return new Expressions(spec, names, new MachineScope(variables));
    }

    /** Transitions in order; returns {@code taken} from those that are, and {@code otherwise} if none is. */
    CodeBlock transitions(List<Transition> transitions, String variable, String taken, String otherwise) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean open = true;
        for (int i = 0; i < transitions.size() && open; i++) {
            Transition transition = transitions.get(i);
            Expressions expressions = expressions(List.of(variable));
            boolean last = i == transitions.size() - 1;
            if (transition.guard().isPresent()) {
                code.beginControlFlow(
                        "if ($L)", expressions.condition(transition.guard().get()));
                code.add(body(transition, expressions));
                if (!last || !taken.isEmpty()) {
                    code.add(taken.isEmpty() ? "return;\n" : "return " + taken + ";\n");
                }
                code.endControlFlow();
            } else {
                code.add(body(transition, expressions));
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
        } else if (action instanceof Action.Resync resync) {
            String method = resync.place() == Action.Place.AFTER ? "resyncAfter" : "resyncBefore";
            return CodeBlock.of("$L($L);\n", method, streams.delimiter(resync.token()));
        } else if (action instanceof Action.HandOver handOver) {
            return CodeBlock.of("handOver($S);\n", handOver.protocol());
        } else if (action instanceof Action.Assign assign) {
            return assign(machine.vars().get(assign.variable()), assign.value(), expressions);
        } else if (action instanceof Action.Append append) {
            return append(append, expressions);
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

        MachineScope(List<String> variables) {
            this.variables = variables;
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
        public Value it(Expr.ItRef it) {
            throw new IllegalStateException("a machine has no it");
        }

        @Override
        public Value variable(Expr.VarRef reference) {
            MachineDef.Var each = machine.vars().get(reference.variable());
            String name = names.variable(each.index());
            if (isText(each.type())) {
                Value value = Value.of("$T.of($L)", KeptText.class, name);
                return reference.type().isOptional() ? value.given(List.of(CodeBlock.of("$L != null", name))) : value;
            }
            if (isList(each.type())) {
                return Value.of("$T.of($L)", KeptTexts.class, name);
            }
            if (!reference.type().isOptional()) {
                // The guard has seen to it that it is there.
                return types.isPrimitive(each.type())
                        ? Value.of("$L", name)
                        : Value.of("$T.requireNonNull($L)", java.util.Objects.class, name);
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
        public CodeBlock text(String text) {
            return texts.constant(text);
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
