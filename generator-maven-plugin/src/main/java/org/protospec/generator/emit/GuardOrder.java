package org.protospec.generator.emit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;

/**
 * The order in which the parts of a guard are looked at: flags and numbers that are always there before texts. Expressions have no
 * effects, so a guard means the same in any order; but most guards fail, and to compare two numbers costs a fraction of
 * comparing texts.
 */
final class GuardOrder {
    private final Spec spec;
    private final MachineDef machine;

    GuardOrder(Spec spec, MachineDef machine) {
        this.spec = spec;
        this.machine = machine;
    }

    /** A guard that means the same. */
    Expr cheapFirst(Expr guard) {
        List<Expr> parts = new ArrayList<>();
        parts(guard, parts);
        parts.sort(Comparator.comparing(part -> !isCheap(part)));
        Expr all = parts.get(0);
        for (Expr part : parts.subList(1, parts.size())) {
            all = new Expr.Binary(guard.span(), guard.type(), BinaryOperator.AND, all, part);
        }
        return all;
    }

    private static void parts(Expr expr, List<Expr> parts) {
        if (expr instanceof Expr.Binary binary && binary.operator() == BinaryOperator.AND) {
            parts(binary.left(), parts);
            parts(binary.right(), parts);
        } else {
            parts.add(expr);
        }
    }

    /** Whether a condition on flags and numbers can be looked at first: what another part makes sure of must not matter. */
    private boolean isCheap(Expr expr) {
        if (expr instanceof Expr.Unary unary) {
            return unary.operator() == UnaryOperator.NOT && isCheap(unary.operand());
        }
        if (expr instanceof Expr.Binary binary) {
            BinaryOperator.Kind kind = binary.operator().kind();
            return (kind == BinaryOperator.Kind.EQUALITY || kind == BinaryOperator.Kind.ORDER)
                    && isCheap(binary.left())
                    && isCheap(binary.right());
        }
        return !(expr.type() instanceof Type.TextType) && isThere(expr);
    }

    /** Whether a value is there whatever else holds, and costs nothing. */
    private boolean isThere(Expr expr) {
        if (expr instanceof Expr.VarRef variable) {
            return !machine.vars().get(variable.variable()).type().isOptional();
        }
        if (expr instanceof Expr.FieldMember member) {
            MessageDef message = spec.messages().get(member.message());
            Field field = message.fields().get(member.field());
            return !field.conditional() && !field.type().isOptional() && isThere(member.target());
        }
        if (expr instanceof Expr.LetMember member) {
            MessageDef message = spec.messages().get(member.message());
            MessageDef.Let let = message.lets().get(member.let());
            return !let.conditional() && !let.type().isOptional() && isThere(member.target());
        }
        return expr instanceof Expr.EventVarRef && !expr.type().isOptional()
                || expr instanceof Expr.InputRef
                || expr instanceof Expr.IntLiteral
                || expr instanceof Expr.FlagLiteral
                || expr instanceof Expr.EnumItem;
    }
}
