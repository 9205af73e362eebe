package org.protospec.generator.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.source.Span;

/** Resolves the labels of one switch, of which each may stand there once. */
final class CaseLabels {
    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final MessageScope scope;
    private final Expr subject;
    private final Map<Object, Span> labels = new LinkedHashMap<>();

    CaseLabels(Symbols symbols, ExpressionResolver expressions, MessageScope scope, Expr subject) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.scope = scope;
        this.subject = subject;
    }

    List<Expr> resolve(List<ExprNode> nodes) {
        return nodes.stream().map(this::label).toList();
    }

    private Expr label(ExprNode node) {
        Expr label = expressions.fit(
                expressions.present(expressions.resolve(node, scope)), subject.type(), "what this switch decides by");
        if (Types.isError(label)) {
            return label;
        }
        if (!Types.isLiteral(label)) {
            symbols.report(DiagnosticKind.NOT_CONSTANT, label.span(), "a case");
            return ExpressionResolver.error(label.span());
        }
        Span first = labels.putIfAbsent(value(label), label.span());
        if (first != null) {
            symbols.report(Diagnostic.of(
                            DiagnosticKind.CASE_TWICE,
                            label.span(),
                            label.span().text())
                    .note(first, "the first one is here"));
        }
        return label;
    }

    private Object value(Expr literal) {
        if (literal instanceof Expr.IntLiteral l) {
            return l.value();
        } else if (literal instanceof Expr.TextLiteral l) {
            return l.value();
        } else if (literal instanceof Expr.FlagLiteral l) {
            return l.value();
        } else if (literal instanceof Expr.EnumItem l) {
            EnumDef type = symbols.enumById(l.enumId()).orElseThrow();
            return type.items().get(l.item()).value();
        }
        return literal;
    }
}
