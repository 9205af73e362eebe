package org.protospec.generator.ast;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.source.Span;

/** Something that a transition does. */
public sealed interface ActionNode extends Node {

    /** {@code emit e(args);}. */
    record EmitNode(Span span, Name event, List<ExprNode> arguments) implements ActionNode {
        public EmitNode {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code alert low "text";}. */
    record AlertNode(Span span, Name severity, ExprNode text) implements ActionNode {}

    /** {@code drop;}. */
    record DropNode(Span span) implements ActionNode {}

    /** {@code opaque;}, {@code opaque up;}. */
    record OpaqueNode(Span span, Optional<MachineNode.Direction> direction) implements ActionNode {}

    /** {@code resync after D;}, {@code resync before D;}. */
    record ResyncNode(Span span, ResyncPlace place) implements ActionNode {}

    /** {@code hand over to p;}. */
    record HandOverNode(Span span, Name protocol) implements ActionNode {}

    /** {@code pop q;}, {@code pop q when e;}. */
    record PopNode(Span span, Name variable, Optional<ExprNode> condition) implements ActionNode {}

    /** {@code x = e;}. */
    record AssignNode(Span span, Name variable, ExprNode value) implements ActionNode {}

    /** {@code xs += e;}. */
    record AppendNode(Span span, Name variable, ExprNode value) implements ActionNode {}

    /** {@code f(args);}. */
    record CallActionNode(Span span, Name name, List<ExprNode> arguments) implements ActionNode {
        public CallActionNode {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code if e { } else { }}. */
    record IfActionNode(Span span, ExprNode condition, List<ActionNode> then, List<ActionNode> otherwise)
            implements ActionNode {
        public IfActionNode {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }
}
