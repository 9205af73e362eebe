package org.protospec.generator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks through expressions. */
public final class Expressions {
    private Expressions() {}

    /** Shows an expression and all expressions in it to a visitor, the outer before the inner. */
    public static void walk(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        parts(expr).forEach(part -> walk(part, visitor));
    }

    /** Whether an expression, or one in it, is of a kind. */
    public static boolean any(Expr expr, Predicate<Expr> kind) {
        return kind.test(expr) || parts(expr).stream().anyMatch(part -> any(part, kind));
    }

    /** The expressions that an expression is made of directly. */
    public static List<Expr> parts(Expr expr) {
        if (expr instanceof Expr.FieldMember member) {
            return List.of(member.target());
        } else if (expr instanceof Expr.LetMember member) {
            return List.of(member.target());
        } else if (expr instanceof Expr.EventMember member) {
            return List.of(member.target());
        } else if (expr instanceof Expr.Index index) {
            return List.of(index.target(), index.index());
        } else if (expr instanceof Expr.Unary unary) {
            return List.of(unary.operand());
        } else if (expr instanceof Expr.Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (expr instanceof Expr.Conditional conditional) {
            return List.of(conditional.condition(), conditional.then(), conditional.otherwise());
        } else if (expr instanceof Expr.Default fallback) {
            return List.of(fallback.value(), fallback.fallback());
        } else if (expr instanceof Expr.TextCall call) {
            List<Expr> parts = new ArrayList<>(call.arguments());
            parts.add(0, call.target());
            return parts;
        } else if (expr instanceof Expr.ExternCall call) {
            return call.arguments();
        } else if (expr instanceof Expr.Join join) {
            return List.of(join.target(), join.element());
        } else if (expr instanceof Expr.QueueFirst queue) {
            return List.of(queue.target());
        } else if (expr instanceof Expr.QueueFind queue) {
            return List.of(queue.target(), queue.condition());
        } else if (expr instanceof Expr.QueueFull queue) {
            return List.of(queue.target());
        } else if (expr instanceof Expr.First first) {
            return List.of(first.target(), first.element());
        } else if (expr instanceof Expr.Length length) {
            return List.of(length.target());
        } else if (expr instanceof Expr.RawLength length) {
            return List.of(length.target());
        } else if (expr instanceof Expr.Lenient lenient) {
            return List.of(lenient.target());
        } else if (expr instanceof Expr.Complete complete) {
            return List.of(complete.target());
        } else if (expr instanceof Expr.Present present) {
            return List.of(present.target());
        } else if (expr instanceof Expr.Interpolation interpolation) {
            return interpolation.parts();
        }
        return List.of();
    }
}
