package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A spec's expression in Java.
 *
 * @param code the value, to be asked for only if it is there
 * @param present conditions under which it is there; none where it always is
 * @param atomic whether {@code code} needs no parentheses
 */
record Value(CodeBlock code, List<CodeBlock> present, boolean atomic) {
    Value {
        present = List.copyOf(present);
    }

    static Value of(String format, Object... arguments) {
        return new Value(CodeBlock.of(format, arguments), List.of(), true);
    }

    static Value compound(String format, Object... arguments) {
        return new Value(CodeBlock.of(format, arguments), List.of(), false);
    }

    /** What an accessor of an object returns; of the object itself if no owner is given. */
    static CodeBlock call(CodeBlock owner, String accessor) {
        return owner.toString().isEmpty() ? CodeBlock.of("$L()", accessor) : CodeBlock.of("$L.$L()", owner, accessor);
    }

    /** What is known to be there, said to whoever checks the generated code for nulls. */
    static CodeBlock there(CodeBlock value) {
        return CodeBlock.of("$T.requireNonNull($L)", Objects.class, value);
    }

    /** A condition that stands among others, all of which have to hold. */
    static CodeBlock amongOthers(CodeBlock condition) {
        String text = condition.toString();
        return text.contains("||") || text.contains("?") ? CodeBlock.of("($L)", condition) : condition;
    }

    /** The code, in parentheses where it needs them as an operand. */
    CodeBlock operand() {
        return atomic ? code : CodeBlock.of("($L)", code);
    }

    /** The same under further conditions. */
    Value given(List<CodeBlock> conditions) {
        List<CodeBlock> all = new ArrayList<>(conditions);
        all.addAll(present);
        return new Value(code, all, atomic);
    }

    /** The condition that it is there; null where it always is. */
    CodeBlock presence() {
        return present.isEmpty() ? CodeBlock.of("true") : CodeBlock.join(present, " && ");
    }

    boolean always() {
        return present.isEmpty();
    }

    /** The condition that it is there and (a flag) true. */
    CodeBlock condition() {
        return always() ? code : CodeBlock.of("$L && $L", presence(), operand());
    }
}
