package org.protospec.generator.ast;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.source.Span;

/** One line of a message's body. */
public sealed interface ItemNode extends Node {

    /** A field, named or only matched. */
    record FieldNode(Span span, String doc, Optional<Name> name, TypeNode type, List<ModifierNode> modifiers)
            implements ItemNode {
        public FieldNode {
            modifiers = List.copyOf(modifiers);
        }
    }

    /** {@code let x = e;}, {@code let x: T = e;}. */
    record LetNode(Span span, String doc, Name name, Optional<Declaration.ValueTypeNode> type, ExprNode value)
            implements ItemNode {}

    /** {@code require e : "text";}. */
    record RequireNode(Span span, ExprNode condition, Optional<ExprNode> text) implements ItemNode {}

    /** {@code if e { } else { }}; {@code else if} is an {@code if} alone in {@code otherwise}. */
    record IfNode(Span span, ExprNode condition, List<ItemNode> then, List<ItemNode> otherwise) implements ItemNode {
        public IfNode {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code optional { }}. */
    record OptionalNode(Span span, List<ItemNode> items) implements ItemNode {
        public OptionalNode {
            items = List.copyOf(items);
        }
    }

    /** {@code switch e { case 1: ... default: ... }}. */
    record SwitchNode(Span span, ExprNode subject, List<CaseNode> cases) implements ItemNode {
        public SwitchNode {
            cases = List.copyOf(cases);
        }
    }

    /** {@code choice { A; B; default: ... }}. */
    record ChoiceNode(Span span, List<AlternativeNode> alternatives, Optional<List<ItemNode>> otherwise)
            implements ItemNode {
        public ChoiceNode {
            alternatives = List.copyOf(alternatives);
            otherwise = otherwise.map(List::copyOf);
        }
    }

    /** {@code try max e { A } or { B }}. */
    record TryNode(Span span, Optional<ExprNode> max, List<AlternativeNode> alternatives) implements ItemNode {
        public TryNode {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** {@code union { A; B; }}. */
    record UnionNode(Span span, List<AlternativeNode> members) implements ItemNode {
        public UnionNode {
            members = List.copyOf(members);
        }
    }

    /** {@code bits { }}: fields within whole bytes; {@code order} is the word behind {@code bits}. */
    record BitsNode(Span span, Optional<Name> order, List<ItemNode> items) implements ItemNode {
        public BitsNode {
            items = List.copyOf(items);
        }
    }

    /** {@code skip e;}. */
    record SkipNode(Span span, ExprNode count) implements ItemNode {}

    /** {@code align e;}. */
    record AlignNode(Span span, ExprNode bytes) implements ItemNode {}

    /** {@code at e from M { items }}. */
    record AtNode(Span span, ExprNode place, Optional<Name> origin, List<ItemNode> items) implements ItemNode {
        public AtNode {
            items = List.copyOf(items);
        }
    }

    /** {@code resync after D;}: where reading goes on if what stands before it does not fit. */
    record ResyncNode(Span span, ResyncPlace place) implements ItemNode {}

    /** An alternative of a choice: a field, or several items in braces. */
    record AlternativeNode(Span span, List<ItemNode> items) implements Node {
        public AlternativeNode {
            items = List.copyOf(items);
        }
    }

    /** A case of a switch; the one without labels is {@code default}. */
    record CaseNode(Span span, List<ExprNode> labels, List<ItemNode> items) implements Node {
        public CaseNode {
            labels = List.copyOf(labels);
            items = List.copyOf(items);
        }
    }
}
