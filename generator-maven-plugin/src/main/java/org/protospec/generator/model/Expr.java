package org.protospec.generator.model;

import java.math.BigInteger;
import java.util.List;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.source.Span;

/**
 * An expression with its type.
 *
 * <p>Where a {@code T?} is wanted a {@code T} may stand, unmarked; where an integer type is wanted another may stand
 * whose values overlap it, and is checked at run time unless the wanted type contains the other. Literals stand for
 * constant subexpressions.
 */
public sealed interface Expr {

    /** Where it was written. */
    Span span();

    /** What values it has. */
    Type type();

    /** An integer constant. */
    record IntLiteral(Span span, Type type, BigInteger value) implements Expr {
        /** The constant as the 64 bits of a Java {@code long}. */
        public long bits() {
            return value.longValue();
        }
    }

    /** A text constant; its bytes are those of UTF-8. */
    record TextLiteral(Span span, Type type, String value) implements Expr {}

    /** A flag constant. */
    record FlagLiteral(Span span, Type type, boolean value) implements Expr {}

    /** Nothing, or the empty list. */
    record NoneLiteral(Span span, Type type) implements Expr {}

    /** A named value of an enum. */
    record EnumItem(Span span, Type type, int enumId, int item) implements Expr {}

    /**
     * A field read before.
     *
     * @param depth 0: of this message; 1: of the one that this inline message is written in; and so on
     * @param message the message at that depth
     */
    record FieldRef(Span span, Type type, int depth, int message, int field) implements Expr {}

    /** A let computed before; see {@link FieldRef}. */
    record LetRef(Span span, Type type, int depth, int message, int let) implements Expr {}

    /** A parameter of a message; see {@link FieldRef}. */
    record ParamRef(Span span, Type type, int depth, int message, int param) implements Expr {}

    /** What a named group of a token matched, in a field read just before: only as the value of a let of its own. */
    record GroupRef(Span span, Type type, int field, int group) implements Expr {}

    /** {@code it}: an array's element just read, or the value that a requirement is about. */
    record ItRef(Span span, Type type) implements Expr {}

    /** A variable of the machine. */
    record VarRef(Span span, Type type, int variable) implements Expr {}

    /** The text {@code tcp}, {@code udp}, {@code ip} or {@code ethernet}: what carries the flow. */
    record Transport(Span span, Type type) implements Expr {}

    /** The variable of a transition's event. */
    record EventVarRef(Span span, Type type, String name) implements Expr {}

    /** A parameter of an event that the machine declares, as in {@code e.port}. */
    record InputRef(Span span, Type type, String name) implements Expr {}

    /** A field of a message value; of an optional {@code target} it is absent when the target is. */
    record FieldMember(Span span, Type type, Expr target, int message, int field) implements Expr {}

    /** A let of a message value; of an optional {@code target} it is absent when the target is. */
    record LetMember(Span span, Type type, Expr target, int message, int let) implements Expr {}

    /** What a parse error or a gap knows about itself. */
    record EventMember(Span span, Type type, Expr target, EventProperty property) implements Expr {}

    /** What can be asked of the variable of {@code parse_error} and {@code gap}. */
    enum EventProperty {
        /** Offset in the direction's stream, in bytes. */
        OFFSET,
        /** The path of fields to the place. */
        PATH,
        /** What an error expected, in the spec's words. */
        EXPECTED,
        /** The text {@code up} or {@code down}. */
        DIRECTION,
        /** How many bytes are missing, or were decoded. */
        BYTES,
        /** The streamed event whose content it is. */
        STREAM,
        /** The filter that gave up. */
        FILTER,
        /** Why. */
        REASON
    }

    /**
     * An element of a list. If the index is not known to lie within the list, the type is optional: there is no
     * element beyond the end.
     */
    record Index(Span span, Type type, Expr target, Expr index) implements Expr {}

    /** An operator before its operand. */
    record Unary(Span span, Type type, UnaryOperator operator, Expr operand) implements Expr {}

    /**
     * An operator between its operands. Equality takes optional operands: absent is equal to {@code none} only. A
     * division by zero and a shift by a negative number or more than 63 are parse errors at run time.
     */
    record Binary(Span span, Type type, BinaryOperator operator, Expr left, Expr right) implements Expr {}

    /** One of two values. */
    record Conditional(Span span, Type type, Expr condition, Expr then, Expr otherwise) implements Expr {}

    /** {@code value}, or {@code fallback} where it is absent. */
    record Default(Span span, Type type, Expr value, Expr fallback) implements Expr {}

    /** The value of a function that is written in Java; it answers the same for the same arguments. */
    record ExternCall(Span span, Type type, int extern, List<Expr> arguments) implements Expr {
        public ExternCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** A method of a text; of an optional {@code target} the result is absent when the target is. */
    record TextCall(Span span, Type type, Expr target, TextMethod method, List<Expr> arguments) implements Expr {
        public TextCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** The methods of texts. */
    enum TextMethod {
        /** What stands before the first occurrence; the whole text without one. */
        BEFORE,
        /** What stands after the first occurrence; the whole text without one. */
        AFTER,
        /** Without spaces, tabs, CR and LF at both ends. */
        TRIM,
        /** ASCII letters in lower case. */
        LOWER,
        /** ASCII letters in upper case. */
        UPPER,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        /** With what is no printable ASCII, backslashes, and the characters of the argument as a backslash and three digits. */
        ESCAPE,
        /** The decimal number that the text is, as a signed number of 64 bits; absent if it is none. */
        INT
    }

    /**
     * Texts of a list's elements put together; those that are absent or empty are left out.
     *
     * @param element the text of one of them, which is {@link ItRef}
     */
    record Join(Span span, Type type, Expr target, Expr element, String separator) implements Expr {}

    /** The oldest message of a queue; absent if there is none. */
    record QueueFirst(Span span, Type type, Expr target) implements Expr {}

    /** The oldest message of a queue for which a condition holds, in which it is {@link ItRef}; absent if there is none. */
    record QueueFind(Span span, Type type, Expr target, Expr condition) implements Expr {}

    /** Whether a queue has as many messages as it may have. */
    record QueueFull(Span span, Type type, Expr target) implements Expr {}
    /**
     * What the first element of a list has that has it; absent if none has.
     *
     * @param element the value of one of them, of {@link ItRef}, optional or not
     */
    record First(Span span, Type type, Expr target, Expr element) implements Expr {}

    /** Bytes of a text, elements of a list, or decoded bytes of a streamed field. */
    record Length(Span span, Type type, Expr target) implements Expr {}

    /** Bytes that a streamed field had before they were decoded. */
    record RawLength(Span span, Type type, Expr target) implements Expr {}

    /** Whether a streamed field was ended by a delimiter that only counts when it is answered. */
    record Lenient(Span span, Type type, Expr target) implements Expr {}

    /** Whether all of a streamed field was captured. */
    record Complete(Span span, Type type, Expr target) implements Expr {}

    /** How many bytes of a message around have been read: the place of the next byte, as {@code at ... from} counts. */
    record Position(Span span, Type type, int message) implements Expr {}

    /** Whether an optional value is there. */
    record Present(Span span, Type type, Expr target) implements Expr {}

    /** Texts and values put together to one text. */
    record Interpolation(Span span, Type type, List<Expr> parts) implements Expr {
        public Interpolation {
            parts = List.copyOf(parts);
        }
    }

    /** A mistake in the spec, reported already. */
    record ErrorExpr(Span span, Type type) implements Expr {}
}
