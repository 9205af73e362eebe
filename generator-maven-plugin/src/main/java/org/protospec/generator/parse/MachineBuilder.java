package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ast.ActionNode;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.MachineNode;
import org.protospec.generator.ast.MachineNode.Direction;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** Builds the syntax tree of machines. */
final class MachineBuilder {

    private final SourceText source;
    private final DocComments docs;
    private final ExpressionBuilder expressions;
    private final TypeBuilder types;
    private final Literals literals;

    MachineBuilder(SourceText source, DocComments docs, ExpressionBuilder expressions, TypeBuilder types) {
        this.source = source;
        this.docs = docs;
        this.expressions = expressions;
        this.types = types;
        this.literals = new Literals(source);
    }

    Declaration.MachineDecl machine(String doc, ProtoSpecParser.MachineDeclContext context) {
        List<MachineNode.VarNode> vars = new ArrayList<>();
        List<MachineNode.InputNode> inputs = new ArrayList<>();
        List<MachineNode.ActionsNode> actions = new ArrayList<>();
        List<MachineNode.StateNode> states = new ArrayList<>();
        for (ProtoSpecParser.MachineMemberContext member : context.machineMember()) {
            if (member.varDecl() != null) {
                vars.add(variable(member.varDecl()));
            } else if (member.inputDecl() != null) {
                inputs.add(input(member.inputDecl()));
            } else if (member.actionsDecl() != null) {
                actions.add(actions(member.actionsDecl()));
            } else {
                states.add(state(member.state()));
            }
        }
        return new Declaration.MachineDecl(
                source.span(context),
                doc,
                source.name(context.name(0)),
                Optional.ofNullable(context.origin).map(source::name),
                vars,
                inputs,
                actions,
                states);
    }

    private MachineNode.ActionsNode actions(ProtoSpecParser.ActionsDeclContext context) {
        return new MachineNode.ActionsNode(
                source.span(context),
                docs.before(context),
                source.name(context.name()),
                types.parameters(context.parameters()),
                actions(context.actionBlock()));
    }

    private MachineNode.InputNode input(ProtoSpecParser.InputDeclContext context) {
        return new MachineNode.InputNode(
                source.span(context),
                docs.before(context),
                source.name(context.name()),
                types.parameters(context.parameters()));
    }

    private MachineNode.VarNode variable(ProtoSpecParser.VarDeclContext context) {
        return new MachineNode.VarNode(
                source.span(context),
                docs.before(context),
                source.name(context.name()),
                types.valueType(context.valueType()),
                Optional.ofNullable(context.expression()).map(expressions::expression));
    }

    private MachineNode.StateNode state(ProtoSpecParser.StateContext context) {
        List<MachineNode.ExpectNode> expectations = new ArrayList<>();
        List<MachineNode.TransitionNode> transitions = new ArrayList<>();
        for (ProtoSpecParser.StateMemberContext member : context.stateMember()) {
            if (member.expectation() != null) {
                expectations.add(expectation(member.expectation()));
            } else {
                transitions.add(transition(member.transition()));
            }
        }
        return new MachineNode.StateNode(
                source.span(context.getStart()),
                docs.before(context),
                context.name().isEmpty() ? Optional.empty() : Optional.of(source.name(context.name(0))),
                flag(context, "initial"),
                flag(context, "midstream"),
                context.layers.stream().map(source::name).toList(),
                expectations,
                transitions);
    }

    private Optional<Span> flag(ProtoSpecParser.StateContext context, String word) {
        Optional<Span> found = Optional.empty();
        for (ProtoSpecParser.StateFlagContext flag : context.stateFlag()) {
            if (flag.getText().equals(word)) {
                if (found.isPresent()) {
                    source.report(DiagnosticKind.MODIFIER_TWICE, source.span(flag), word);
                }
                found = Optional.of(source.span(flag));
            }
        }
        return found;
    }

