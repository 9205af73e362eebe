package org.protospec.generator.model;

import java.util.List;
import java.util.function.Function;
import org.protospec.generator.source.Span;

/** Expressions, and actions, with others in place of parts of theirs. */
public final class Replacement {
    private final Function<Expr, Expr> leaves;

    /** Replaces what has no parts by what {@code leaves} makes of it. */
    public Replacement(Function<Expr, Expr> leaves) {
        this.leaves = leaves;
    }

    /** The expression with its parts replaced; types and places stay. */
    public Expr in(Expr expr) {
        return in(expr, expr.span());
    }

    /** The same of an expression that stands at another place now. */
    public Expr in(Expr expr, Span span) {
        if (expr instanceof Expr.FieldMember e) {
            return new Expr.FieldMember(span, e.type(), in(e.target()), e.message(), e.field());
        } else if (expr instanceof Expr.LetMember e) {
            return new Expr.LetMember(span, e.type(), in(e.target()), e.message(), e.let());
        } else if (expr instanceof Expr.EventMember e) {
            return new Expr.EventMember(span, e.type(), in(e.target()), e.property());
        } else if (expr instanceof Expr.Index e) {
            return new Expr.Index(span, e.type(), in(e.target()), in(e.index()));
        } else if (expr instanceof Expr.Unary e) {
            return new Expr.Unary(span, e.type(), e.operator(), in(e.operand()));
        } else if (expr instanceof Expr.Binary e) {
            return new Expr.Binary(span, e.type(), e.operator(), in(e.left()), in(e.right()));
        } else if (expr instanceof Expr.Conditional e) {
            return new Expr.Conditional(span, e.type(), in(e.condition()), in(e.then()), in(e.otherwise()));
        } else if (expr instanceof Expr.Default e) {
            return new Expr.Default(span, e.type(), in(e.value()), in(e.fallback()));
        } else if (expr instanceof Expr.ExternCall e) {
            return new Expr.ExternCall(span, e.type(), e.extern(), in(e.arguments()));
        } else if (expr instanceof Expr.TextCall e) {
            return new Expr.TextCall(span, e.type(), in(e.target()), e.method(), in(e.arguments()));
        } else if (expr instanceof Expr.Interpolation e) {
            return new Expr.Interpolation(span, e.type(), in(e.parts()));
        }
        return property(expr, span);
    }

    /** Actions with the parts of their expressions replaced. */
    public List<Action> inActions(List<Action> actions) {
        return actions.stream().map(this::in).toList();
    }

    private Action in(Action action) {
        if (action instanceof Action.Emit a) {
            return new Action.Emit(a.span(), a.event(), in(a.arguments()));
        } else if (action instanceof Action.Alert a) {
            return new Action.Alert(a.span(), a.severity(), in(a.text()));
        } else if (action instanceof Action.Assign a) {
            return new Action.Assign(a.span(), a.variable(), in(a.value()));
        } else if (action instanceof Action.Append a) {
            return new Action.Append(a.span(), a.variable(), in(a.value()));
        } else if (action instanceof Action.Pop a) {
            return new Action.Pop(a.span(), a.variable(), a.condition().map(this::in));
        } else if (action instanceof Action.Call a) {
            return new Action.Call(a.span(), a.extern(), in(a.arguments()));
        } else if (action instanceof Action.IfAction a) {
            return new Action.IfAction(a.span(), in(a.condition()), inActions(a.then()), inActions(a.otherwise()));
        }
        if (action instanceof Action.Drop
                || action instanceof Action.Opaque
                || action instanceof Action.ResyncAction
                || action instanceof Action.HandOver) {
            return action;
        }
        throw new IllegalStateException("parts of " + action.getClass().getSimpleName() + " are not replaced");
    }

    private List<Expr> in(List<Expr> all) {
        return all.stream().map(this::in).toList();
    }

    private Expr property(Expr expr, Span span) {
        if (expr instanceof Expr.Join e) {
            return new Expr.Join(span, e.type(), in(e.target()), in(e.element()), e.separator());
        } else if (expr instanceof Expr.QueueFirst e) {
            return new Expr.QueueFirst(span, e.type(), in(e.target()));
        } else if (expr instanceof Expr.QueueFind e) {
            return new Expr.QueueFind(span, e.type(), in(e.target()), in(e.condition()));
        } else if (expr instanceof Expr.QueueFull e) {
            return new Expr.QueueFull(span, e.type(), in(e.target()));
        } else if (expr instanceof Expr.First e) {
            return new Expr.First(span, e.type(), in(e.target()), in(e.element()));
        } else if (expr instanceof Expr.Length e) {
            return new Expr.Length(span, e.type(), in(e.target()));
        } else if (expr instanceof Expr.RawLength e) {
            return new Expr.RawLength(span, e.type(), in(e.target()));
        } else if (expr instanceof Expr.Lenient e) {
            return new Expr.Lenient(span, e.type(), in(e.target()));
        } else if (expr instanceof Expr.Complete e) {
            return new Expr.Complete(span, e.type(), in(e.target()));
        } else if (expr instanceof Expr.Present e) {
            return new Expr.Present(span, e.type(), in(e.target()));
        }
        if (!Expressions.parts(expr).isEmpty()) {
            throw new IllegalStateException("parts of " + expr.getClass().getSimpleName() + " are not replaced");
        }
        return leaves.apply(expr);
    }
}
