package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;

/** Writes how a message gets its computed values. */
final class LetSteps {
    private final StepCode host;
    private final ParserContext context;
    private final CodeBlock.Builder code;
    private final SpecNames.Members accessors;
    private final ComputedTexts texts;

    /** Within the code of {@code host}, which says what names stand for there. */
    LetSteps(StepCode host) {
        this.host = host;
        this.context = host.context;
        this.code = host.code;
        this.accessors = host.accessors;
        this.texts = new ComputedTexts(context.def);
    }

    void compute(MessageDef.Let let) {
        if (texts.isView(let)) {
            if (let.conditional()) {
                code.addStatement("message.$L = true", accessors.hasLets.get(let.index()));
            }
        } else if (let.value() instanceof Expr.Join join) {
            if (texts.isJoined(let)) {
                host.fits(CodeBlock.of("message.$L", accessors.lets.get(let.index())), let);
            } else {
                join(let, join);
            }
        } else if (let.value() instanceof Expr.First first) {
            first(let, first);
        } else {
            assign(let);
        }
    }

    /** Most bytes of a text that is put together. */
    static long most(MessageDef.Let let) {
        return let.max().orElse(Bounds.VARIABLE_BYTES);
    }

    private void join(MessageDef.Let let, Expr.Join join) {
        String name = accessors.lets.get(let.index());
        code.addStatement("message.$L.begin()", name);
        Value list = host.expressions().value(join.target());
        code.beginControlFlow("for (int i = 0; i < $L.size(); i++)", list.operand());
        Type element = ((Type.ListType) join.target().type().present()).element();
        code.addStatement("$T it = $L.get(i)", context.types.of(element), list.operand());
        Value text = host.expressions(CodeBlock.of("it")).value(join.element());
        CodeBlock part = text.always() ? text.code() : CodeBlock.of("$L ? $L : null", text.presence(), text.operand());
        host.unless("join($L, in, message.$L, $L, $S, $L)", host.number, name, part, join.separator(), most(let));
        code.endControlFlow();
    }

    /** Looks through a list for what a computed value is. */
    private void first(MessageDef.Let let, Expr.First first) {
        Value list = host.expressions().value(first.target());
        list.present().forEach(each -> code.beginControlFlow("if ($L)", each));
        code.beginControlFlow("for (int i = 0; i < $L.size(); i++)", list.operand());
        Type element = ((Type.ListType) first.target().type().present()).element();
        code.addStatement("$T it = $L.get(i)", context.types.of(element), list.operand());
        Expressions inner = host.expressions(CodeBlock.of("it"));
        Value value = inner.value(first.element());
        if (!value.always()) {
            code.beginControlFlow("if ($L)", value.presence());
        }
        found(let, value);
        code.addStatement("break");
        if (!value.always()) {
            code.endControlFlow();
        }
        code.endControlFlow();
        list.present().forEach(each -> code.endControlFlow());
    }

    private void found(MessageDef.Let let, Value value) {
        String name = accessors.lets.get(let.index());
        if (Storage.isOwn(let)) {
            own(let, value.code());
            return;
        }
        if (context.types.of(let.type()).equals(ClassName.get(Slice.class))) {
            code.addStatement("message.$L.show($L)", name, value.code());
            return;
        }
        code.addStatement("message.$L = $L", name, value.code());
        code.addStatement("message.$L = true", accessors.hasLets.get(let.index()));
    }

    /** A text that a function in Java has made is copied, as the function may use its bytes again. */
    private void made(MessageDef.Let let, Expr computed, Expressions scope) {
        if (computed instanceof Expr.ExternCall call) {
            CodeBlock place = CodeBlock.of("message.$L", accessors.lets.get(let.index()));
            code.addStatement("$L", scope.externs().text(call, place));
            return;
        }
        Value value = scope.value(computed);
        if (!value.always()) {
            code.beginControlFlow("if ($L)", value.presence());
        }
        own(let, value.code());
        if (!value.always()) {
            code.endControlFlow();
        }
    }

    private void own(MessageDef.Let let, CodeBlock text) {
        String name = accessors.lets.get(let.index());
        code.addStatement("message.$L.begin()", name);
        host.unless("join($L, in, message.$L, $L, $S, $L)", host.number, name, text, "", most(let));
    }

    void assign(MessageDef.Let let) {
        String name = accessors.lets.get(let.index());
        Expressions scope = host.expressions();
        if (Storage.isOwn(let)) {
            made(let, let.value(), scope);
            return;
        }
        Value value = scope.value(let.value());
        if (context.types.of(let.type()).equals(ClassName.get(Slice.class))) {
            if (value.always()) {
                code.addStatement("message.$L.show($L)", name, value.code());
            } else {
                code.addStatement("message.$L.show($L ? $L : null)", name, value.presence(), value.operand());
            }
            return;
        }
        String flag = accessors.hasLets.get(let.index());
        boolean optional = let.conditional() || let.type().isOptional();
        if (value.always()) {
            code.addStatement("message.$L = $L", name, value.code());
            if (optional) {
                code.addStatement("message.$L = true", flag);
            }
            return;
        }
        code.beginControlFlow("if ($L)", value.presence());
        code.addStatement("message.$L = $L", name, value.code());
        code.addStatement("message.$L = true", flag);
        code.endControlFlow();
    }
}
