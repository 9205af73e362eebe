package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.PatternNode;
import org.protospec.generator.ast.ResyncPlace;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** Builds the syntax tree of the types of fields. */
final class TypeBuilder {

    private final SourceText source;
    private final ExpressionBuilder expressions;
    private final ItemBuilder items;
    private final Literals literals;

    TypeBuilder(SourceText source, ExpressionBuilder expressions, ItemBuilder items) {
        this.source = source;
        this.expressions = expressions;
        this.items = items;
        this.literals = new Literals(source);
    }

    TypeNode type(ProtoSpecParser.FieldTypeContext context) {
        Span span = source.span(context);
        TypeNode base = base(context.baseType());
        ProtoSpecParser.ArraySuffixContext suffix = context.arraySuffix();
        if (suffix instanceof ProtoSpecParser.CountedArrayContext c) {
            return new TypeNode.CountedArray(span, base, expressions.expression(c.expression()));
        } else if (suffix instanceof ProtoSpecParser.ArrayUntilContext c) {
            return new TypeNode.ArrayUntil(span, base, expressions.expression(c.expression()));
        } else if (suffix instanceof ProtoSpecParser.ArrayWhileContext c) {
            return new TypeNode.ArrayWhile(span, base, expressions.expression(c.expression()));
        } else if (suffix instanceof ProtoSpecParser.ArrayToEndContext) {
            return new TypeNode.ArrayToEnd(span, base);
        } else if (suffix != null) {
            return new TypeNode.ArrayByLookAhead(span, base);
        }
        return base;
    }

    private TypeNode base(ProtoSpecParser.BaseTypeContext context) {
        Span span = source.span(context);
        if (context instanceof ProtoSpecParser.CountedBytesContext c) {
            return new TypeNode.CountedBytes(span, expressions.expression(c.expression()));
        } else if (context instanceof ProtoSpecParser.BytesToEndContext) {
            return new TypeNode.BytesToEnd(span);
        } else if (context instanceof ProtoSpecParser.DelimitedBytesContext c) {
            return delimited(c);
        } else if (context instanceof ProtoSpecParser.PatternTypeContext c) {
            return new TypeNode.PatternType(span, pattern(c.pattern()));
        } else if (context instanceof ProtoSpecParser.InlineTypeContext c) {
            return new TypeNode.InlineType(source.span(c.getStart()), items.block(c.block()));
        }
        return named((ProtoSpecParser.NamedTypeContext) context);
    }

    private TypeNode.NamedType named(ProtoSpecParser.NamedTypeContext context) {
        return new TypeNode.NamedType(
                source.span(context), source.name(context.plainName()), expressions.arguments(context.arguments()));
    }

    PatternNode pattern(ProtoSpecParser.PatternContext context) {
        Token token = context.getStart();
        boolean ignoreCase = context.T_IGNORECASE() != null;
        Span textSpan = source.span(token);
        if (token.getType() == ProtoSpecParser.STRING) {
            String text = literals.constant(token);
            return new PatternNode(source.span(context), PatternNode.Form.LITERAL, text, textSpan, ignoreCase);
        }
        String raw = textSpan.text();
        return new PatternNode(
                source.span(context), PatternNode.Form.REGEX, raw.substring(1, raw.length() - 1), textSpan, ignoreCase);
    }

    private TypeNode delimited(ProtoSpecParser.DelimitedBytesContext context) {
        boolean before = context.how.getType() == ProtoSpecParser.T_BEFORE;
        TypeNode.Keep keep = before ? TypeNode.Keep.LEAVE : TypeNode.Keep.DROP;
        Set<TypeNode.DelimiterOption> options = EnumSet.noneOf(TypeNode.DelimiterOption.class);
        List<TypeNode.DelimiterNode> whenAnswered = new ArrayList<>();
        for (ProtoSpecParser.DelimiterOptionContext option : context.delimiterOption()) {
            Span span = source.span(option);
            if (option instanceof ProtoSpecParser.InclusiveOptionContext) {
                if (before) {
                    source.report(DiagnosticKind.OPTION_MISFIT, span, "inclusive", "before");
                } else if (keep == TypeNode.Keep.INCLUDE) {
                    source.report(DiagnosticKind.MODIFIER_TWICE, span, "inclusive");
                }
                keep = TypeNode.Keep.INCLUDE;
            } else if (option instanceof ProtoSpecParser.LineStartOptionContext) {
                if (!options.add(TypeNode.DelimiterOption.AT_LINE_START)) {
                    source.report(DiagnosticKind.MODIFIER_TWICE, span, "at line_start");
                }
            } else if (option instanceof ProtoSpecParser.WhenAnsweredOptionContext c) {
                if (!whenAnswered.isEmpty()) {
                    source.report(DiagnosticKind.MODIFIER_TWICE, span, "when answered");
                }
                whenAnswered.add(delimiter(c.delimiter()));
            } else if (!options.add(TypeNode.DelimiterOption.OR_END)) {
                source.report(DiagnosticKind.MODIFIER_TWICE, span, "or end");
            }
        }
        List<TypeNode.DelimiterNode> delimiters =
                context.delimiter().stream().map(this::delimiter).toList();
        return new TypeNode.DelimitedBytes(source.span(context), keep, delimiters, options, whenAnswered);
    }

    ResyncPlace resyncPlace(ProtoSpecParser.ResyncPlaceContext context) {
        ResyncPlace.Side side = context.T_AFTER() != null ? ResyncPlace.Side.AFTER : ResyncPlace.Side.BEFORE;
        return new ResyncPlace(side, delimiter(context.delimiter()));
    }

    TypeNode.DelimiterNode delimiter(ProtoSpecParser.DelimiterContext context) {
        Span span = source.span(context);
        return context.pattern() != null
                ? new TypeNode.PatternDelimiter(span, pattern(context.pattern()))
                : new TypeNode.NamedDelimiter(span, source.name(Objects.requireNonNull(context.plainName())));
    }

    List<Declaration.ParameterNode> parameters(ProtoSpecParser.@Nullable ParametersContext context) {
        if (context == null) {
            return List.of();
        }
        return context.parameter().stream()
                .map(p ->
                        new Declaration.ParameterNode(source.span(p), source.name(p.name()), valueType(p.valueType())))
                .toList();
    }

    Declaration.ValueTypeNode valueType(ProtoSpecParser.ValueTypeContext context) {
        return new Declaration.ValueTypeNode(
                source.span(context),
                source.name(context.name(0)),
                Optional.ofNullable(context.element).map(source::name),
                context.T_BRACKET() != null,
                context.T_QUESTION() != null,
                Optional.ofNullable(context.expression()).map(expressions::expression));
    }
}
