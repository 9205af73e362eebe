package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.protospec.generator.ir.Captures;
import org.protospec.generator.model.Expr;

/** What names of the spec stand for inside the parser. */
class ParserScope implements Scope {
    private final ParserContext context;
    private final CodeUses uses;
    private final CodeBlock it;

    ParserScope(ParserContext context, CodeUses uses, CodeBlock it) {
        this.context = context;
        this.uses = uses;
        this.it = it;
    }

    @Override
    public CodeUses uses() {
        return uses;
    }

    @Override
    public Optional<CodeBlock> owner(Expr reference) {
        boolean own = Captures.owner(reference)
                .filter(owner -> owner == context.def.id())
                .isPresent();
        return own && !(reference instanceof Expr.ParamRef) ? Optional.of(CodeBlock.of("message")) : Optional.empty();
    }

    @Override
    public Value argument(Expr reference) {
        String name = reference instanceof Expr.ParamRef param && param.message() == context.def.id()
                ? context.params.get(param.param())
                : context.captures.get(Captures.indexOf(context.spec, context.ir.captures(), reference));
        if (!reference.type().isOptional()) {
            return context.types.isPrimitive(reference.type())
                    ? Value.of("$L", name)
                    : Value.of("$T.requireNonNull($L)", Objects.class, name);
        }
        CodeBlock present = context.types.isPrimitive(reference.type())
                ? CodeBlock.of("has_$L", name)
                : CodeBlock.of("$L != null", name);
        return Value.of("$L", name).given(List.of(present));
    }

    @Override
    public boolean isParser() {
        return true;
    }

    @Override
    public Value it(Expr.ItRef reference) {
        return new Value(it, List.of(), true);
    }

    @Override
    public Value variable(Expr.VarRef reference) {
        throw new IllegalStateException("a message cannot see the machine's variables");
    }

    @Override
    public Value eventVariable(Expr.EventVarRef reference) {
        throw new IllegalStateException("a message cannot see an event");
    }

    @Override
    public CodeBlock text(String text) {
        return context.texts.constant(text);
    }

    @Override
    public CodeBlock externs() {
        uses.noteJava();
        return CodeBlock.of("externs");
    }

    @Override
    public CodeBlock result() {
        return CodeBlock.of("result($L)", context.places.nextResult());
    }

    @Override
    public CodeBlock scratch() {
        uses.noteScratch();
        return CodeBlock.of("scratch($L)", context.places.nextScratch());
    }
}
