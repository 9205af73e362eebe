package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.KeptTexts;

/** Writes the variables that a machine keeps: how they are declared, set, added to and let go of. */
final class MachineVariables {
    private final MachineClassContext context;
    private final SpecNames names;
    private final JavaTypes types;

    MachineVariables(MachineClassContext context) {
        this.context = context;
        this.names = context.names;
        this.types = context.types;
    }

    static boolean isText(Type type) {
        return type.present() instanceof Type.TextType;
    }

    static boolean isList(Type type) {
        return type.present() instanceof Type.ListType;
    }

    /** Adds the fields of a variable to the class. */
    void declare(TypeSpec.Builder type, MachineDef.Var each) {
        String name = names.variable(each.index());
        CodeBlock doc = Docs.field(
                each.doc(), "The variable " + each.name() + ".", each.span().line());
        TypeName java = types.of(each.type());
        FieldSpec.Builder field;
        if (isText(each.type())) {
            field = FieldSpec.builder(KeptText.class, name, Modifier.PRIVATE).addAnnotation(Nullable.class);
        } else if (each.type() instanceof Type.QueueType queue) {
            field = FieldSpec.builder(MachineQueues.of(names, queue), name, Modifier.PRIVATE)
                    .addAnnotation(Nullable.class);
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

    /** What it is when a flow begins. */
    CodeBlock initialise(MachineDef.Var each) {
        return each.initial()
                .map(value -> assign(each, value, context.expressions()))
                .orElse(CodeBlock.of(""));
    }

    /** Lets go of what it holds. */
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

    /** Sets it to a value. */
    CodeBlock assign(MachineDef.Var each, Expr value, Expressions expressions) {
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
            return code.addStatement("$1L = dissector.keep($1L, $2L, $3L)", name, orNull(given), max)
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

    /** Adds a text to a list. */
    CodeBlock append(MachineDef.Var each, Expr text, Expressions expressions) {
        return CodeBlock.of(
                "$1L = dissector.keep($1L, $2L, $3L, $4L);\n",
                names.variable(each.index()),
                orNull(expressions.value(text)),
                each.max().orElse(Bounds.ELEMENTS),
                Bounds.VARIABLE_BYTES);
    }

    private static CodeBlock orNull(Value text) {
        return text.always() ? text.code() : CodeBlock.of("$L ? $L : null", text.presence(), text.operand());
    }
}
