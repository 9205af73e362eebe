package org.protospec.generator.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.regex.ByteSet;
import org.protospec.generator.regex.Dfa;

/** How an automaton is laid out as code: its states in order and in groups, and where one goes on into the next. */
final class AutomatonLayout {
    /** About how many bytes of bytecode one method of an automaton may have: far more would never be compiled to machine code. */
    private static final int MAX_WEIGHT = 4_000;

    private final Dfa dfa;

    AutomatonLayout(Dfa dfa) {
        this.dfa = dfa;
    }

    Dfa dfa() {
        return dfa;
    }

    /** The states in groups, one method each; one group unless the automaton is large. */
    List<List<Integer>> groups() {
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> group = new ArrayList<>();
        int weight = 0;
        for (int state : states()) {
            int own = weight(state);
            if (!group.isEmpty() && weight + own > MAX_WEIGHT) {
                groups.add(group);
                group = new ArrayList<>();
                weight = 0;
            }
            group.add(state);
            weight += own;
        }
        groups.add(group);
        return groups;
    }

    private int weight(int state) {
        return 60
                + dfa.edges(state).stream()
                        .mapToInt(edge -> 20
                                + 14
                                        * Math.min(
                                                edge.bytes().ranges().size(),
                                                edge.bytes()
                                                        .complement()
                                                        .ranges()
                                                        .size()))
                        .sum();
    }

    /** Name of the method of a group. */
    static String part(String name, int group) {
        return name + "$" + group;
    }

    /** Whether the code of a state goes on into that of the next. */
    boolean fallsThrough(List<Integer> states) {
        return states.stream().anyMatch(state -> falls(state, states));
    }

    boolean falls(int state, List<Integer> states) {
        List<Dfa.Edge> onward = onward(state);
        int next = states.indexOf(state) + 1;
        return onward.size() == 1
                && next < states.size()
                && states.get(next) == onward.get(0).target();
    }

    /** All states that something can follow; the others are reached by returning. */
    List<Integer> states() {
        List<Integer> states = new ArrayList<>();
        for (int state = 0; state < dfa.size(); state++) {
            if (!isFinal(state)) {
                states.add(state);
            }
        }
        return states;
    }

    boolean isFinal(int state) {
        return dfa.edges(state).isEmpty();
    }

    /** Whether a state's code needs a jump to a state other than the one written right behind it. */
    boolean jumpsBack(int state, List<Integer> states) {
        return !falls(state, states) && onward(state).stream().anyMatch(edge -> states.contains(edge.target()));
    }

    /** The edges to other states that something can follow. */
    List<Dfa.Edge> onward(int state) {
        return dfa.edges(state).stream()
                .filter(edge -> edge.target() != state && !isFinal(edge.target()))
                .toList();
    }

    Optional<ByteSet> loop(int state) {
        return dfa.edges(state).stream()
                .filter(edge -> edge.target() == state)
                .map(Dfa.Edge::bytes)
                .findFirst();
    }
}
