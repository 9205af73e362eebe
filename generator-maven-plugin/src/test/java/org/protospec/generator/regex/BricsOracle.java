package org.protospec.generator.regex;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Expressions and automata in terms of {@code dk.brics.automaton}, a byte being the character of the same number. */
final class BricsOracle {

    private BricsOracle() {}

    /** The smallest automaton of an expression, made by the library's own operations. */
    static Automaton minimal(Regex regex) {
        return minimal(automaton(regex));
    }

    static Automaton minimal(Automaton automaton) {
        automaton.expandSingleton();
        automaton.minimize();
        automaton.removeDeadTransitions();
        return automaton;
    }

    /** Our automaton, state by state. */
    static Automaton copy(Dfa dfa) {
        List<State> states = Stream.generate(State::new).limit(dfa.size()).toList();
        for (int i = 0; i < dfa.size(); i++) {
            State state = states.get(i);
            state.setAccept(dfa.accepting(i));
            for (Dfa.Edge edge : dfa.edges(i)) {
                for (ByteSet.Range range : edge.bytes().ranges()) {
                    state.addTransition(
                            new Transition((char) range.first(), (char) range.last(), states.get(edge.target())));
                }
            }
        }
        Automaton automaton = new Automaton();
        automaton.setInitialState(states.get(0));
        automaton.setDeterministic(true);
        return automaton;
    }

    private static Automaton automaton(Regex regex) {
        if (regex instanceof Regex.Bytes bytes) {
            List<Automaton> ranges = new ArrayList<>();
            bytes.set()
                    .ranges()
                    .forEach(range -> ranges.add(Automaton.makeCharRange((char) range.first(), (char) range.last())));
            return ranges.isEmpty() ? Automaton.makeEmpty() : Automaton.union(ranges);
        } else if (regex instanceof Regex.Sequence sequence) {
            return Automaton.concatenate(
                    sequence.parts().stream().map(BricsOracle::automaton).toList());
        } else if (regex instanceof Regex.Choice choice) {
            return Automaton.union(
                    choice.options().stream().map(BricsOracle::automaton).toList());
        } else if (regex instanceof Regex.Group group) {
            return automaton(group.body());
        }
        Regex.Repeat repeat = (Regex.Repeat) regex;
        Automaton body = automaton(repeat.body());
        return repeat.max().isPresent()
                ? body.repeat(repeat.min(), repeat.max().getAsInt())
                : body.repeat(repeat.min());
    }
}
