package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The subset construction of M. Rabin and D. Scott, "Finite Automata and Their Decision Problems" (1959), within limits:
 * each state found is the set of NFA nodes that the bytes read so far may have led to.
 */
final class SubsetConstruction {

    /** Nodes visited before an automaton is given up, whatever its states: bounds the time (seconds) and the memory. */
    static final int VISIT_LIMIT = 16_000_000;

    /** The nodes that a state stands for, ascending and without the forks: a key by content. */
    private static final class Subset {
        private final int[] nodes;
        private final int hash;

        Subset(int[] nodes) {
            this.nodes = nodes;
            this.hash = Arrays.hashCode(nodes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Subset that && Arrays.equals(nodes, that.nodes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final int[] NONE = {};

    private final Nfa nfa;
    private final int stateLimit;
    private final ByteClasses classes;
    /** For every node the byte classes it reads. */
    private final int[][] read;

    /** Looked up, never walked: its order is nobody's. */
    private final Map<Subset, Integer> numbers = new HashMap<>();

    private final List<Subset> subsets = new ArrayList<>();
    private final List<int[]> next = new ArrayList<>();

    /** For every node the last closure that it was visited in. */
    private final int[] visitedIn;

    private int closures;
    private int visits;

    private SubsetConstruction(Nfa nfa, int stateLimit) {
        this.nfa = nfa;
        this.stateLimit = stateLimit;
        this.visitedIn = new int[nfa.size()];
        Set<ByteSet> sets = new LinkedHashSet<>();
        for (int node = 0; node < nfa.size(); node++) {
            sets.add(setOf(node));
        }
        this.classes = ByteClasses.of(sets);
        Map<ByteSet, int[]> within = new HashMap<>();
        sets.forEach(set -> within.put(set, classes.within(set)));
        this.read = IntStream.range(0, nfa.size())
                .mapToObj(node -> within.getOrDefault(setOf(node), NONE))
                .toArray(int[][]::new);
    }

    private ByteSet setOf(int node) {
        return nfa.node(node) instanceof Nfa.Read reading ? reading.set() : ByteSet.EMPTY;
    }

    static DfaResult determinize(Nfa nfa, int stateLimit) {
        return new SubsetConstruction(nfa, stateLimit).run();
    }

    private DfaResult run() {
        IntList first = new IntList();
        first.add(nfa.start());
        number(first);
        for (int state = 0; state < subsets.size(); state++) {
            if (subsets.size() > stateLimit) {
                return Limits.states(stateLimit);
            }
            if (visits > VISIT_LIMIT) {
                return Limits.work();
            }
            next.add(step(subsets.get(state)));
        }
        List<List<Integer>> tokens = subsets.stream().map(this::tokens).toList();
        return new DfaResult.Built(Minimizer.minimize(new Table(classes, next, tokens)));
    }

    /** The next state for each byte class. */
    private int[] step(Subset subset) {
        IntList[] reached = Stream.generate(IntList::new).limit(classes.count()).toArray(IntList[]::new);
        for (int node : subset.nodes) {
            visits += read[node].length;
            for (int c : read[node]) {
                reached[c].add(((Nfa.Read) nfa.node(node)).next());
            }
        }
        return Arrays.stream(reached).mapToInt(this::number).toArray();
    }

    /** The number of the state that stands for all that the given nodes lead to without reading; uses up the list. */
    private int number(IntList pending) {
        if (pending.size() == 0) {
            return Dfa.REJECT;
        }
        IntList found = new IntList();
        closures++;
        while (pending.size() > 0) {
            int node = pending.removeLast();
            if (visitedIn[node] == closures) {
                continue;
            }
            visitedIn[node] = closures;
            visits++;
            if (nfa.node(node) instanceof Nfa.Fork fork) {
                fork.next().forEach(pending::add);
            } else {
                found.add(node);
            }
        }
        int[] nodes = found.toArray();
        Arrays.sort(nodes);
        Subset subset = new Subset(nodes);
        int fresh = subsets.size();
        int number = numbers.computeIfAbsent(subset, key -> fresh);
        if (number == fresh) {
            subsets.add(subset);
        }
        return number;
    }

    private List<Integer> tokens(Subset subset) {
        return Arrays.stream(subset.nodes)
                .mapToObj(nfa::node)
                .filter(Nfa.Accept.class::isInstance)
                .map(node -> ((Nfa.Accept) node).token())
                .sorted()
                .distinct()
                .toList();
    }
}
