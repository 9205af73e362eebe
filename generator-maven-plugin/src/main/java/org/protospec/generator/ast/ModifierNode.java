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

    /** {@code stream to e(args)}, {@code stream to protocol p}, {@code stream}. */
    record StreamModifier(Span span, Optional<Name> event, List<ExprNode> arguments, Optional<Name> protocol)
            implements ModifierNode {
        public StreamModifier {
            arguments = List.copyOf(arguments);
        }

        /** Whether the bytes are a part of what a field around them hands on. */
        public boolean isPart() {
            return event.isEmpty() && protocol.isEmpty();
        }
    }

    /** {@code decode a, b if e}. */
    record DecodeModifier(Span span, List<FilterNode> filters) implements ModifierNode {
        public DecodeModifier {
            filters = List.copyOf(filters);
        }
    }

    /** A filter, and when it is used. */
    record FilterNode(Span span, Name name, Optional<ExprNode> condition) {}

    /** {@code if e}. */
    record IfModifier(Span span, ExprNode condition) implements ModifierNode {}

    /** {@code resync after D}: where an array goes on behind an element that does not fit. */
    record ResyncModifier(Span span, ResyncPlace place) implements ModifierNode {}

    /** {@code require e : "text"}. */
    record RequireModifier(Span span, ExprNode condition, Optional<ExprNode> text) implements ModifierNode {}
}
