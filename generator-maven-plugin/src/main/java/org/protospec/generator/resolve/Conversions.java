package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Type;
import org.protospec.generator.model.Type.IntType;

/** What {@code as} means. */
final class Conversions {

    private static final int DECIMAL = 10;

    private final Symbols symbols;
    private final ExpressionResolver expressions;

    Conversions(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** The conversion of a value of type {@code from}; empty if it is a mistake, which is reported. */
    Optional<Conversion> resolve(ModifierNode.AsModifier node, Type from) {
        Name name = node.conversion();
        if (Types.isError(from)) {
            return Optional.empty();
        }
        Optional<Conversion> conversion = conversion(node);
        if (conversion.isEmpty()) {
            return conversion;
        }
        if (conversion.get() instanceof Conversion.ToEnum to) {
            EnumDef type = symbols.enumById(to.enumId()).orElseThrow();
            IntType range = IntType.ofBits(type.bits(), type.signed());
            boolean fits = from instanceof IntType given && range.contains(given);
            return fits ? conversion : misfit(node, "integers of " + Types.range(range), from);
        }
        if (name.text().equals("int") || ValueTypes.width(name.text()).isPresent()) {
            return from instanceof Type.TextType ? conversion : misfit(node, "texts", from);
        }
        return from instanceof Type.TextType ? conversion : misfit(node, "texts", from);
    }

    /** The conversion by a factor; empty if it is a mistake, which is reported. */
    Optional<Conversion> scale(ModifierNode.ScaleModifier node, FieldTypes.Encoding encoding) {
        Optional<BigInteger> factor = expressions.constantCount(node.factor(), Scope.EMPTY, "a factor");
        if (factor.isEmpty() || encoding.isError()) {
            return Optional.empty();
        }
        if (!(encoding.field() instanceof FieldType.IntField) || !(encoding.type() instanceof IntType from)) {
            symbols.report(
                    DiagnosticKind.CONVERSION_MISFIT, node.span(), "*", "integers", symbols.describe(encoding.type()));
            return Optional.empty();
        }
        IntType product =
                new IntType(from.min().multiply(factor.get()), from.max().multiply(factor.get()));
        if (!product.fitsLong()) {
            symbols.report(Diagnostic.of(DiagnosticKind.OVERFLOW, node.span(), Types.range(product))
                    .help("take a smaller factor"));
            return Optional.empty();
        }
        return Optional.of(new Conversion.Scale(factor.get(), product));
    }

    private Optional<Conversion> misfit(ModifierNode.AsModifier node, String what, Type from) {
        symbols.report(
                DiagnosticKind.CONVERSION_MISFIT, node.span(), node.conversion().text(), what, symbols.describe(from));
        return Optional.empty();
    }

    private Optional<Conversion> conversion(ModifierNode.AsModifier node) {
        Name name = node.conversion();
        List<Expr> arguments = expressions.arguments(node.arguments(), Scope.EMPTY);
        if (name.text().equals("int")) {
            return integer(node, arguments);
        }
        if (!arguments.isEmpty() && !name.text().equals("text")) {
            Arguments.counted(symbols, node.span(), name.text(), 0, arguments.size());
            return Optional.empty();
        }
        OptionalInt width = ValueTypes.width(name.text());
        if (width.isPresent()) {
            return new ValueTypes(symbols)
                    .integer(name, width.getAsInt())
                    .map(type -> new Conversion.ToInt(DECIMAL, type));
        }
        EnumDef type = symbols.enums.get(name.text());
        if (type != null) {
            return Optional.of(new Conversion.ToEnum(type.id()));
        }
        return switch (name.text()) {
            case "upper" -> Optional.of(new Conversion.Upper());
            case "lower" -> Optional.of(new Conversion.Lower());
            case "text" -> text(node, arguments);
            default -> {
                List<String> known =
                        new ArrayList<>(List.of("int", "text", "upper", "lower", "u8", "u16", "u32", "u64"));
                known.addAll(symbols.enums.keySet());
                known.addAll(symbols.externNames(ExternDef.Form.FUNCTION));
                symbols.unknown(DiagnosticKind.UNKNOWN_CONVERSION, name, known, name.text());
                yield Optional.empty();
            }
        };
    }

    private Optional<Conversion> text(ModifierNode.AsModifier node, List<Expr> arguments) {
        if (!Arguments.counted(symbols, node.span(), "text", 1, arguments.size())) {
            return Optional.empty();
        }
        Expr given = expressions.fit(arguments.get(0), Types.TEXT, "a character set");
        if (Types.isError(given)) {
            return Optional.empty();
        }
        if (!(given instanceof Expr.TextLiteral name)) {
            symbols.report(DiagnosticKind.NOT_CONSTANT, given.span(), "a character set");
            return Optional.empty();
        }
        for (Conversion.Charset charset : Conversion.Charset.values()) {
            if (charset.label().equalsIgnoreCase(name.value())) {
                return Optional.of(new Conversion.ToText(charset));
            }
        }
        List<String> known = Arrays.stream(Conversion.Charset.values())
                .map(Conversion.Charset::label)
                .toList();
        String last = known.get(known.size() - 1);
        String words = known.subList(0, known.size() - 1).stream()
                .map(each -> "\"" + each + "\"")
                .collect(Collectors.joining(", "));
        symbols.unknown(
                DiagnosticKind.UNKNOWN_WORD,
                new Name(name.span(), name.value()),
                known,
                "a character set",
                words + " and \"" + last + "\"",
                name.value());
        return Optional.empty();
    }

    private Optional<Conversion> integer(ModifierNode.AsModifier node, List<Expr> arguments) {
        if (arguments.isEmpty()) {
            return Optional.of(new Conversion.ToInt(DECIMAL, Types.I64));
        }
        if (!Arguments.counted(symbols, node.span(), "int", 1, arguments.size())) {
            return Optional.empty();
        }
        Expr radix = expressions.fit(
                arguments.get(0), IntType.of(Character.MIN_RADIX, Character.MAX_RADIX), "the base of a number");
        return radix instanceof Expr.IntLiteral literal
                ? Optional.of(new Conversion.ToInt(literal.value().intValue(), Types.I64))
                : Optional.empty();
    }

    /** The type of a value after a conversion. */
    static Type result(Conversion conversion) {
        if (conversion instanceof Conversion.ToInt to) {
            return to.type();
        } else if (conversion instanceof Conversion.Scale scale) {
            return scale.type();
        }
        return conversion instanceof Conversion.ToEnum to ? new Type.EnumType(to.enumId()) : Types.TEXT;
    }
}
