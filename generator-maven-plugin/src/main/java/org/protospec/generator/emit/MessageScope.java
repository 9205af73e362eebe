package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.Optional;
import org.protospec.generator.ir.Captures;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MessageDef;

/** What names of the spec stand for inside a message, where a text of it is worked out when it is asked for. */
final class MessageScope implements Scope {
    private final MessageDef message;
    private final TextConstants texts;
    private final Optional<CodeBlock> joined;
    private final CodeUses uses = new CodeUses();

    private MessageScope(MessageDef message, TextConstants texts, Optional<CodeBlock> joined) {
        this.message = message;
        this.texts = texts;
        this.joined = joined;
    }

    /** For a text that is another one. */
    static MessageScope ofView(MessageDef message, TextConstants texts) {
        return new MessageScope(message, texts, Optional.empty());
    }

    /** For a text that is put together in {@code joined}. */
    static MessageScope ofJoined(MessageDef message, TextConstants texts, CodeBlock joined) {
        return new MessageScope(message, texts, Optional.of(joined));
    }

    @Override
    public CodeUses uses() {
        return uses;
    }

    @Override
    public Optional<CodeBlock> owner(Expr reference) {
        return Captures.owner(reference).filter(owner -> owner == message.id()).map(owner -> CodeBlock.of(""));
    }

    @Override
    public Value argument(Expr reference) {
        throw new IllegalStateException("a message does not keep its arguments");
    }

    @Override
    public boolean isParser() {
        return true;
    }

    @Override
    public Value it(Expr.ItRef it) {
        return Value.of("it");
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
    public CodeBlock joined(CodeBlock owner, String accessor) {
        CodeBlock field =
                owner.toString().isEmpty() ? CodeBlock.of("$L", accessor) : CodeBlock.of("$L.$L", owner, accessor);
        return joined.map(text -> CodeBlock.of("$L.later($L)", text, field)).orElse(Value.call(owner, accessor));
    }

    @Override
    public CodeBlock escaped(CodeBlock text, CodeBlock others) {
        return CodeBlock.of("$L.escaped($L, $L)", joined.orElseThrow(), text, others);
    }

    @Override
    public CodeBlock text(String text) {
        return texts.constant(text);
    }

    @Override
    public CodeBlock scratch() {
        throw new IllegalStateException("a message has no place for texts that are not its own");
    }

    @Override
    public CodeBlock result() {
        throw new IllegalStateException("a message has no place for what functions in Java give");
    }

    @Override
    public CodeBlock externs() {
        throw new IllegalStateException("a message cannot call functions in Java");
    }
}
