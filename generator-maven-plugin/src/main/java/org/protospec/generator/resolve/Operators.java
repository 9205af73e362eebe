package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.IntRanges;
import org.protospec.generator.model.Type;
import org.protospec.generator.model.Type.IntType;
import org.protospec.generator.source.Span;

/** The types of operations, and the values of those on constants. */
final class Operators {

    private final Symbols symbols;
    private final ExpressionResolver expressions;

    Operators(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    Expr unary(ExprNode.UnaryNode node, Expr given) {
        Expr operand = expressions.present(given);
        if (Types.isError(operand)) {
            return ExpressionResolver.error(node.span());
        }
        return switch (node.operator()) {
            case NOT -> not(node, operand);
            case NEGATE -> {
                if (operand.type() instanceof Type.FloatType) {
                    yield new Expr.Unary(node.span(), operand.type(), node.operator(), operand);
                }
                yield integer(node, operand, true);
            }
            case COMPLEMENT -> integer(node, operand, false);
        };
    }

    private Expr not(ExprNode.UnaryNode node, Expr operand) {
        if (!(operand.type() instanceof Type.FlagType)) {
            expressions.mismatch(operand, "what follows !", "a flag");
            return ExpressionResolver.error(node.span());
        }
        return operand instanceof Expr.FlagLiteral literal
                ? new Expr.FlagLiteral(node.span(), Types.FLAG, !literal.value())
                : new Expr.Unary(node.span(), Types.FLAG, node.operator(), operand);
    }

    private Expr integer(ExprNode.UnaryNode node, Expr operand, boolean negate) {
        if (!(operand.type() instanceof IntType type)) {
            expressions.mismatch(operand, "what follows " + node.operator().symbol(), "an integer");
            return ExpressionResolver.error(node.span());
        }
        IntType result = negate
                ? new IntType(type.max().negate(), type.min().negate())
                : new IntType(type.max().not(), type.min().not());
        if (!fits(node.span(), result)) {
            return ExpressionResolver.error(node.span());
        }
        return operand instanceof Expr.IntLiteral
                ? ExpressionResolver.integer(node.span(), result.min())
                : new Expr.Unary(node.span(), result, node.operator(), operand);
    }

    Expr binary(ExprNode.BinaryNode node, Expr left, Expr right) {
        if (node.operator().kind() == BinaryOperator.Kind.EQUALITY) {
            return equality(node, left, right);
        }
        Expr a = expressions.present(left);
        Expr b = expressions.present(right);
        if (Types.isError(a) || Types.isError(b)) {
            return ExpressionResolver.error(node.span());
        }
        return switch (node.operator().kind()) {
            case LOGIC -> logic(node, a, b);
            case ORDER -> order(node, a, b);
            default -> arithmetic(node, a, b);
        };
    }

    private Expr misfit(ExprNode.BinaryNode node, Expr a, Expr b) {
        symbols.report(
                DiagnosticKind.OPERANDS,
                node.span(),
                node.operator().symbol(),
                symbols.describe(a.type()),
                symbols.describe(b.type()));
        return ExpressionResolver.error(node.span());
    }

    private Expr logic(ExprNode.BinaryNode node, Expr a, Expr b) {
        if (!(a.type() instanceof Type.FlagType && b.type() instanceof Type.FlagType)) {
            return misfit(node, a, b);
        }
        boolean decisive = node.operator() == BinaryOperator.OR;
        if (a instanceof Expr.FlagLiteral literal) {
            return literal.value() == decisive ? a : b;
        }
        return new Expr.Binary(node.span(), Types.FLAG, node.operator(), a, b);
    }

    private Expr order(ExprNode.BinaryNode node, Expr a, Expr b) {
        if (!ordered(a.type(), b.type())) {
            return misfit(node, a, b);
        }
        if (a instanceof Expr.IntLiteral x && b instanceof Expr.IntLiteral y) {
            int order = x.value().compareTo(y.value());
            boolean holds = switch (node.operator()) {
                case LESS -> order < 0;
                case LESS_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                default -> order >= 0;
            };
            return new Expr.FlagLiteral(node.span(), Types.FLAG, holds);
        }
        return new Expr.Binary(node.span(), Types.FLAG, node.operator(), a, b);
    }

    /** Numbers have an order, and values of an enum that of their numbers, with each other and with integers. */
    private boolean ordered(Type a, Type b) {
        if (a instanceof Type.EnumType one) {
            boolean fits = b instanceof IntType || b.equals(a);
            return fits && symbols.enumById(one.enumId()).stream().allMatch(e -> e.signed() || e.bits() < Long.SIZE);
        }
        return Types.isNumber(a) && (Types.isNumber(b) || b instanceof Type.EnumType && ordered(b, a));
    }

    private Expr equality(ExprNode.BinaryNode node, Expr a, Expr b) {
        if (Types.isError(a) || Types.isError(b)) {
            return ExpressionResolver.error(node.span());
        }
        boolean none = (a.type() instanceof Type.NoneType && b.type().isOptional())
                || (b.type() instanceof Type.NoneType && a.type().isOptional());
        if (!none && !Types.comparable(a.type().present(), b.type().present())) {
            return misfit(node, a, b);
        }
        neverEqual(node, a, b).ifPresent(why -> symbols.report(DiagnosticKind.NEVER_EQUAL, node.span(), why));
        boolean equal = node.operator() == BinaryOperator.EQUAL;
        Optional<Boolean> known = equalConstants(a, b);
        if (known.isPresent()) {
            return new Expr.FlagLiteral(node.span(), Types.FLAG, known.get() == equal);
        }
        return new Expr.Binary(node.span(), Types.FLAG, node.operator(), a, b);
    }

    private static Optional<Boolean> equalConstants(Expr a, Expr b) {
        if (a instanceof Expr.IntLiteral x && b instanceof Expr.IntLiteral y) {
            return Optional.of(x.value().equals(y.value()));
        } else if (a instanceof Expr.TextLiteral x && b instanceof Expr.TextLiteral y) {
            return Optional.of(x.value().equals(y.value()));
        } else if (a instanceof Expr.FlagLiteral x && b instanceof Expr.FlagLiteral y) {
            return Optional.of(x.value() == y.value());
        } else if (a instanceof Expr.EnumItem x && b instanceof Expr.EnumItem y) {
            return Optional.of(x.item() == y.item());
        }
        return Optional.empty();
    }

    private Optional<String> neverEqual(ExprNode.BinaryNode node, Expr a, Expr b) {
        Type x = a.type().present();
        Type y = b.type().present();
        boolean constants = a instanceof Expr.IntLiteral && b instanceof Expr.IntLiteral;
        if (x instanceof IntType s && y instanceof IntType t && !s.overlaps(t) && !constants) {
            return Optional.of("one side is " + Types.range(s) + ", the other " + Types.range(t));
        }
        if (node.operator().kind() == BinaryOperator.Kind.EQUALITY && b instanceof Expr.TextLiteral text) {
            return otherCase(a, text.value());
        }
        return a instanceof Expr.TextLiteral text ? otherCase(b, text.value()) : Optional.empty();
    }

    private Optional<String> otherCase(Expr value, String text) {
        if (isCase(value, Expr.TextMethod.UPPER) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            return Optional.of("one side is in upper case, \"" + text + "\" is not");
        }
        if (isCase(value, Expr.TextMethod.LOWER) && !text.equals(text.toLowerCase(Locale.ROOT))) {
            return Optional.of("one side is in lower case, \"" + text + "\" is not");
        }
        return Optional.empty();
    }

    private boolean isCase(Expr value, Expr.TextMethod letters) {
        if (value instanceof Expr.TextCall call) {
            return call.method() == letters;
        }
        Optional<Conversion> conversion = Optional.empty();
        if (value instanceof Expr.FieldRef ref) {
            conversion = symbols.message(ref.message()).fields.get(ref.field()).conversion();
        } else if (value instanceof Expr.FieldMember ref) {
            conversion = symbols.message(ref.message()).fields.get(ref.field()).conversion();
        }
        return conversion
                .filter(c -> letters == Expr.TextMethod.UPPER
                        ? c instanceof Conversion.Upper
                        : c instanceof Conversion.Lower)
                .isPresent();
    }

    private Expr arithmetic(ExprNode.BinaryNode node, Expr a, Expr b) {
        BinaryOperator operator = node.operator();
        if (!(a.type() instanceof IntType x && b.type() instanceof IntType y)) {
            return misfit(node, a, b);
        }
        boolean division = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
        boolean shift = operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
        if (division && y.equals(IntType.of(BigInteger.ZERO))) {
            symbols.report(DiagnosticKind.DIVISION_BY_ZERO, b.span());
            return ExpressionResolver.error(node.span());
        }
        if (shift && !IntRanges.canShift(y)) {
            symbols.report(DiagnosticKind.SHIFT_DISTANCE, b.span(), symbols.describe(y));
            return ExpressionResolver.error(node.span());
        }
        if (a instanceof Expr.IntLiteral p && b instanceof Expr.IntLiteral q) {
            BigInteger value = IntRanges.value(operator, p.value(), q.value());
            return Types.U64.contains(IntType.of(value)) || fits(node.span(), IntType.of(value))
                    ? ExpressionResolver.integer(node.span(), value)
                    : ExpressionResolver.error(node.span());
        }
        IntType result = IntRanges.of(operator, x, y);
        boolean bits = operator == BinaryOperator.BIT_AND
                || operator == BinaryOperator.BIT_OR
                || operator == BinaryOperator.BIT_XOR
                || operator == BinaryOperator.SHIFT_RIGHT;
        boolean unsigned = bits && Types.U64.contains(result);
        return unsigned || fits(node.span(), result)
                ? new Expr.Binary(node.span(), result, operator, a, b)
                : ExpressionResolver.error(node.span());
    }

    private boolean fits(Span span, IntType result) {
        if (result.fitsLong()) {
            return true;
        }
        BigInteger worst = Types.fitsSigned(result.max()) ? result.min() : result.max();
        symbols.report(Diagnostic.of(DiagnosticKind.OVERFLOW, span, worst)
                .help("narrow an operand, for example with \"& 0xffffffff\""));
        return false;
    }

    Expr conditional(ExprNode.ConditionalNode node, Expr condition, Expr then, Expr otherwise) {
        Type type = branches(node.span(), then.type(), otherwise.type());
        if (Types.isError(type) || Types.isError(condition)) {
            return ExpressionResolver.error(node.span());
        }
        if (condition instanceof Expr.FlagLiteral literal && Types.isLiteral(then) && Types.isLiteral(otherwise)) {
            return literal.value() ? then : otherwise;
        }
        return new Expr.Conditional(node.span(), type, condition, then, otherwise);
    }

    Expr defaultValue(ExprNode.DefaultNode node, Expr value, Expr fallback) {
        Type type = value.type();
        if (Types.isError(value) || Types.isError(fallback)) {
            return ExpressionResolver.error(node.span());
        }
        if (!type.isOptional()) {
            expressions.mismatch(value, "what stands before ??", "a value that may be absent");
            return ExpressionResolver.error(node.span());
        }
        Type result = branches(node.span(), type.present(), fallback.type());
        return Types.isError(result)
                ? ExpressionResolver.error(node.span())
                : new Expr.Default(node.span(), result, value, fallback);
    }

    private Type branches(Span span, Type a, Type b) {
        Type union = Types.union(a, b);
        if (union instanceof Type.NoneType) {
            symbols.report(DiagnosticKind.BRANCH_TYPES, span, symbols.describe(a), symbols.describe(b));
            return Types.ERROR;
        }
        return union;
    }
}
