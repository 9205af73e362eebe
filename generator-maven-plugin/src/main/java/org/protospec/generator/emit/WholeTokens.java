package org.protospec.generator.emit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.protospec.generator.ir.Automata;
import org.protospec.generator.model.Spec;
import org.protospec.generator.regex.Dfa;

/** The tokens of a spec that can be matched at once, where the bytes that decide them are there. */
final class WholeTokens {
    private final Automata automata;
    private final Map<Integer, Dfa> known = new HashMap<>();
    private final Set<Integer> used = new TreeSet<>();

    WholeTokens(Spec spec) {
        automata = Automata.of(spec);
    }

    private Dfa dfa(int token) {
        return known.computeIfAbsent(token, automata::token);
    }

    /** Whether the code of a token fits into one method. */
    boolean has(int token) {
        return new AutomatonLayout(dfa(token)).groups().size() == 1;
    }

    /** Whether a match is never followed by bytes that are looked at and then given back: with a bound on them it would matter. */
    boolean givesNothingBack(int token) {
        Dfa dfa = dfa(token);
        for (int state = 0; state < dfa.size(); state++) {
            boolean accepting = dfa.accepting(state);
            if (accepting && dfa.edges(state).stream().anyMatch(edge -> !dfa.accepting(edge.target()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is known after a few bytes whether a token is there at all: no way without a match goes round in circles. */
    boolean isSoonKnown(int token) {
        Dfa dfa = dfa(token);
        boolean[] ends = new boolean[dfa.size()];
        for (int round = 0; round < dfa.size(); round++) {
            for (int state = 0; state < dfa.size(); state++) {
                ends[state] |= dfa.accepting(state) || dfa.edges(state).stream().allMatch(edge -> ends[edge.target()]);
            }
        }
        return ends[0];
    }

    /** Whether no match of a token is longer than {@code max}. */
    boolean isWithin(int token, int max) {
        return dfa(token).maxLength().orElse(Integer.MAX_VALUE) <= max;
    }

    /** Those that some message reads so. */
    Set<Integer> used() {
        return used;
    }
}
