package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.protospec.generator.ast.MachineNode.TransitionNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Direction;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;
import org.protospec.generator.model.Transition.Target;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** Resolves the transitions of a machine. */
final class TransitionResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final ActionResolver actions;
    private final MachineScope scope;
    private final Map<String, Integer> states;
    private final MachineDef.Source source;
    private final List<MachineDef.Input> inputs;

    TransitionResolver(
            Symbols symbols,
            ExpressionResolver expressions,
            ActionResolver actions,
            MachineScope scope,
            Map<String, Integer> states,
            MachineDef.Source source,
            List<MachineDef.Input> inputs) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.actions = actions;
        this.scope = scope;
        this.states = states;
        this.source = source;
        this.inputs = inputs;
    }

    /**
     * The transition; empty if nothing is known that it could be on.
     *
     * @param up what is expected upwards, in any of the states that the transition belongs to
     * @param down likewise downwards
     */
    Optional<Transition> resolve(TransitionNode node, List<Expectation> up, List<Expectation> down) {
        Optional<Kind> kind = kind(node.event());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        checkDuration(node, kind.get());
        if (kind.get() == Kind.DECODE_ERROR) {
            node.target().ifPresent(t -> symbols.report(DiagnosticKind.DECODE_ERROR_LEADS, t.span(), "leads nowhere"));
        }
        List<Expectation> expected = kind.get() == Kind.UP ? up : down;
        Type type = variableType(node, kind.get(), expected);
        String untyped = "";
        if (type instanceof Type.NoneType) {
            untyped = direction(kind.get()).name().toLowerCase(Locale.ROOT) + "wards";
            type = Types.ERROR;
        }
        Optional<Transition.EventVar> variable = variable(node, kind.get(), type);
        MachineScope inner = scope.with(variable, untyped);
        Optional<Expr> guard = node.guard().map(g -> expressions.flag(g, inner, "what follows \"when\""));
        long millis = node.duration().map(d -> d.millis()).orElse(0L);
        return Optional.of(new Transition(
                node.span(),
                node.doc(),
                new Transition.Trigger(kind.get(), kind.get() == Kind.TIMEOUT ? millis : 0, input(node.event())),
                variable,
                guard,
                actions.resolve(node.actions(), guard.map(inner::given).orElse(inner)),
                node.target().flatMap(this::target)));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Direction direction(Kind kind) {
        return kind == Kind.UP ? Direction.UP : Direction.DOWN;
    }

    /** Whether something of this name happens to machines without being declared. */
    static boolean isBuiltIn(String name) {
        return Arrays.stream(Kind.values())
                .anyMatch(kind -> kind != Kind.EVENT && word(kind).equals(name));
    }

    /** Whether it happens to this machine: to one over events, nothing that comes of the directions of a flow. */
    private boolean happens(Kind kind) {
        return switch (kind) {
            case EVENT -> false;
            case TIMEOUT, INIT, ENTER, LEAVE, FAIL, FINISH -> true;
            default -> source == MachineDef.Source.DIRECTIONS;
        };
    }

    private OptionalInt input(Name event) {
        return inputs.stream()
                .filter(each -> each.name().equals(event.text()))
                .mapToInt(MachineDef.Input::id)
                .findFirst();
    }

    private Optional<Kind> kind(Name event) {
        if (input(event).isPresent()) {
            return Optional.of(Kind.EVENT);
        }
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(k -> happens(k) && word(k).equals(event.text()))
                .findFirst();
        if (kind.isEmpty()) {
            List<String> known = new ArrayList<>();
            inputs.forEach(each -> known.add(each.name()));
            Arrays.stream(Kind.values())
                    .filter(this::happens)
                    .map(TransitionResolver::word)
                    .forEach(known::add);
            symbols.unknown(DiagnosticKind.UNKNOWN_TRIGGER, event, known, event.text());
        }
        return kind;
    }

    private void checkDuration(TransitionNode node, Kind kind) {
        if (kind == Kind.TIMEOUT && node.duration().isEmpty()) {
            symbols.report(
                    DiagnosticKind.DURATION, node.event().span(), "\"on timeout\" needs a time, such as 30s or 5min");
        } else if (kind == Kind.TIMEOUT && node.duration().get().millis() == 0) {
            symbols.report(DiagnosticKind.DURATION, node.duration().get().span(), "a timeout is longer than nothing");
        } else if (kind != Kind.TIMEOUT && node.duration().isPresent()) {
            symbols.report(
                    DiagnosticKind.DURATION, node.duration().get().span(), "only \"on timeout\" is followed by a time");
        }
    }

    /** The type of the event's variable; the type of nothing if the states do not agree on it. */
    private Type variableType(TransitionNode node, Kind kind, List<Expectation> expected) {
        return switch (kind) {
            case UP, DOWN -> messageType(node, kind, expected);
            case PARSE_ERROR -> new Type.ParseErrorType();
            case GAP -> new Type.GapType();
            case DECODE_ERROR -> new Type.DecodeErrorType();
            case EVENT -> new Type.InputType(input(node.event()).orElseThrow());
            case MISSING_GRAMMAR, CLOSED, ONE_SIDED -> Types.TEXT;
            default -> Types.ERROR;
        };
    }

    private Type messageType(TransitionNode node, Kind kind, List<Expectation> expected) {
        Set<Integer> messages = new LinkedHashSet<>();
        for (Expectation expectation : expected) {
            if (expectation instanceof Expectation.Expects e) {
                messages.add(e.message());
            }
        }
        if (messages.contains(MachineResolver.UNKNOWN_MESSAGE)) {
            return Types.ERROR;
        }
        if (messages.size() == 1) {
            return new Type.MessageType(messages.iterator().next());
        }
        if (messages.isEmpty()) {
            String way = word(kind) + "wards";
            boolean deferred = expected.stream().anyMatch(Expectation.Defer.class::isInstance);
            String why = deferred && expected.size() == 1
                    ? "what comes " + way + " is deferred"
                    : "no message is expected " + way;
            symbols.report(DiagnosticKind.NOTHING_EXPECTED, node.event().span(), word(kind), why);
            return Types.ERROR;
        }
        return Types.NONE;
    }

    private Optional<Transition.EventVar> variable(TransitionNode node, Kind kind, Type type) {
        if (node.variable().isEmpty()) {
            return Optional.empty();
        }
        Name name = node.variable().get();
        boolean none = switch (kind) {
            case TIMEOUT, INIT, ENTER, LEAVE, FAIL, FINISH -> true;
            case EVENT -> inputs.get(input(node.event()).orElseThrow()).params().isEmpty();
            default -> false;
        };
        if (none) {
            symbols.report(DiagnosticKind.NO_VARIABLE, name.span(), node.event().text());
        }
        scope.variable(name.text()).ifPresent(v -> {
            Span first = v.span();
            symbols.report(Diagnostic.of(DiagnosticKind.DECLARED_TWICE, name.span(), name.text())
                    .note(first, "the machine has a variable of this name"));
        });
        return Optional.of(new Transition.EventVar(name.text(), type, name.span()));
    }

    private Optional<Target> target(Name name) {
        if (name.text().equals("finish")) {
            return Optional.of(new Target.Finish());
        } else if (name.text().equals("fail")) {
            return Optional.of(new Target.Fail());
        }
        Integer state = states.get(name.text());
        if (state == null) {
            List<String> known = new ArrayList<>(states.keySet());
            known.addAll(List.of("finish", "fail"));
            symbols.unknown(DiagnosticKind.UNKNOWN_STATE, name, known, name.text());
            return Optional.empty();
        }
        return Optional.of(new Target.ToState(state));
    }
}
