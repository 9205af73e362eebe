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
        return new AutomatonEmitter(dfa(token)).groups().size() == 1;
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
