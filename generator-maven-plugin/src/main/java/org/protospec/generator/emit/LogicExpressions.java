package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type;

/** Writes what several conditions come to, and whether values are equal. */
final class LogicExpressions {
    private final JavaTypes types;
    private final Expressions expressions;

    LogicExpressions(JavaTypes types, Expressions expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    /** Conditions with an operator between them. */
    Value logic(Expr.Binary binary) {
        BinaryOperator operator = binary.operator();
        return Value.compound(
                "$L $L $L", logic(binary.left(), operator), operator.symbol(), logic(binary.right(), operator));
    }

    private CodeBlock logic(Expr operand, BinaryOperator around) {
        Value value = expressions.value(operand);
        boolean same = operand instanceof Expr.Binary inner && inner.operator() == around;
        boolean tighter = operand instanceof Expr.Binary inner
                && inner.operator().kind() != BinaryOperator.Kind.LOGIC
                && inner.operator().kind() != BinaryOperator.Kind.EQUALITY;
        return value.atomic() && value.always() || same || tighter && value.always()
                ? value.condition()
                : CodeBlock.of("($L)", value.condition());
    }

    Value equality(Expr.Binary binary) {
        boolean negated = binary.operator() == BinaryOperator.NOT_EQUAL;
        if (binary.left() instanceof Expr.NoneLiteral || binary.right() instanceof Expr.NoneLiteral) {
            Value value = expressions.value(binary.left() instanceof Expr.NoneLiteral ? binary.right() : binary.left());
            return negated ? Value.compound("$L", value.presence()) : Value.of("!($L)", value.presence());
        }
        Value left = expressions.compared(binary.left());
        Value right = expressions.compared(binary.right());
        List<CodeBlock> present = new ArrayList<>(left.present());
        present.addAll(right.present());
        CodeBlock same = same(binary, left, right, negated && present.isEmpty());
        if (present.isEmpty()) {
            return new Value(same, List.of(), isText(binary.left()) || isText(binary.right()));
        }
        CodeBlock both = CodeBlock.of("$L && $L", CodeBlock.join(present, " && "), same);
        return negated ? Value.of("!($L)", both) : new Value(both, List.of(), false);
    }

    private CodeBlock same(Expr.Binary binary, Value left, Value right, boolean negated) {
        String not = negated ? "!" : "";
        if (binary.right() instanceof Expr.TextLiteral text) {
            return CodeBlock.of("$L$L.contentEquals($S)", not, left.operand(), text.value());
        }
        if (binary.left() instanceof Expr.TextLiteral text) {
            return CodeBlock.of("$L$L.contentEquals($S)", not, right.operand(), text.value());
        }
        if (types.isPrimitive(binary.left().type())) {
            return CodeBlock.of("$L $L $L", left.operand(), negated ? "!=" : "==", right.operand());
        }
        return CodeBlock.of("$L$L.equals($L)", not, left.operand(), right.code());
    }

    private static boolean isText(Expr expr) {
        return expr.type().present() instanceof Type.TextType;
    }
}
