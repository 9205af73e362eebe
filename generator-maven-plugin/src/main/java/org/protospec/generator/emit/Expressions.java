package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Checked;
import org.protospec.runtime.bytes.Slice;

/** Writes typed expressions of a spec as Java expressions. */
final class Expressions {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final Scope scope;
    private final Arithmetic arithmetic = new Arithmetic();

    Expressions(Spec spec, SpecNames names, Scope scope) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.scope = scope;
    }

    /** A flag as a condition: false where it is absent. */
    CodeBlock condition(Expr expr) {
        return value(expr).condition();
    }

    /** The condition that a flag is false or absent, without a double negation where that can be helped. */
    CodeBlock negation(Expr expr) {
        if (expr instanceof Expr.Unary unary && unary.operator() == UnaryOperator.NOT) {
            return condition(unary.operand());
        }
        if (expr instanceof Expr.Binary binary && binary.operator().kind() == BinaryOperator.Kind.EQUALITY) {
            BinaryOperator opposite =
                    binary.operator() == BinaryOperator.EQUAL ? BinaryOperator.NOT_EQUAL : BinaryOperator.EQUAL;
            return condition(new Expr.Binary(binary.span(), binary.type(), opposite, binary.left(), binary.right()));
        }
        Value value = value(expr);
        return CodeBlock.of("!$L", value.always() ? value.operand() : CodeBlock.of("($L)", value.condition()));
    }

    /** A value, with what it needs to be there. */
    Value value(Expr expr) {
        if (expr instanceof Expr.IntLiteral literal) {
            return Value.of("$L", arithmetic.literal(literal));
        } else if (expr instanceof Expr.TextLiteral literal) {
            return new Value(scope.text(literal.value()), List.of(), true);
        } else if (expr instanceof Expr.FlagLiteral literal) {
            return Value.of("$L", literal.value());
        } else if (expr instanceof Expr.NoneLiteral) {
            return new Value(CodeBlock.of("null"), List.of(CodeBlock.of("false")), true);
        } else if (expr instanceof Expr.EnumItem item) {
            return Value.of("$T.$L", names.enumClass(item.enumId()), names.enumItem(item.enumId(), item.item()));
        } else if (expr instanceof Expr.ItRef it) {
            return scope.it(it);
        } else if (expr instanceof Expr.VarRef variable) {
            return scope.variable(variable);
        } else if (expr instanceof Expr.EventVarRef variable) {
            return variable.type() instanceof Type.TextType
                    ? Value.of("$T.of($L)", Slice.class, asString(variable).orElseThrow())
                    : scope.eventVariable(variable);
        } else if (expr instanceof Expr.EventMember member) {
            return eventMember(member);
        }
        return part(expr);
    }

    private Value part(Expr expr) {
        if (expr instanceof Expr.FieldRef field) {
            return scope.owner(field)
                    .map(owner -> field(Value.of("$L", owner), field.message(), field.field(), field.type()))
                    .orElseGet(() -> scope.argument(field));
        } else if (expr instanceof Expr.LetRef let) {
            return scope.owner(let)
                    .map(owner -> let(Value.of("$L", owner), let.message(), let.let(), let.type()))
                    .orElseGet(() -> scope.argument(let));
        } else if (expr instanceof Expr.ParamRef param) {
            return scope.argument(param);
        } else if (expr instanceof Expr.FieldMember member) {
            return field(value(member.target()), member.message(), member.field(), member.type());
        } else if (expr instanceof Expr.LetMember member) {
            return let(value(member.target()), member.message(), member.let(), member.type());
        } else if (expr instanceof Expr.Index index) {
            return index(index);
        } else if (expr instanceof Expr.Unary unary) {
            return unary(unary);
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        }
        return computed(expr);
    }

    private Value computed(Expr expr) {
        if (expr instanceof Expr.Conditional conditional) {
            return conditional(conditional);
        } else if (expr instanceof Expr.Default fallback) {
            Value value = value(fallback.value());
            Value other = value(fallback.fallback());
            return value.always()
                    ? value
                    : new Value(
                            CodeBlock.of("$L ? $L : $L", value.presence(), value.operand(), other.operand()),
                            other.present(),
                            false);
        } else if (expr instanceof Expr.TextCall call) {
            return textCall(call);
        } else if (expr instanceof Expr.Length length) {
            return length(length);
        } else if (expr instanceof Expr.RawLength length) {
            Value target = value(length.target());
            return Value.of("$L.rawLength()", target.operand()).given(target.present());
        } else if (expr instanceof Expr.Lenient lenient) {
            Value target = value(lenient.target());
            return Value.of("$L.lenient()", target.operand()).given(target.present());
        } else if (expr instanceof Expr.Present present) {
            Value target = value(present.target());
            CodeBlock presence = target.presence();
            return new Value(presence, List.of(), !presence.toString().contains(" "));
        } else if (expr instanceof Expr.Interpolation interpolation) {
            return interpolation(interpolation);
        }
        throw new IllegalStateException("no code for " + expr);
    }

    /** A field of a message; whether it is there is asked only where the expression's type says that it may not be. */
    private Value field(Value target, int message, int field, Type type) {
        SpecNames.Members members = names.members(message);
        String accessor = members.fields.get(field);
        boolean conditional = spec.messages().get(message).fields().get(field).conditional() && type.isOptional();
        return member(target, accessor, members.hasFields.get(field), conditional, type);
    }

    private Value let(Value target, int message, int let, Type type) {
        SpecNames.Members members = names.members(message);
        boolean conditional = spec.messages().get(message).lets().get(let).conditional()
                || spec.messages().get(message).lets().get(let).value().type().isOptional();
        return member(target, members.lets.get(let), members.hasLets.get(let), conditional && type.isOptional(), type);
    }

    private Value member(Value target, String accessor, String hasAccessor, boolean conditional, Type type) {
        List<CodeBlock> present = new ArrayList<>(target.present());
        CodeBlock owner = target.operand();
        if (conditional) {
            present.add(
                    types.isPrimitive(type)
                            ? CodeBlock.of("$L.$L()", owner, hasAccessor)
                            : CodeBlock.of("$L.$L() != null", owner, accessor));
        }
        return new Value(CodeBlock.of("$L.$L()", owner, accessor), present, true);
    }

    private Value index(Expr.Index index) {
        Value list = value(index.target());
        Value at = value(index.index());
        List<CodeBlock> present = new ArrayList<>(list.present());
        present.addAll(at.present());
        if (index.type().isOptional()) {
            if (!(index.index() instanceof Expr.IntLiteral)) {
                present.add(CodeBlock.of("$L >= 0", at.operand()));
            }
            present.add(CodeBlock.of("$L < $L.size()", at.operand(), list.operand()));
        }
        CodeBlock cast = types.of(index.index().type()).equals(com.palantir.javapoet.TypeName.INT)
                ? at.code()
                : CodeBlock.of("(int) $L", at.operand());
        boolean narrow = index.type().present() instanceof Type.IntType number && number.fitsInt();
        return new Value(CodeBlock.of(narrow ? "(int) $L.get($L)" : "$L.get($L)", list.operand(), cast), present, true);
    }

    private Value unary(Expr.Unary unary) {
        Value operand = value(unary.operand());
        if (unary.operator() == UnaryOperator.NOT) {
            return Value.of("!$L", operand.always() ? operand.operand() : CodeBlock.of("($L)", operand.condition()));
        }
        return arithmetic.unary(unary, operand);
    }

    private Value binary(Expr.Binary binary) {
        BinaryOperator operator = binary.operator();
        if (operator.kind() == BinaryOperator.Kind.LOGIC) {
            return Value.compound(
                    "$L $L $L", logic(binary.left(), operator), operator.symbol(), logic(binary.right(), operator));
        }
        if (operator.kind() == BinaryOperator.Kind.EQUALITY) {
            return equality(binary);
        }
        Value left = value(binary.left());
        Value right = value(binary.right());
        List<CodeBlock> present = new ArrayList<>(left.present());
        present.addAll(right.present());
        Value result = operator.kind() == BinaryOperator.Kind.ORDER
                ? arithmetic.order(binary, left, right)
                : arithmetic.binary(binary, left, right);
        return result.given(present);
    }

    private CodeBlock logic(Expr operand, BinaryOperator around) {
        Value value = value(operand);
        boolean same = operand instanceof Expr.Binary inner && inner.operator() == around;
        boolean tighter = operand instanceof Expr.Binary inner
                && inner.operator().kind() != BinaryOperator.Kind.LOGIC
                && inner.operator().kind() != BinaryOperator.Kind.EQUALITY;
        return value.atomic() && value.always() || same || tighter && value.always()
                ? value.condition()
                : CodeBlock.of("($L)", value.condition());
    }

    private Value equality(Expr.Binary binary) {
        boolean negated = binary.operator() == BinaryOperator.NOT_EQUAL;
        if (binary.left() instanceof Expr.NoneLiteral || binary.right() instanceof Expr.NoneLiteral) {
            Value value = value(binary.left() instanceof Expr.NoneLiteral ? binary.right() : binary.left());
            return negated ? Value.compound("$L", value.presence()) : Value.of("!($L)", value.presence());
        }
        Value left = compared(binary.left());
        Value right = compared(binary.right());
        List<CodeBlock> present = new ArrayList<>(left.present());
        present.addAll(right.present());
        CodeBlock same = same(binary, left, right, negated && present.isEmpty());
        if (present.isEmpty()) {
            return new Value(same, List.of(), isText(binary.left()) || isText(binary.right()));
        }
        CodeBlock both = CodeBlock.of("$L && $L", CodeBlock.join(present, " && "), same);
        return negated ? Value.of("!($L)", both) : new Value(both, List.of(), false);
    }

    /** A text constant is compared as it is written; it needs no slice. */
    private Value compared(Expr expr) {
        return expr instanceof Expr.TextLiteral literal ? Value.of("$S", literal.value()) : value(expr);
    }

    private CodeBlock same(Expr.Binary binary, Value left, Value right, boolean negated) {
        String not = negated ? "!" : "";
        if (binary.right() instanceof Expr.TextLiteral text) {
            return CodeBlock.of("$L$L.contentEquals($S)", not, left.operand(), text.value());
        }
        if (binary.left() instanceof Expr.TextLiteral text) {
            return CodeBlock.of("$L$L.contentEquals($S)", not, right.operand(), text.value());
        }
        if (types.isPrimitive(binary.left().type())) {
            return CodeBlock.of("$L $L $L", left.operand(), negated ? "!=" : "==", right.operand());
        }
        return CodeBlock.of("$L$L.equals($L)", not, left.operand(), right.code());
    }

    private static boolean isText(Expr expr) {
        return expr.type().present() instanceof Type.TextType;
    }

    private Value conditional(Expr.Conditional conditional) {
        CodeBlock condition = condition(conditional.condition());
        Value then = value(conditional.then());
        Value otherwise = value(conditional.otherwise());
        CodeBlock code = CodeBlock.of("$L ? $L : $L", condition, then.operand(), otherwise.operand());
        if (then.always() && otherwise.always()) {
            return new Value(code, List.of(), false);
        }
        CodeBlock present = CodeBlock.of("($L ? $L : $L)", condition, then.presence(), otherwise.presence());
        return new Value(code, List.of(present), false);
    }

    private Value textCall(Expr.TextCall call) {
        Value target = value(call.target());
        List<CodeBlock> present = new ArrayList<>(target.present());
        List<CodeBlock> arguments = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            Value value = compared(argument);
            present.addAll(value.present());
            arguments.add(
                    argument instanceof Expr.TextLiteral
                            ? value.code()
                            : CodeBlock.of("$L.toString()", value.operand()));
        }
        switch (call.method()) {
            case STARTS_WITH:
                return Value.of("$L.startsWith($L)", target.operand(), arguments.get(0))
                        .given(present);
            case ENDS_WITH:
                return Value.of("$L.endsWith($L)", target.operand(), arguments.get(0))
                        .given(present);
            case CONTAINS:
                return Value.of("$L.contains($L)", target.operand(), arguments.get(0))
                        .given(present);
            case INT:
                present.add(CodeBlock.of("$L.toNumber() >= 0", target.operand()));
                return Value.of("$L.toNumber()", target.operand()).given(present);
            default:
                return edited(call, target, arguments).given(present);
        }
    }

    private Value edited(Expr.TextCall call, Value target, List<CodeBlock> arguments) {
        boolean chained = call.target() instanceof Expr.TextCall inner && isEdit(inner.method());
        CodeBlock edited = chained ? target.code() : CodeBlock.of("$L.show($L)", scope.scratch(), target.code());
        switch (call.method()) {
            case BEFORE:
                return Value.of("$L.before($L)", edited, arguments.get(0));
            case AFTER:
                return Value.of("$L.after($L)", edited, arguments.get(0));
            case TRIM:
                return Value.of("$L.trim()", edited);
            case LOWER:
                return Value.of("$L.fold($T.LOWER)", edited, Slice.Case.class);
            default:
                return Value.of("$L.fold($T.UPPER)", edited, Slice.Case.class);
        }
    }

    private static boolean isEdit(Expr.TextMethod method) {
        return switch (method) {
            case BEFORE, AFTER, TRIM, LOWER, UPPER -> true;
            default -> false;
        };
    }

    private Value length(Expr.Length length) {
        Value target = value(length.target());
        Type type = length.target().type().present();
        String method = type instanceof Type.ListType ? "size" : "length";
        return Value.of("$L.$L()", target.operand(), method).given(target.present());
    }

    private Value eventMember(Expr.EventMember member) {
        Value target = value(member.target());
        switch (member.property()) {
            case OFFSET:
                return Value.of("$L.offset()", target.operand());
            case BYTES:
                return Value.of("$L.bytes()", target.operand());
            default:
                return Value.of("$T.of($L)", Slice.class, asString(member).orElseThrow());
        }
    }

    /** Texts that are Java strings at run time. */
    private Optional<CodeBlock> asString(Expr expr) {
        if (expr instanceof Expr.EventMember member) {
            CodeBlock target = value(member.target()).operand();
            boolean gap = member.target().type() instanceof Type.GapType;
            return switch (member.property()) {
                case PATH -> Optional.of(CodeBlock.of("$L.path()", target));
                case DIRECTION ->
                    Optional.of(
                            gap
                                    ? CodeBlock.of("$L.direction().label()", target)
                                    : CodeBlock.of("$L.direction()", target));
                default -> Optional.empty();
            };
        }
        if (expr instanceof Expr.EventVarRef variable && expr.type() instanceof Type.TextType) {
            return Optional.of(
                    CodeBlock.of("$L.label()", scope.eventVariable(variable).operand()));
        }
        return Optional.empty();
    }

    /** A text as a Java string: for alerts and messages, where allocation does not matter. */
    CodeBlock string(Expr expr) {
        if (expr instanceof Expr.TextLiteral literal) {
            return CodeBlock.of("$S", literal.value());
        }
        return expr instanceof Expr.Interpolation interpolation
                ? interpolation(interpolation).code()
                : CodeBlock.of("$T.valueOf($L)", String.class, value(expr).code());
    }

    private Value interpolation(Expr.Interpolation interpolation) {
        List<CodeBlock> parts = new ArrayList<>();
        if (!(interpolation.parts().isEmpty()) && !(interpolation.parts().get(0) instanceof Expr.TextLiteral)) {
            parts.add(CodeBlock.of("$S", ""));
        }
        interpolation.parts().forEach(part -> parts.add(shown(part)));
        return new Value(CodeBlock.join(parts, " + "), List.of(), false);
    }

    private CodeBlock shown(Expr part) {
        if (part instanceof Expr.TextLiteral literal) {
            return CodeBlock.of("$S", literal.value());
        }
        Optional<CodeBlock> string = asString(part);
        if (string.isPresent()) {
            return string.get();
        }
        Value value = value(part);
        CodeBlock shown = value.operand();
        Type type = part.type().present();
        if (type instanceof Type.IntType number && !number.fitsLong()) {
            shown = CodeBlock.of("$T.toUnsignedString($L)", Long.class, value.code());
        } else if (type instanceof Type.EnumType item) {
            shown = CodeBlock.of("$T.name($L)", names.enumClass(item.enumId()), value.code());
        }
        return value.always() ? shown : CodeBlock.of("($L ? $L : $S)", value.presence(), shown, "none");
    }

    /** Operators on integers: plain where the result is known to fit, checked where it is not. */
    private static final class Arithmetic {
        private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
        private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

        CodeBlock literal(Expr.IntLiteral literal) {
            boolean isInt = literal.value().bitLength() < Integer.SIZE;
            return CodeBlock.of("$L", isInt ? literal.value().toString() : literal.bits() + "L");
        }

        Value unary(Expr.Unary unary, Value operand) {
            CodeBlock code = wide(unary.operand(), operand);
            return unary.operator() == UnaryOperator.NEGATE
                    ? new Value(CodeBlock.of("-$L", code), operand.present(), false)
                    : new Value(CodeBlock.of("~$L", code), operand.present(), false);
        }

        Value order(Expr.Binary binary, Value left, Value right) {
            if (unsigned(binary.left()) || unsigned(binary.right())) {
                return Value.compound(
                        "$T.compareUnsigned($L, $L) $L 0",
                        Long.class,
                        left.code(),
                        right.code(),
                        binary.operator().symbol());
            }
            return Value.compound("$L $L $L", left.operand(), binary.operator().symbol(), right.operand());
        }

        Value binary(Expr.Binary binary, Value left, Value right) {
            switch (binary.operator()) {
                case ADD:
                    return plainOr(binary, left, right, "add");
                case SUBTRACT:
                    return plainOr(binary, left, right, "subtract");
                case MULTIPLY:
                    return plainOr(binary, left, right, "multiply");
                case DIVIDE:
                    return checked(binary, left, right, "divide");
                case REMAINDER:
                    return checked(binary, left, right, "remainder");
                case SHIFT_LEFT:
                    return checked(binary, left, right, "shiftLeft");
                case SHIFT_RIGHT:
                    return checked(binary, left, right, "shiftRight");
                default:
                    return narrow(
                            binary,
                            CodeBlock.of(
                                    "$L $L $L",
                                    wide(binary.left(), left),
                                    binary.operator().symbol(),
                                    wide(binary.right(), right)),
                            false);
            }
        }

        private Value plainOr(Expr.Binary binary, Value left, Value right, String method) {
            Type.IntType a = (Type.IntType) binary.left().type().present();
            Type.IntType b = (Type.IntType) binary.right().type().present();
            List<BigInteger> ends = new ArrayList<>();
            for (BigInteger x : List.of(a.min(), a.max())) {
                for (BigInteger y : List.of(b.min(), b.max())) {
                    ends.add(
                            switch (method) {
                                case "add" -> x.add(y);
                                case "subtract" -> x.subtract(y);
                                default -> x.multiply(y);
                            });
                }
            }
            boolean fits = ends.stream().allMatch(end -> end.compareTo(MIN) >= 0 && end.compareTo(MAX) <= 0);
            boolean fitsInt =
                    ends.stream().allMatch(end -> end.bitLength() < Integer.SIZE) && a.fitsInt() && b.fitsInt();
            if (!fits) {
                return checked(binary, left, right, method);
            }
            String symbol = binary.operator().symbol();
            return fitsInt || !a.fitsInt()
                    ? Value.compound("$L $L $L", left.operand(), symbol, right.operand())
                    : Value.compound("(long) $L $L $L", left.operand(), symbol, right.operand());
        }

        private Value checked(Expr.Binary binary, Value left, Value right, String method) {
            return narrow(
                    binary,
                    CodeBlock.of(
                            "$T.$L($L, $L)",
                            Checked.class,
                            method,
                            wide(binary.left(), left),
                            wide(binary.right(), right)),
                    true);
        }

        /** The result as an {@code int} where its type says that it is one. */
        private Value narrow(Expr.Binary binary, CodeBlock code, boolean atomic) {
            boolean isInt = binary.type().present() instanceof Type.IntType type && type.fitsInt();
            boolean operandsInt = !atomic && fitsInt(binary.left()) && fitsInt(binary.right());
            if (!isInt || operandsInt) {
                return new Value(code, List.of(), atomic);
            }
            return new Value(CodeBlock.of(atomic ? "(int) $L" : "(int) ($L)", code), List.of(), true);
        }

        private static boolean fitsInt(Expr expr) {
            return expr.type().present() instanceof Type.IntType type && type.fitsInt();
        }

        private CodeBlock wide(Expr expr, Value value) {
            return unsigned(expr) ? CodeBlock.of("$T.unsigned($L)", Checked.class, value.code()) : value.operand();
        }

        private static boolean unsigned(Expr expr) {
            return expr.type().present() instanceof Type.IntType type && !type.fitsLong();
        }
    }
}
