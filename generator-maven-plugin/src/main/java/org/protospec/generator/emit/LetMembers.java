package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.JoinedText;

/** Writes the members of one computed value. */
final class LetMembers {
    private final MessageContext context;
    private final MessageDef.Let let;
    private final ComputedTexts computed;
    private final String name;
    private final String flag;
    private final MemberCode code = new MemberCode();

    LetMembers(MessageContext context, MessageDef.Let let) {
        this.context = context;
        this.let = let;
        this.computed = new ComputedTexts(context.def);
        this.name = context.members.lets.get(let.index());
        this.flag = context.members.hasLets.get(let.index());
    }

    MemberCode let() {
        boolean optional = let.conditional() || let.type().isOptional();
        if (computed.isView(let)) {
            view();
        } else if (Storage.isOwn(let)) {
            own();
            accessor(
                    JavaTypes.text(optional),
                    CodeBlock.of(optional ? "return $L.text().orNull()" : "return $L.text()", name));
            visit(optional, CodeBlock.of("$L.text().isPresent()", name), CodeBlock.of("$L.text()", name));
        } else if (context.types.of(let.type()).equals(ClassName.get(Slice.class))) {
            slice();
            accessor(JavaTypes.text(optional), CodeBlock.of(optional ? "return $L.orNull()" : "return $L", name));
            visit(optional, CodeBlock.of("$L.isPresent()", name), CodeBlock.of("$L", name));
        } else {
            primitive(optional);
            accessor(context.types.of(let.type()), CodeBlock.of("return $L", name));
            visit(optional, CodeBlock.of("$L", flag), CodeBlock.of("$L", name));
        }
        return code;
    }

    private void accessor(TypeName returned, CodeBlock statement) {
        context.type.addMethod(MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Docs.field(
                        let.doc(),
                        "The computed value " + let.name() + ".",
                        let.span().line()))
                .returns(returned)
                .addStatement(statement)
                .build());
    }

    /** Shows a value, or, if it is optional and the condition does not hold, that it is absent. */
    private void visit(boolean optional, CodeBlock present, CodeBlock value) {
        CodeBlock shown = Visits.statement(context.names, let.name(), let.type(), value);
        if (optional) {
            code.visit.beginControlFlow("if ($L)", present);
            code.visit.add(shown);
            code.visit.nextControlFlow("else");
            code.visit.addStatement("visitor.absent($S)", let.name());
            code.visit.endControlFlow();
        } else {
            code.visit.add(shown);
        }
    }

    private void flag() {
        context.type.addField(TypeName.BOOLEAN, flag);
        code.clear.addStatement("$L = false", flag);
        code.copy.addStatement("$1L = other.$1L", flag);
    }

    /** A text that is another one: it is looked up when it is asked for. */
    private void view() {
        Value value =
                expressions(MessageScope.ofView(context.def, context.texts)).value(let.value());
        if (let.conditional()) {
            flag();
        }
        accessor(
                JavaTypes.text(let.conditional()),
                let.conditional()
                        ? CodeBlock.of("return $L ? $L : null", flag, value.operand())
                        : CodeBlock.of("return $L", value.code()));
        visit(
                let.conditional(),
                CodeBlock.of("$L", flag),
                let.conditional() ? value.code() : CodeBlock.of("$L()", name));
    }

    /** A text or an address that lies in the message's bytes. */
    private void slice() {
        context.type.addField(FieldSpec.builder(Slice.class, name, Modifier.FINAL)
                .initializer("slice()")
                .build());
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("copyText($1L, other.$1L, other)", name);
    }

    private void primitive(boolean optional) {
        TypeName returned = context.types.of(let.type());
        context.type.addField(returned, name);
        code.clear.addStatement("$L = $L", name, returned.equals(TypeName.BOOLEAN) ? "false" : "0");
        code.copy.addStatement("$1L = other.$1L", name);
        if (optional) {
            flag();
            context.type.addMethod(MethodSpec.methodBuilder(flag)
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("Whether $L has a value.\n", Docs.escape(let.name()))
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", flag)
                    .build());
        }
    }

    /** A text with bytes of its own; one that is put together of what the message holds is not before it is asked for. */
    private void own() {
        FieldSpec.Builder field = FieldSpec.builder(JoinedText.class, name, Modifier.FINAL);
        if (computed.isJoined(let)) {
            String method = context.members.joins.get(let.index());
            context.type.addField(field.initializer("new $T(this::$L)", JoinedText.class, method)
                    .build());
            join(method, (Expr.Join) let.value());
        } else {
            context.type.addField(
                    field.initializer("new $T()", JoinedText.class).build());
        }
        code.clear.addStatement("$L.clear()", name);
        code.copy.addStatement("$1L.copyFrom(other.$1L)", name);
    }

    private void join(String method, Expr.Join join) {
        Expressions expressions =
                expressions(MessageScope.ofJoined(context.def, context.texts, CodeBlock.of("joined")));
        Value list = expressions.value(join.target());
        Type element = ((Type.ListType) join.target().type().present()).element();
        Value part = expressions.value(join.element());
        context.type.addMethod(MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PRIVATE)
                .addJavadoc("Puts $L together, or tells how long it can become.\n", Docs.escape(let.name()))
                .addParameter(JoinedText.class, "joined")
                .beginControlFlow("for (int i = 0; i < $L.size(); i++)", list.operand())
                .addStatement("$T it = $L.get(i)", context.types.of(element), list.operand())
                .addStatement(
                        "joined.add($L, $S)",
                        part.always() ? part.code() : CodeBlock.of("$L ? $L : null", part.presence(), part.operand()),
                        join.separator())
                .endControlFlow()
                .build());
    }

    private Expressions expressions(Scope scope) {
        return new Expressions(context.spec, context.names, scope);
    }
}
