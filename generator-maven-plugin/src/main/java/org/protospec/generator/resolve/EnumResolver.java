package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.ast.Declaration.EnumDecl;
import org.protospec.generator.ast.Declaration.EnumItemNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type.IntType;
import org.protospec.generator.source.Span;

/** Resolves enums. */
final class EnumResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;

    EnumResolver(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    EnumDef resolve(EnumDecl node, int id) {
        OptionalInt width = ValueTypes.width(node.width().text());
        Optional<IntType> range =
                width.isPresent() ? new ValueTypes(symbols).integer(node.width(), width.getAsInt()) : Optional.empty();
        if (width.isEmpty()) {
            symbols.report(
                    DiagnosticKind.NOT_FOR_VALUES,
                    node.width().span(),
                    "an enum",
                    "of type \"" + node.width().text() + "\"");
        }
        List<EnumDef.Item> items = new ArrayList<>();
        Map<String, Span> names = new LinkedHashMap<>();
        Map<BigInteger, EnumDef.Item> values = new LinkedHashMap<>();
        for (EnumItemNode item : node.items()) {
            symbols.declare(item.name(), names);
            Optional<BigInteger> value = value(item, range.orElse(Types.I64.union(Types.U64)));
            value.ifPresent(v -> {
                EnumDef.Item resolved = new EnumDef.Item(
                        items.size(),
                        item.name().text(),
                        v,
                        item.doc(),
                        item.name().span());
                items.add(resolved);
                EnumDef.Item first = values.putIfAbsent(v, resolved);
                if (first != null) {
                    symbols.report(Diagnostic.of(
                                    DiagnosticKind.VALUE_TWICE, item.value().span(), v, first.name())
                            .note(first.span(), "it is declared here"));
                }
            });
        }
        return new EnumDef(
                id,
                node.name().text(),
                node.doc(),
                node.name().span(),
                range.isPresent() ? width.getAsInt() : Byte.SIZE,
                node.width().text().startsWith("i"),
                items);
    }

    private Optional<BigInteger> value(EnumItemNode item, IntType range) {
        String what = "item \"" + item.name().text() + "\"";
        Expr value = expressions.fit(expressions.resolve(item.value(), Scope.EMPTY), range, what);
        if (value instanceof Expr.IntLiteral literal) {
            return Optional.of(literal.value());
        }
        if (!Types.isError(value)) {
            symbols.report(DiagnosticKind.NOT_CONSTANT, value.span(), "the value of an item");
        }
        // The item exists all the same, so that its uses are no mistakes.
        return Optional.of(range.min().max(BigInteger.ZERO));
    }
}
