package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration.MachineDecl;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.MachineNode;
import org.protospec.generator.ast.MachineNode.StateNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expressions;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** Resolves a machine. */
final class MachineResolver {

    /** Stands for a message that is not known; what depends on it is not reported again. */
    static final int UNKNOWN_MESSAGE = -1;

    private static final String EVENTS = "events";

    private static final Expectation NOTHING = new Expectation.Nothing();

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final ValueTypes valueTypes;
    private final StartResolver starts;

    MachineResolver(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.valueTypes = new ValueTypes(symbols);
        this.starts = new StartResolver(symbols);
    }

    /** The machine of a protocol that is found over some layers. */
    MachineDef resolve(MachineDecl node, List<String> layers) {
        List<MachineDef.Var> vars = vars(node.vars());
        List<MachineDef.Input> inputs = inputs(node);
        MachineScope scope = MachineScope.of(symbols, vars);
        List<StateNode> named =
                node.states().stream().filter(s -> s.name().isPresent()).toList();
        List<StateNode> shared =
                node.states().stream().filter(s -> s.name().isEmpty()).toList();
        Map<String, Integer> ids = ids(named);
        WrittenActions actions = new WrittenActions(symbols, expressions, scope, node.actions(), valueTypes);
        TransitionResolver transitions =
                new TransitionResolver(symbols, expressions, actions.resolver(), scope, ids, source(node), inputs);
        List<Expectation> ups = new ArrayList<>();
        List<Expectation> downs = new ArrayList<>();
        List<MachineDef.State> states = new ArrayList<>();
        for (StateNode state : named) {
            Expectation up = expectation(state, MachineNode.Direction.UP, scope);
            Expectation down = expectation(state, MachineNode.Direction.DOWN, scope);
            ups.add(up);
            downs.add(down);
            Name name = state.name().orElseThrow();
            states.add(new MachineDef.State(
                    states.size(),
                    name.text(),
                    state.doc(),
                    name.span(),
                    up,
                    down,
                    transitions(state, transitions, List.of(up), List.of(down))));
        }
        List<Transition> all = new ArrayList<>();
        for (StateNode state : shared) {
            state.expectations().forEach(e -> symbols.report(DiagnosticKind.SHARED_EXPECTATION, e.span()));
            all.addAll(transitions(state, transitions, ups, downs));
        }
        return new MachineDef(
                node.name().text(),
                node.doc(),
                node.name().span(),
                source(node),
                inputs,
                vars,
                actions.finish(),
                states,
                starts.initial(node, named),
                starts.marked(named, StartResolver.MIDSTREAM),
                starts.ofLayers(named, layers),
                all);
    }

    private MachineDef.Source source(MachineDecl node) {
        return node.origin().isPresent() ? MachineDef.Source.EVENTS : MachineDef.Source.DIRECTIONS;
    }

    private List<MachineDef.Input> inputs(MachineDecl node) {
        node.origin()
                .filter(origin -> !origin.text().equals(EVENTS))
                .ifPresent(origin -> symbols.unknown(
                        DiagnosticKind.UNKNOWN_WORD,
                        origin,
                        List.of(EVENTS),
                        "what a machine is over, if not the directions of a flow,",
                        "\"" + EVENTS + "\"",
                        origin.text()));
        List<MachineDef.Input> inputs = new ArrayList<>();
        Map<String, Span> declared = new LinkedHashMap<>();
        for (MachineNode.InputNode input : node.inputs()) {
            Name name = input.name();
            if (node.origin().isEmpty()) {
                symbols.report(Diagnostic.of(
                                DiagnosticKind.OVER_EVENTS, name.span(), "only a machine over events declares events")
                        .help("declare what it tells outside of the machine; or write: machine "
                                + node.name().text() + " over events"));
            }
            if (TransitionResolver.isBuiltIn(name.text())) {
                symbols.report(DiagnosticKind.BUILT_IN, name.span(), name.text());
            }
            symbols.declare(name, declared);
            inputs.add(new MachineDef.Input(
                    inputs.size(),
                    name.text(),
                    input.doc(),
                    name.span(),
                    valueTypes.params(input.parameters(), ValueTypes.Use.MACHINE_PARAMETER)));
        }
        symbols.inputs.addAll(inputs);
        return inputs;
    }

    private static List<Transition> transitions(
            StateNode state, TransitionResolver resolver, List<Expectation> up, List<Expectation> down) {
        List<Transition> transitions = new ArrayList<>();
        state.transitions().forEach(t -> resolver.resolve(t, up, down).ifPresent(transitions::add));
        return transitions;
    }

