package org.protospec.generator.ast;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.source.Span;

/** A part of a machine. */
public sealed interface MachineNode extends Node {

    /** {@code var x: T = e;}. */
    record VarNode(Span span, String doc, Name name, Declaration.ValueTypeNode type, Optional<ExprNode> initial)
            implements MachineNode {}

    /** {@code event N(params);}: what happens to the machine. */
    record InputNode(Span span, String doc, Name name, List<Declaration.ParameterNode> parameters)
            implements MachineNode {
        public InputNode {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code actions N(params) { }}: what several transitions do. */
    record ActionsNode(
            Span span, String doc, Name name, List<Declaration.ParameterNode> parameters, List<ActionNode> actions)
            implements MachineNode {
        public ActionsNode {
            parameters = List.copyOf(parameters);
            actions = List.copyOf(actions);
        }
    }

    /**
     * {@code initial midstream state N { }}, or {@code any state { }}, which has no name.
     *
     * @param initial where {@code initial} was written
     * @param midstream where {@code midstream} was written
     */
    record StateNode(
            Span span,
            String doc,
            Optional<Name> name,
            Optional<Span> initial,
            Optional<Span> midstream,
            List<Name> layers,
            List<ExpectNode> expectations,
            List<TransitionNode> transitions)
            implements MachineNode {
        public StateNode {
            layers = List.copyOf(layers);
            expectations = List.copyOf(expectations);
            transitions = List.copyOf(transitions);
        }
    }

    /** One of the two ends' ways through a flow. */
    enum Direction {
        /** From the one who opened the flow. */
        UP,
        /** To the one who opened the flow. */
        DOWN
    }

    /** {@code up: M(args);}; without a message {@code up: defer;}. */
    record ExpectNode(Span span, Direction direction, Optional<TypeNode.NamedType> message) implements MachineNode {}

    /** {@code on EVENT(x) when e { } -> S;}. */
    record TransitionNode(
            Span span,
            String doc,
            Name event,
            Optional<DurationNode> duration,
            Optional<Name> variable,
            Optional<ExprNode> guard,
            List<ActionNode> actions,
            Optional<Name> target)
            implements MachineNode {
        public TransitionNode {
            actions = List.copyOf(actions);
        }
    }

    /** {@code 5min}. */
    record DurationNode(Span span, long millis) implements MachineNode {}
}
