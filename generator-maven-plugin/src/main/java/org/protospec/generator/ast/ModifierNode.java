package org.protospec.generator.ast;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.source.Span;

/** What follows the type of a field. */
public sealed interface ModifierNode extends Node {

    /** {@code le}, {@code be}. */
    record OrderModifier(Span span, Declaration.Endian endian) implements ModifierNode {}

    /** {@code = e}. */
    record ConstantModifier(Span span, ExprNode value) implements ModifierNode {}

    /** {@code as int(16)}. */
    record AsModifier(Span span, Name conversion, List<ExprNode> arguments) implements ModifierNode {
        public AsModifier {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code as * e}. */
    record ScaleModifier(Span span, ExprNode factor) implements ModifierNode {}

    /** {@code max e}. */
    record MaxModifier(Span span, ExprNode value) implements ModifierNode {}

    /** {@code size e}. */
    record SizeModifier(Span span, ExprNode value) implements ModifierNode {}

    /** {@code stream to e(args)}. */
    record StreamModifier(Span span, Name event, List<ExprNode> arguments) implements ModifierNode {
        public StreamModifier {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code decode a, b}. */
    record DecodeModifier(Span span, List<Name> filters) implements ModifierNode {
        public DecodeModifier {
            filters = List.copyOf(filters);
        }
    }

    /** {@code if e}. */
    record IfModifier(Span span, ExprNode condition) implements ModifierNode {}

    /** {@code require e : "text"}. */
    record RequireModifier(Span span, ExprNode condition, Optional<ExprNode> text) implements ModifierNode {}
}
