package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.ast.Declaration.MachineDecl;
import org.protospec.generator.ast.MachineNode.StateNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.source.Span;

/** Finds the states in which flows begin: those of all layers, and those of some. */
final class StartResolver {
    static final String INITIAL = "initial";
    static final String MIDSTREAM = "midstream";

    private final Symbols symbols;

    StartResolver(Symbols symbols) {
        this.symbols = symbols;
    }

    /** The state in which flows begin whose layer has no state of its own; where every layer has one, the first of these. */
    int initial(MachineDecl node, List<StateNode> states) {
        OptionalInt initial = marked(states, INITIAL);
        for (int i = 0; i < states.size() && initial.isEmpty(); i++) {
            initial = states.get(i).initial().isPresent() ? OptionalInt.of(i) : initial;
        }
        if (initial.isEmpty()) {
            Diagnostic diagnostic = Diagnostic.of(
                    DiagnosticKind.NO_INITIAL, node.name().span(), node.name().text());
            symbols.report(diagnostic.help("write \"initial\" before the state in which a flow begins"));
        }
        return initial.orElse(0);
    }

    /** The state without layers that has a mark. */
    OptionalInt marked(List<StateNode> states, String mark) {
        OptionalInt found = OptionalInt.empty();
        Optional<Span> first = Optional.empty();
        for (int i = 0; i < states.size(); i++) {
            Optional<Span> span = mark(states.get(i), mark);
            if (span.isEmpty() || !states.get(i).layers().isEmpty()) {
                continue;
            }
            if (first.isPresent()) {
                second(span.get(), mark, first.get());
            } else {
                first = span;
                found = OptionalInt.of(i);
            }
        }
        return found;
    }

    private static Optional<Span> mark(StateNode state, String mark) {
        return mark.equals(INITIAL) ? state.initial() : state.midstream();
    }

    private void second(Span span, String mark, Span first) {
        symbols.report(Diagnostic.of(DiagnosticKind.SECOND_MARK, span, mark).note(first, "the first one is here"));
    }

    /** Where flows over each layer begin that has a state of its own, in the order of the protocol. */
    List<MachineDef.Start> ofLayers(List<StateNode> states, List<String> layers) {
        Map<String, OptionalInt> initial = new LinkedHashMap<>();
        Map<String, OptionalInt> midstream = new LinkedHashMap<>();
        Map<String, Span> places = new LinkedHashMap<>();
        for (int i = 0; i < states.size(); i++) {
            StateNode state = states.get(i);
            if (!state.layers().isEmpty()
                    && state.initial().isEmpty()
                    && state.midstream().isEmpty()) {
                symbols.report(Diagnostic.of(
                                DiagnosticKind.START_OVER, state.layers().get(0).span())
                        .help("write \"initial\" or \"midstream\" before it"));
            }
            for (Name layer : state.layers()) {
                if (!layers.contains(layer.text())) {
                    symbols.unknown(
                            DiagnosticKind.UNKNOWN_WORD,
                            layer,
                            layers,
                            "a layer of this protocol",
                            layers.isEmpty() ? "none" : "\"" + String.join("\", \"", layers) + "\"",
                            layer.text());
                    continue;
                }
                mark(initial, places, layer, state.initial(), INITIAL, i);
                mark(midstream, places, layer, state.midstream(), MIDSTREAM, i);
            }
        }
        boolean everywhere = marked(states, INITIAL).isPresent();
        List<MachineDef.Start> starts = new ArrayList<>();
        for (String layer : layers) {
            OptionalInt first = initial.getOrDefault(layer, OptionalInt.empty());
            OptionalInt joined = midstream.getOrDefault(layer, OptionalInt.empty());
            if (!initial.isEmpty() && first.isEmpty() && !everywhere) {
                symbols.report(
                        DiagnosticKind.NO_START, places.values().iterator().next(), layer);
            }
            if (first.isPresent() || joined.isPresent()) {
                starts.add(new MachineDef.Start(layer, first, joined));
            }
        }
        return starts;
    }

    private void mark(
            Map<String, OptionalInt> states,
            Map<String, Span> places,
            Name layer,
            Optional<Span> span,
            String mark,
            int state) {
        if (span.isEmpty()) {
            return;
        }
        Span first = places.putIfAbsent(mark + " " + layer.text(), layer.span());
        if (first != null) {
            second(layer.span(), mark, first);
        } else {
            states.put(layer.text(), OptionalInt.of(state));
        }
    }
}
