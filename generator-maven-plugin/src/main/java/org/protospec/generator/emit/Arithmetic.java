package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Checked;

/** Operators on integers: plain where the result is known to fit, checked where it is not. */
final class Arithmetic {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final CodeUses uses;

    Arithmetic(CodeUses uses) {
        this.uses = uses;
    }

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
        boolean fitsInt = ends.stream().allMatch(end -> end.bitLength() < Integer.SIZE) && a.fitsInt() && b.fitsInt();
        if (!fits) {
            return checked(binary, left, right, method);
        }
        String symbol = binary.operator().symbol();
        return fitsInt || !a.fitsInt()
                ? Value.compound("$L $L $L", left.operand(), symbol, right.operand())
                : Value.compound("(long) $L $L $L", left.operand(), symbol, right.operand());
    }

    private Value checked(Expr.Binary binary, Value left, Value right, String method) {
        uses.noteChecked();
        return narrow(
                binary,
                CodeBlock.of(
                        "$T.$L($L, $L)", Checked.class, method, wide(binary.left(), left), wide(binary.right(), right)),
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
        if (!unsigned(expr)) {
            return value.operand();
        }
        uses.noteChecked();
        return CodeBlock.of("$T.unsigned($L)", Checked.class, value.code());
    }

    private static boolean unsigned(Expr expr) {
        return expr.type().present() instanceof Type.IntType type && !type.fitsLong();
    }
}
