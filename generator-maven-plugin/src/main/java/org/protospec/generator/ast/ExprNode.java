package org.protospec.generator.ast;

import java.math.BigInteger;
import java.util.List;
import org.protospec.generator.source.Span;

/** An expression, as written. */
public sealed interface ExprNode extends Node {

    /** {@code 12}, {@code 0xff}, {@code 0b1010}. */
    record IntNode(Span span, BigInteger value) implements ExprNode {}

    /** A string without interpolation, its escapes undone. */
    record TextNode(Span span, String value) implements ExprNode {}

    /** A string with {@code ${e}} in it: fixed texts and expressions in turn. */
    record InterpolationNode(Span span, List<ExprNode> parts) implements ExprNode {
        public InterpolationNode {
            parts = List.copyOf(parts);
        }
    }

    /** {@code true}, {@code false}. */
    record FlagNode(Span span, boolean value) implements ExprNode {}

    /** {@code none}. */
    record NoneNode(Span span) implements ExprNode {}

    /** {@code it}. */
    record ItNode(Span span) implements ExprNode {}

    /** A name by itself. */
    record NameNode(Span span, Name name) implements ExprNode {}

    /** {@code e.x}. */
    record MemberNode(Span span, ExprNode target, Name name) implements ExprNode {}

    /** {@code e.x(args)}. */
    record CallNode(Span span, ExprNode target, Name name, List<ExprNode> arguments) implements ExprNode {
        public CallNode {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code f(args)}. */
    record FunctionNode(Span span, Name name, List<ExprNode> arguments) implements ExprNode {
        public FunctionNode {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code e[i]}. */
    record IndexNode(Span span, ExprNode target, ExprNode index) implements ExprNode {}

    /** An operator before its operand. */
    record UnaryNode(Span span, UnaryOperator operator, ExprNode operand) implements ExprNode {}

    /** An operator between its operands. */
    record BinaryNode(Span span, BinaryOperator operator, ExprNode left, ExprNode right) implements ExprNode {}

    /** {@code c ? a : b}. */
    record ConditionalNode(Span span, ExprNode condition, ExprNode then, ExprNode otherwise) implements ExprNode {}

    /** {@code a ?? b}. */
    record DefaultNode(Span span, ExprNode value, ExprNode fallback) implements ExprNode {}

    /** What could not be read; a diagnostic says so already. */
    record BrokenNode(Span span) implements ExprNode {}
}
