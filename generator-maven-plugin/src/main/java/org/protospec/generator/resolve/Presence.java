package org.protospec.generator.resolve;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.model.Expr;

/**
 * What is known to be there at a place: variables, fields and lets that conditions around it have found. They are known by their paths,
 * such as a field of a field of the transition's message.
 */
final class Presence {
    private static final String VARIABLE = "var ";

    private final Set<String> paths;

    private Presence(Set<String> paths) {
        this.paths = paths;
    }

    static Presence none() {
        return new Presence(new HashSet<>());
    }

    Presence copy() {
        return new Presence(new HashSet<>(paths));
    }

    /** Takes from a condition that holds what is there: {@code x.present}, {@code x != none}, and such with &&. */
    void assume(Expr condition) {
        if (condition instanceof Expr.Binary both && both.operator() == BinaryOperator.AND) {
            assume(both.left());
            assume(both.right());
        } else if (condition instanceof Expr.Present test) {
            there(test.target());
        } else if (condition instanceof Expr.Binary test
                && test.operator() == BinaryOperator.NOT_EQUAL
                && test.right() instanceof Expr.NoneLiteral) {
            there(test.left());
        }
    }

    /** What is part of something is only there if that is. */
    private void there(Expr value) {
        path(value).ifPresent(paths::add);
        if (value instanceof Expr.FieldMember member) {
            there(member.target());
        } else if (value instanceof Expr.LetMember member) {
            there(member.target());
        }
    }

    /** A variable is assigned to, or a queue is not the same any more: what was known of it holds no longer. */
    void forget(int variable) {
        String path = VARIABLE + variable;
        paths.removeIf(each -> each.equals(path) || each.startsWith(path + " "));
    }

    /** The same value, not optional any more where it is known to be there. */
    Expr known(Expr value) {
        if (!value.type().isOptional() || path(value).filter(paths::contains).isEmpty()) {
            return value;
        } else if (value instanceof Expr.VarRef variable) {
            return new Expr.VarRef(variable.span(), variable.type().present(), variable.variable());
        } else if (value instanceof Expr.FieldRef field) {
            return new Expr.FieldRef(
                    field.span(), field.type().present(), field.depth(), field.message(), field.field());
        } else if (value instanceof Expr.LetRef let) {
            return new Expr.LetRef(let.span(), let.type().present(), let.depth(), let.message(), let.let());
        } else if (value instanceof Expr.FieldMember member) {
            return new Expr.FieldMember(
                    member.span(), member.type().present(), member.target(), member.message(), member.field());
        } else if (value instanceof Expr.LetMember member) {
            return new Expr.LetMember(
                    member.span(), member.type().present(), member.target(), member.message(), member.let());
        } else if (value instanceof Expr.QueueFirst first) {
            return new Expr.QueueFirst(first.span(), first.type().present(), first.target());
        }
        return value;
    }

    private static Optional<String> path(Expr value) {
        if (value instanceof Expr.VarRef variable) {
            return Optional.of(VARIABLE + variable.variable());
        } else if (value instanceof Expr.EventVarRef) {
            return Optional.of("event");
        } else if (value instanceof Expr.FieldRef field) {
            return Optional.of("field " + field.message() + " " + field.field());
        } else if (value instanceof Expr.ParamRef param) {
            return Optional.of("param " + param.message() + " " + param.param());
        } else if (value instanceof Expr.LetRef let) {
            return Optional.of("let " + let.message() + " " + let.let());
        } else if (value instanceof Expr.FieldMember member) {
            return path(member.target()).map(target -> target + " field " + member.field());
        } else if (value instanceof Expr.LetMember member) {
            return path(member.target()).map(target -> target + " let " + member.let());
        } else if (value instanceof Expr.QueueFirst first) {
            return path(first.target()).map(target -> target + " first");
        }
        return Optional.empty();
    }
}
