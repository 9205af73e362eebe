package org.protospec.generator.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.protospec.generator.ast.ActionNode;
import org.protospec.generator.ast.MachineNode.ActionsNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expressions;
import org.protospec.generator.model.FunctionDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Replacement;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/**
 * Actions that a machine writes down once. A call stands for them, with the arguments in place of the parameters; so an argument must be
 * nothing that they change.
 */
final class WrittenActions {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final MachineScope scope;
    private final ActionResolver resolver;
    private final Map<String, Written> all = new LinkedHashMap<>();
    /** Names of those that are being resolved, the outermost first. */
    private final Deque<String> open = new ArrayDeque<>();

    private static final class Written {
        final ActionsNode node;
        final List<Param> params;
        boolean called;
        /** Whether they were looked at by themselves, and are without a mistake; empty before. */
        Optional<Boolean> sound = Optional.empty();

        Written(ActionsNode node, List<Param> params) {
            this.node = node;
            this.params = params;
        }
    }

    WrittenActions(
            Symbols symbols,
            ExpressionResolver expressions,
            MachineScope scope,
            List<ActionsNode> nodes,
            ValueTypes types) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.scope = scope;
        this.resolver = new ActionResolver(symbols, expressions, this);
        Map<String, Span> declared = new LinkedHashMap<>();
        for (ActionsNode node : nodes) {
            String name = node.name().text();
            if (symbols.announcedFunctions.contains(name)) {
                symbols.report(DiagnosticKind.DECLARED_TWICE, node.name().span(), name);
            }
            symbols.declare(node.name(), declared);
            symbols.actions.add(name);
            List<Param> params = types.params(node.parameters(), ValueTypes.Use.ACTIONS_PARAMETER);
            all.putIfAbsent(name, new Written(node, params));
        }
    }

    /** What resolves actions that may call these. */
    ActionResolver resolver() {
        return resolver;
    }

    boolean knows(Name name) {
        return all.containsKey(name.text());
    }

    /** What a call stands for. */
    List<Action> call(ActionNode.CallActionNode node, List<Expr> given, MachineScope around) {
        Written written = Objects.requireNonNull(all.get(node.name().text()));
        written.called = true;
        Span span = node.name().span();
        String name = node.name().text();
        if (open.contains(name)) {
            symbols.report(
                    Diagnostic.of(DiagnosticKind.ACTIONS_CYCLE, span, String.join(" call ", open) + " call " + name)
                            .note(written.node.name().span(), "they are declared here"));
            return List.of();
        }
        boolean counted = Arguments.counted(symbols, span, name, written.params.size(), given.size());
        if (!counted || !isSound(written)) {
            return List.of();
        }
        List<Expr> values = new ArrayList<>();
        for (Param param : written.params) {
            values.add(expressions.fit(given.get(param.index()), param.type(), "parameter \"" + param.name() + "\""));
        }
        if (values.stream().anyMatch(Types::isError)) {
            return List.of();
        }
        List<Action> actions = actions(written, values.stream().map(Expr::type).toList());
        Set<Integer> changed = new LinkedHashSet<>();
        changed(actions, changed);
        values.forEach(value -> unchanged(value, changed, name));
        changed.forEach(around::forget);
        return new Replacement(leaf -> leaf instanceof Expr.ParamRef param ? values.get(param.param()) : leaf)
                .inActions(actions);
    }

    /** Whether they are without a mistake, whatever they are given; mistakes are reported the first time. */
    private boolean isSound(Written written) {
        if (written.sound.isEmpty()) {
            List<Type> types = written.params.stream().map(Param::type).toList();
            int before = symbols.mistakes();
            actions(written, types);
            written.sound = Optional.of(types.stream().noneMatch(Types::isError) && symbols.mistakes() == before);
        }
        return written.sound.get();
    }

    /** The actions, where parameters of these types stand for themselves. */
    private List<Action> actions(Written written, List<Type> types) {
        Map<String, Expr> params = new LinkedHashMap<>();
        for (Param param : written.params) {
            params.put(param.name(), new Expr.ParamRef(param.span(), types.get(param.index()), 0, 0, param.index()));
        }
        open.addLast(written.node.name().text());
        List<Action> actions = resolver.resolve(written.node.actions(), scope.with(params));
        open.removeLast();
        return actions;
    }

    private static void changed(List<Action> actions, Set<Integer> variables) {
        for (Action action : actions) {
            if (action instanceof Action.Assign a) {
                variables.add(a.variable());
            } else if (action instanceof Action.Append a) {
                variables.add(a.variable());
            } else if (action instanceof Action.Pop a) {
                variables.add(a.variable());
            } else if (action instanceof Action.IfAction a) {
                changed(a.then(), variables);
                changed(a.otherwise(), variables);
            }
        }
    }

    private void unchanged(Expr value, Set<Integer> changed, String name) {
        Expressions.walk(value, part -> {
            if (part instanceof Expr.VarRef v && changed.contains(v.variable())) {
                symbols.report(Diagnostic.of(DiagnosticKind.ACTIONS_CHANGE_ARGUMENT, part.span(), name)
                        .help("they see the machine's variables without being given them"));
            }
        });
    }

    /** Looks at those that nobody has called, too. */
    List<FunctionDef> finish() {
        all.values().forEach(this::isSound);
        return all.values().stream()
                .map(each -> new FunctionDef(
                        each.node.name().text(),
                        each.node.doc(),
                        each.node.name().span(),
                        each.called))
                .toList();
    }
}
