package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.protospec.generator.ast.ActionNode;
import org.protospec.generator.ast.MachineNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Direction;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Type;

/** Resolves what transitions do; what is a mistake as a whole is reported and left out. */
final class ActionResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final Functions functions;
    private final WrittenActions written;

    ActionResolver(Symbols symbols, ExpressionResolver expressions, WrittenActions written) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.functions = expressions.functions();
        this.written = written;
    }

    List<Action> resolve(List<ActionNode> nodes, MachineScope scope) {
        List<Action> actions = new ArrayList<>();
        for (ActionNode node : nodes) {
            if (node instanceof ActionNode.CallActionNode n && written.knows(n.name())) {
                actions.addAll(written.call(n, expressions.arguments(n.arguments(), scope), scope));
            } else {
                resolve(node, scope).ifPresent(actions::add);
            }
        }
        return actions;
    }

    private Optional<Action> resolve(ActionNode node, MachineScope scope) {
        if (node instanceof ActionNode.EmitNode n) {
            return emit(n, scope);
        } else if (node instanceof ActionNode.AlertNode n) {
            return alert(n, scope);
        } else if (node instanceof ActionNode.DropNode n) {
            return Optional.of(new Action.Drop(n.span()));
        } else if (node instanceof ActionNode.OpaqueNode n) {
            return Optional.of(new Action.Opaque(n.span(), n.direction().map(ActionResolver::direction)));
        } else if (node instanceof ActionNode.ResyncNode n) {
            return resync(n);
        } else if (node instanceof ActionNode.HandOverNode n) {
            return Optional.of(new Action.HandOver(n.span(), n.protocol().text()));
        } else if (node instanceof ActionNode.PopNode n) {
            return pop(n, scope);
        } else if (node instanceof ActionNode.AssignNode n) {
            return assign(n, scope);
        } else if (node instanceof ActionNode.AppendNode n) {
            return append(n, scope);
        } else if (node instanceof ActionNode.CallActionNode n) {
            return functions.action(n, expressions.arguments(n.arguments(), scope));
        }
        ActionNode.IfActionNode n = (ActionNode.IfActionNode) node;
        Expr condition = expressions.flag(n.condition(), scope, "the condition of \"if\"");
        return Optional.of(new Action.IfAction(
                n.span(), condition, resolve(n.then(), scope.given(condition)), resolve(n.otherwise(), scope)));
    }

    static Direction direction(MachineNode.Direction direction) {
        return direction == MachineNode.Direction.UP ? Direction.UP : Direction.DOWN;
    }

    private Optional<Action> emit(ActionNode.EmitNode node, MachineScope scope) {
        List<Expr> given = expressions.arguments(node.arguments(), scope);
        Name name = node.event();
        EventDef event = symbols.events.get(name.text());
        if (event == null) {
            symbols.unknown(DiagnosticKind.UNKNOWN_EVENT, name, symbols.events.keySet(), name.text());
            return Optional.empty();
        }
        if (event.form() == EventDef.Form.STREAM) {
            symbols.report(Diagnostic.of(DiagnosticKind.EMIT_STREAM, name.span(), name.text())
                    .note(event.span(), "it is declared here"));
            return Optional.empty();
        }
        List<Expr> arguments = Arguments.fit(symbols, expressions, name.span(), name.text(), event.params(), given);
        return Optional.of(new Action.Emit(node.span(), event.id(), arguments));
    }

    private Optional<Action> alert(ActionNode.AlertNode node, MachineScope scope) {
        Expr text = expressions.resolve(node.text(), scope);
        for (Action.Severity severity : Action.Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(node.severity().text())) {
                return Optional.of(new Action.Alert(node.span(), severity, text));
            }
        }
        symbols.unknown(
                DiagnosticKind.UNKNOWN_WORD,
                node.severity(),
                List.of("low", "medium", "high"),
                "the severity of an alert",
                "\"low\", \"medium\" and \"high\"",
                node.severity().text());
        return Optional.empty();
    }

    private Optional<Action> resync(ActionNode.ResyncNode node) {
        return symbols.resync(node.span(), node.place()).map(to -> new Action.ResyncAction(node.span(), to));
    }

    private Optional<MachineDef.Var> variable(Name name, MachineScope scope) {
        Optional<MachineDef.Var> variable = scope.variable(name.text());
        if (variable.isEmpty()) {
            symbols.unknown(DiagnosticKind.UNKNOWN_NAME, name, scope.variableNames(), "variable", name.text());
        }
        return variable;
    }

    private Optional<Action> assign(ActionNode.AssignNode node, MachineScope scope) {
        Expr given = expressions.resolve(node.value(), scope);
        return variable(node.variable(), scope).map(v -> {
            Expr value = expressions.fit(given, v.type(), "variable \"" + v.name() + "\"");
            if (v.type() instanceof Type.QueueType
                    && value.type() instanceof Type.QueueType
                    && !(value instanceof Expr.NoneLiteral)) {
                expressions.mismatch(value, "what a queue is set to", "none");
            }
            scope.forget(v.index());
            return new Action.Assign(node.span(), v.index(), value);
        });
    }

    private Optional<Action> pop(ActionNode.PopNode node, MachineScope scope) {
        Optional<MachineDef.Var> variable = variable(node.variable(), scope);
        if (variable.isEmpty() || Types.isError(variable.get().type())) {
            return Optional.empty();
        }
        MachineDef.Var v = variable.get();
        if (!(v.type() instanceof Type.QueueType queue)) {
            symbols.report(
                    DiagnosticKind.TYPE_MISMATCH,
                    node.variable().span(),
                    "what stands behind \"pop\"",
                    "a queue",
                    symbols.describe(v.type()));
            return Optional.empty();
        }
        Optional<Expr> condition =
                node.condition().map(e -> expressions.flag(e, scope.withIt(queue.element()), "what follows \"when\""));
        scope.forget(v.index());
        return Optional.of(new Action.Pop(node.span(), v.index(), condition));
    }

    private Optional<Action> append(ActionNode.AppendNode node, MachineScope scope) {
        Expr given = expressions.resolve(node.value(), scope);
        Optional<MachineDef.Var> variable = variable(node.variable(), scope);
        if (variable.isEmpty() || Types.isError(variable.get().type())) {
            return Optional.empty();
        }
        MachineDef.Var v = variable.get();
        if (v.type() instanceof Type.QueueType queue) {
            Expr value = expressions.fit(given, queue.element(), "an element of \"" + v.name() + "\"");
            scope.forget(v.index());
            return Optional.of(new Action.Append(node.span(), v.index(), value));
        }
        if (!(v.type() instanceof Type.ListType list)) {
            symbols.report(
                    DiagnosticKind.TYPE_MISMATCH,
                    node.variable().span(),
                    "what stands before +=",
                    "a list",
                    symbols.describe(v.type()));
            return Optional.empty();
        }
        Expr value = expressions.fit(given, list.element(), "an element of \"" + v.name() + "\"");
        return Optional.of(new Action.Append(node.span(), v.index(), value));
    }
}
