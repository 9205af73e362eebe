package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** Builds the syntax tree of expressions. */
final class ExpressionBuilder {

    private static final Map<String, BinaryOperator> BINARY =
            Stream.of(BinaryOperator.values()).collect(Collectors.toMap(BinaryOperator::symbol, Function.identity()));
    private static final Map<String, UnaryOperator> UNARY =
            Stream.of(UnaryOperator.values()).collect(Collectors.toMap(UnaryOperator::symbol, Function.identity()));

    private final SourceText source;
    private final Literals literals;

    ExpressionBuilder(SourceText source) {
        this.source = source;
        this.literals = new Literals(source);
    }

    List<ExprNode> arguments(ProtoSpecParser.@Nullable ArgumentsContext context) {
        return context == null
                ? List.of()
                : context.expression().stream().map(this::expression).toList();
    }

    /** What an event tells. */
    List<ExprNode> told(ProtoSpecParser.@Nullable ArgumentsContext context) {
        return context == null
                ? List.of()
                : context.expression().stream().map(this::told).toList();
    }

    /** A value that a machine makes: a text may have values in it. */
    ExprNode told(ProtoSpecParser.ExpressionContext context) {
        return isText(context) ? shownText(context, "a text") : expression(context);
    }

    private static boolean isText(ProtoSpecParser.ExpressionContext context) {
        return context instanceof ProtoSpecParser.PrimaryExpressionContext p
                && p.primary() instanceof ProtoSpecParser.TextPrimaryContext;
    }

    ExprNode expression(ProtoSpecParser.ExpressionContext context) {
        Span span = source.span(context);
        if (context instanceof ProtoSpecParser.PrimaryExpressionContext c) {
            return primary(c.primary());
        } else if (context instanceof ProtoSpecParser.CallExpressionContext c) {
            return new ExprNode.CallNode(
                    span, expression(c.expression()), source.name(c.name()), arguments(c.arguments()));
        } else if (context instanceof ProtoSpecParser.MemberExpressionContext c) {
            return new ExprNode.MemberNode(span, expression(c.expression()), source.name(c.name()));
        } else if (context instanceof ProtoSpecParser.IndexExpressionContext c) {
            return new ExprNode.IndexNode(span, expression(c.expression(0)), expression(c.expression(1)));
        } else if (context instanceof ProtoSpecParser.UnaryExpressionContext c) {
            UnaryOperator operator = UNARY.get(source.text(c.op));
            return operator == null
                    ? new ExprNode.BrokenNode(span)
                    : new ExprNode.UnaryNode(span, operator, expression(c.expression()));
        } else if (context instanceof ProtoSpecParser.BinaryExpressionContext c) {
            BinaryOperator operator = BINARY.get(source.text(c.op));
            return operator == null
                    ? new ExprNode.BrokenNode(span)
                    : new ExprNode.BinaryNode(span, operator, expression(c.expression(0)), expression(c.expression(1)));
        } else if (context instanceof ProtoSpecParser.InExpressionContext c) {
            return oneOf(span, expression(c.expression()), arguments(c.arguments()));
        } else if (context instanceof ProtoSpecParser.DefaultExpressionContext c) {
            return new ExprNode.DefaultNode(span, expression(c.expression(0)), expression(c.expression(1)));
        } else if (context instanceof ProtoSpecParser.ConditionalExpressionContext c) {
            return new ExprNode.ConditionalNode(
                    span, expression(c.expression(0)), expression(c.expression(1)), expression(c.expression(2)));
        }
        return new ExprNode.BrokenNode(span);
    }

    /** {@code x in (a, b)} is {@code x == a || x == b}. */
    private static ExprNode oneOf(Span span, ExprNode value, List<ExprNode> values) {
        Span first = values.size() == 1 ? span : values.get(0).span();
        ExprNode any = new ExprNode.BinaryNode(first, BinaryOperator.EQUAL, value, values.get(0));
        for (ExprNode each : values.subList(1, values.size())) {
            ExprNode same = new ExprNode.BinaryNode(each.span(), BinaryOperator.EQUAL, value, each);
            any = new ExprNode.BinaryNode(span, BinaryOperator.OR, any, same);
        }
        return any;
    }

    private ExprNode primary(ProtoSpecParser.PrimaryContext context) {
        Span span = source.span(context);
        if (context instanceof ProtoSpecParser.IntPrimaryContext) {
            return new ExprNode.IntNode(span, literals.integer(context.getStart()));
        } else if (context instanceof ProtoSpecParser.TextPrimaryContext) {
            return new ExprNode.TextNode(span, literals.constant(context.getStart()));
        } else if (context instanceof ProtoSpecParser.TruePrimaryContext) {
            return new ExprNode.FlagNode(span, true);
        } else if (context instanceof ProtoSpecParser.FalsePrimaryContext) {
            return new ExprNode.FlagNode(span, false);
        } else if (context instanceof ProtoSpecParser.NonePrimaryContext) {
            return new ExprNode.NoneNode(span);
        } else if (context instanceof ProtoSpecParser.ItPrimaryContext) {
            return new ExprNode.ItNode(span);
        } else if (context instanceof ProtoSpecParser.FunctionPrimaryContext c) {
            return new ExprNode.FunctionNode(span, source.name(c.name()), arguments(c.arguments()));
        } else if (context instanceof ProtoSpecParser.NamePrimaryContext c) {
            return new ExprNode.NameNode(span, source.name(c.name()));
        } else if (context instanceof ProtoSpecParser.ParenthesizedContext c) {
            return expression(c.expression());
        }
        return new ExprNode.BrokenNode(span);
    }

    /** A text for people, which may have values in it; {@code what} names it in a message. */
    ExprNode shownText(ProtoSpecParser.ExpressionContext context, String what) {
        Span span = source.span(context);
        if (!isText(context)) {
            source.report(DiagnosticKind.TEXT_EXPECTED, span, what);
            return new ExprNode.BrokenNode(span);
        }
        Token token = context.getStart();
        String raw = source.text(token);
        String body = raw.substring(1, raw.length() - 1);
        int offset = token.getStartIndex() + 1;
        List<ExprNode> parts = new ArrayList<>();
        int from = 0;
        int open = Literals.interpolation(body, 0);
        while (open >= 0) {
            addText(parts, body.substring(from, open), offset + from);
            int close = close(body, open + 2);
            parts.add(embedded(offset + open + 2, offset + close));
            from = Math.min(body.length(), close + 1);
            open = Literals.interpolation(body, from);
        }
        if (parts.isEmpty()) {
            return new ExprNode.TextNode(span, literals.unescape(body, offset));
        }
        addText(parts, body.substring(from), offset + from);
        return new ExprNode.InterpolationNode(span, parts);
    }

    private void addText(List<ExprNode> parts, String body, int offset) {
        if (!body.isEmpty()) {
            Span span = source.span(offset, offset + body.length());
            parts.add(new ExprNode.TextNode(span, literals.unescape(body, offset)));
        }
    }

    /** Where the brace closes that was opened before {@code from}: texts within are skipped. */
    private static int close(String body, int from) {
        boolean inText = false;
        for (int i = from; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                inText = !inText;
            } else if (c == '}' && !inText) {
                return i;
            }
        }
        return body.length();
    }

    private ExprNode embedded(int from, int to) {
        SourceText part = source.part(from, to);
        Optional<ProtoSpecParser.ExpressionContext> tree = SpecParser.parseExpression(part);
        return tree.isPresent()
                ? new ExpressionBuilder(part).expression(tree.get())
                : new ExprNode.BrokenNode(part.span(0, part.text().length()));
    }
}