    private List<MachineDef.Var> vars(List<MachineNode.VarNode> nodes) {
        List<MachineDef.Var> vars = new ArrayList<>();
        Map<String, Span> declared = new LinkedHashMap<>();
        for (MachineNode.VarNode node : nodes) {
            symbols.declare(node.name(), declared);
            Type type = valueTypes.type(node.type(), ValueTypes.Use.VARIABLE);
            OptionalLong max = max(node, type);
            Optional<Expr> initial = node.initial().map(e -> initial(node, type, e));
            vars.add(new MachineDef.Var(
                    vars.size(), node.name().text(), node.doc(), node.name().span(), type, max, initial));
        }
        return vars;
    }

    private Expr initial(MachineNode.VarNode node, Type type, ExprNode written) {
        String what = "variable \"" + node.name().text() + "\"";
        Expr value = expressions.fit(expressions.resolve(written, Scope.EMPTY), type, what);
        Expressions.walk(value, part -> {
            if (part instanceof Expr.ExternCall) {
                symbols.report(DiagnosticKind.NOT_CONSTANT, part.span(), "the first value of a variable");
            }
        });
        return value;
    }

    private OptionalLong max(MachineNode.VarNode node, Type type) {
        if (node.type().max().isEmpty()) {
            return OptionalLong.empty();
        }
        boolean bounded = type.present() instanceof Type.ListType
                || type.present() instanceof Type.TextType
                || type instanceof Type.QueueType;
        if (!bounded && !Types.isError(type)) {
            symbols.report(
                    DiagnosticKind.MODIFIER_MISFIT, node.type().max().get().span(), "max", symbols.describe(type));
            return OptionalLong.empty();
        }
        Optional<BigInteger> value = expressions.constantCount(node.type().max().get(), Scope.EMPTY, "a bound");
        if (type instanceof Type.QueueType && value.filter(n -> n.signum() == 0).isPresent()) {
            symbols.report(
                    DiagnosticKind.EMPTY_QUEUE,
                    node.type().max().get().span(),
                    node.name().text());
            return OptionalLong.empty();
        }
        return value.isPresent() && value.get().bitLength() < Long.SIZE
                ? OptionalLong.of(value.get().longValue())
                : OptionalLong.empty();
    }

    private Map<String, Integer> ids(List<StateNode> states) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        Map<String, Span> declared = new LinkedHashMap<>();
        int id = 0;
        for (StateNode state : states) {
            Name name = state.name().orElseThrow();
            if (name.text().equals("finish") || name.text().equals("fail")) {
                symbols.report(DiagnosticKind.BUILT_IN, name.span(), name.text());
            }
            symbols.declare(name, declared);
            ids.putIfAbsent(name.text(), id++);
        }
        return ids;
    }

    private Expectation expectation(StateNode state, MachineNode.Direction direction, MachineScope scope) {
        Expectation result = NOTHING;
        Optional<Span> first = Optional.empty();
        for (MachineNode.ExpectNode node : state.expectations()) {
            if (node.direction() != direction) {
                continue;
            }
            if (first.isPresent()) {
                String way = direction.name().toLowerCase(Locale.ROOT) + "wards";
                symbols.report(Diagnostic.of(DiagnosticKind.EXPECTED_TWICE, node.span(), way)
                        .note(first.get(), "the first time is here"));
                continue;
            }
            first = Optional.of(node.span());
            result = node.message().isPresent()
                    ? expects(node.span(), node.message().get(), scope)
                    : new Expectation.Defer(node.span());
        }
        return result;
    }

    private Expectation expects(Span span, TypeNode.NamedType type, MachineScope scope) {
        Name name = type.name();
        List<Expr> given = expressions.arguments(type.arguments(), scope);
        Integer id = symbols.messageIds.get(name.text());
        if (id == null) {
            symbols.unknown(DiagnosticKind.UNKNOWN_NAME, name, symbols.messageIds.keySet(), "message", name.text());
            return new Expectation.Expects(span, UNKNOWN_MESSAGE, List.of());
        }
        List<Expr> arguments =
                Arguments.fit(symbols, expressions, name.span(), name.text(), symbols.message(id).params, given);
        // A variable may change while the message is half read; numbers are taken once, texts are looked at.
        arguments.stream()
                .filter(each -> each.type() instanceof Type.TextType && !(each instanceof Expr.TextLiteral))
                .forEach(each -> symbols.report(
                        DiagnosticKind.NOT_CONSTANT, each.span(), "a text that a state hands to a message"));
        return new Expectation.Expects(span, id, arguments);
    }
}
