package org.protospec.generator.resolve;

import java.math.BigInteger;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type;
import org.protospec.generator.model.Type.IntType;

/** What can be said of types without knowing the names of a spec. */
final class Types {

    static final Type ERROR = new Type.ErrorType();
    static final Type TEXT = new Type.TextType();
    static final Type FLAG = new Type.FlagType();
    static final Type NONE = new Type.NoneType();
    static final Type STREAMED = new Type.StreamedType();
    static final IntType I64 = IntType.ofBits(64, true);
    static final IntType U64 = IntType.ofBits(64, false);
    static final IntType LENGTH = IntType.of(0, Integer.MAX_VALUE);

    /** Bytes of a stream: more than any can have, and such that sums of two still fit 64 bits. */
    static final IntType STREAM_LENGTH = IntType.of(0, Long.MAX_VALUE >> 1);

    private Types() {}

    static boolean isError(Type type) {
        return type instanceof Type.ErrorType
                || (type instanceof Type.OptionalType o && isError(o.element()))
                || (type instanceof Type.ListType l && isError(l.element()));
    }

    static boolean isError(Expr expr) {
        return isError(expr.type());
    }

    static boolean isNumber(Type type) {
        return type instanceof IntType || type instanceof Type.FloatType;
    }

    static boolean isLiteral(Expr expr) {
        return expr instanceof Expr.IntLiteral
                || expr instanceof Expr.TextLiteral
                || expr instanceof Expr.FlagLiteral
                || expr instanceof Expr.EnumItem;
    }

    /** Whether values of the two types, none of them optional, can be compared. */
    static boolean comparable(Type a, Type b) {
        if (isNumber(a) && isNumber(b)) {
            return true;
        }
        boolean simple = a instanceof Type.TextType
                || a instanceof Type.FlagType
                || a instanceof Type.EnumType
                || a instanceof Type.AddressType;
        return simple && a.equals(b);
    }

    /** Whether a place of one type takes every value of another, neither of them a message or a list. */
    static boolean takes(Type wanted, Type given) {
        Type target = wanted.present();
        if (target instanceof IntType t && given instanceof IntType s) {
            return t.contains(s);
        } else if (target instanceof Type.FloatType t && given instanceof Type.FloatType s) {
            return t.bits() >= s.bits();
        }
        return target.equals(given);
    }

    /** The one type of two values that stand for each other, if there is one. */
    static Type union(Type a, Type b) {
        if (isError(a) || isError(b)) {
            return ERROR;
        }
        if (a instanceof Type.NoneType) {
            return b.optional();
        }
        if (b instanceof Type.NoneType) {
            return a.optional();
        }
        if (a.isOptional() || b.isOptional()) {
            Type element = union(a.present(), b.present());
            return element instanceof Type.NoneType ? NONE : element.optional();
        }
        if (a instanceof IntType x && b instanceof IntType y) {
            return x.union(y);
        }
        if (a instanceof Type.FloatType x && b instanceof Type.FloatType y) {
            return x.bits() > y.bits() ? x : y;
        }
        if (a instanceof Type.ListType x
                && b instanceof Type.ListType y
                && x.element().equals(y.element())) {
            return new Type.ListType(x.element(), Math.min(x.minLength(), y.minLength()));
        }
        return a.equals(b) ? a : NONE;
    }

    /** The range as words: {@code 0 to 255}, {@code 7}. */
    static String range(IntType type) {
        return type.min().equals(type.max()) ? type.min().toString() : type.min() + " to " + type.max();
    }

    static boolean fitsSigned(BigInteger value) {
        return value.bitLength() < Long.SIZE;
    }
}