    private MachineNode.ExpectNode expectation(ProtoSpecParser.ExpectationContext context) {
        Direction direction = context.T_UP() != null ? Direction.UP : Direction.DOWN;
        Optional<TypeNode.NamedType> message = Optional.ofNullable(context.plainName())
                .map(source::name)
                .map(name -> new TypeNode.NamedType(name.span(), name, expressions.arguments(context.arguments())));
        return new MachineNode.ExpectNode(source.span(context), direction, message);
    }

    private MachineNode.TransitionNode transition(ProtoSpecParser.TransitionContext context) {
        return new MachineNode.TransitionNode(
                source.span(context),
                docs.before(context),
                source.name(context.name(0)),
                Optional.ofNullable(context.DURATION())
                        .map(d -> new MachineNode.DurationNode(
                                source.span(d.getSymbol()), literals.millis(d.getSymbol()))),
                Optional.ofNullable(context.variable).map(source::name),
                Optional.ofNullable(context.expression()).map(expressions::expression),
                actions(context.actionBlock()),
                Optional.ofNullable(context.target).map(source::name));
    }

    private List<ActionNode> actions(ProtoSpecParser.@Nullable ActionBlockContext context) {
        List<ActionNode> actions = new ArrayList<>();
        if (context != null) {
            context.action().forEach(action -> actions.add(action(action)));
        }
        return actions;
    }

    private ActionNode action(ProtoSpecParser.ActionContext context) {
        Span span = source.span(context);
        if (context instanceof ProtoSpecParser.EmitActionContext c) {
            return new ActionNode.EmitNode(span, source.name(c.name()), expressions.told(c.arguments()));
        } else if (context instanceof ProtoSpecParser.AlertActionContext c) {
            return new ActionNode.AlertNode(
                    span, source.name(c.name()), expressions.shownText(c.expression(), "what an alert says"));
        } else if (context instanceof ProtoSpecParser.DropActionContext) {
            return new ActionNode.DropNode(span);
        } else if (context instanceof ProtoSpecParser.OpaqueActionContext c) {
            Optional<Direction> up = c.T_UP() == null ? Optional.empty() : Optional.of(Direction.UP);
            return new ActionNode.OpaqueNode(span, c.T_DOWN() == null ? up : Optional.of(Direction.DOWN));
        } else if (context instanceof ProtoSpecParser.ResyncActionContext c) {
            return new ActionNode.ResyncNode(span, types.resyncPlace(c.resyncPlace()));
        } else if (context instanceof ProtoSpecParser.AssignActionContext c) {
            return new ActionNode.AssignNode(span, source.name(c.name()), expressions.told(c.expression()));
        } else if (context instanceof ProtoSpecParser.AppendActionContext c) {
            return new ActionNode.AppendNode(span, source.name(c.name()), expressions.told(c.expression()));
        } else if (context instanceof ProtoSpecParser.IfActionContext c) {
            return ifAction(c, 0);
        } else if (context instanceof ProtoSpecParser.HandOverActionContext c) {
            return new ActionNode.HandOverNode(span, source.name(c.name()));
        } else if (context instanceof ProtoSpecParser.PopActionContext c) {
            return new ActionNode.PopNode(
                    span,
                    source.name(c.name()),
                    Optional.ofNullable(c.expression()).map(expressions::expression));
        }
        ProtoSpecParser.CallActionContext c = (ProtoSpecParser.CallActionContext) context;
        return new ActionNode.CallActionNode(span, source.name(c.name()), expressions.told(c.arguments()));
    }

    private ActionNode ifAction(ProtoSpecParser.IfActionContext context, int index) {
        int conditions = context.expression().size();
        List<ActionNode> otherwise = List.of();
        if (index + 1 < conditions) {
            otherwise = List.of(ifAction(context, index + 1));
        } else if (context.actionBlock().size() > conditions) {
            otherwise = actions(context.actionBlock(conditions));
        }
        ExprNode condition = expressions.expression(context.expression(index));
        return new ActionNode.IfActionNode(condition.span(), condition, actions(context.actionBlock(index)), otherwise);
    }
}
