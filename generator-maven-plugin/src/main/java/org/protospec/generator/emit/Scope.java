package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.Optional;
import org.protospec.generator.model.Expr;

/** What names of a spec stand for at a place of the generated code. */
interface Scope {
    /** What the code that is written here uses. */
    CodeUses uses();

    /** The message, whose parts are read through accessors, that a reference to a part is to. */
    Optional<CodeBlock> owner(Expr reference);

    /** A value handed over as an argument: a parameter, or a part of an enclosing message. */
    Value argument(Expr reference);

    /** {@code it}. */
    Value it(Expr.ItRef it);

    /** Whether the code belongs to a parser. */
    default boolean isParser() {
        return false;
    }

    /** The variable that holds a field, if there is one. */
    default Optional<String> variable(Expr.FieldRef field) {
        return Optional.empty();
    }

    /** How far the next byte lies behind an origin. */
    default Value place(int origin) {
        return Value.of("in.place($L)", origin);
    }

    /** A text that was put together, which another one is put together of. */
    default CodeBlock joined(CodeBlock owner, String accessor) {
        return Value.call(owner, accessor);
    }

    /** A text with escapes. */
    default CodeBlock escaped(CodeBlock text, CodeBlock others) {
        return CodeBlock.of("escaped($L, $L)", text, others);
    }

    /** A variable of the machine. */
    Value variable(Expr.VarRef reference);

    /** The variable of a transition's event. */
    Value eventVariable(Expr.EventVarRef reference);

    /** A parameter of an event that the machine declares. */
    default Value input(Expr.InputRef reference) {
        throw new IllegalStateException("nothing but the bytes happens here");
    }

    /** The message of a queue for which a condition holds; null if there is none. */
    default CodeBlock find(Expr.QueueFind find) {
        throw new IllegalStateException("there is no queue here");
    }

    /** Most messages of a queue. */
    default long most(Expr queue) {
        throw new IllegalStateException("there is no queue here");
    }

    /** A constant that holds a text. */
    CodeBlock text(String text);

    /** What calls the functions that are left to Java. */
    CodeBlock externs();

    /** A place for the text that such a function gives. */
    CodeBlock result();

    /** A slice for the result of a text's method. */
    CodeBlock scratch();
}
