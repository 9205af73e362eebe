package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The step from an automaton as found to the smallest one of the same language, in canonical numbering. States that lead
 * nowhere are removed first; then states and transitions refine each other's partition, in O(m log m) for m transitions,
 * after A. Valmari, "Fast brief practical DFA minimization", Information Processing Letters 112 (2012).
 */
final class Minimizer {

    private final Table table;
    private final int states;
    private final boolean[] live;

    /** The transitions between live states: from, by byte class, to. */
    private final IntList tails = new IntList();

    private final IntList labels = new IntList();
    private final IntList heads = new IntList();

    private Minimizer(Table table) {
        this.table = table;
        this.states = table.next().size();
        this.live = liveStates();
        for (int state = 0; state < states; state++) {
            int[] next = table.next().get(state);
            for (int c = 0; c < next.length; c++) {
                if (live[state] && next[c] != Dfa.REJECT && live[next[c]]) {
                    tails.add(state);
                    labels.add(c);
                    heads.add(next[c]);
                }
            }
        }
    }

    static Dfa minimize(Table table) {
        Minimizer minimizer = new Minimizer(table);
        return minimizer.number(minimizer.blocks());
    }

    private boolean[] liveStates() {
        IntList[] before = new IntList[states];
        Arrays.setAll(before, i -> new IntList());
        for (int state = 0; state < states; state++) {
            for (int target : table.next().get(state)) {
                if (target != Dfa.REJECT) {
                    before[target].add(state);
                }
            }
        }
        boolean[] found = new boolean[states];
        IntList pending = new IntList();
        for (int state = 0; state < states; state++) {
            if (!table.tokens().get(state).isEmpty()) {
                pending.add(state);
            }
        }
        while (pending.size() > 0) {
            int state = pending.removeLast();
            if (!found[state]) {
                found[state] = true;
                for (int i = 0; i < before[state].size(); i++) {
                    pending.add(before[state].at(i));
                }
            }
        }
        return found;
    }

    /** The states by equivalence. */
    private Partition blocks() {
        Partition blocks = byTokens();
        Partition cords = new Partition(labels.toArray(), table.classes().count());
        IntList[] incoming = new IntList[states];
        Arrays.setAll(incoming, i -> new IntList());
        for (int i = 0; i < heads.size(); i++) {
            incoming[heads.at(i)].add(i);
        }
        // One of the first blocks need not split: what enters it is what enters none of the others.
        int block = 1;
        for (int cord = 0; cord < cords.sets(); cord++) {
            for (int transition : cords.elements(cord)) {
                blocks.mark(tails.at(transition));
            }
            blocks.split();
            for (; block < blocks.sets(); block++) {
                for (int state : blocks.elements(block)) {
                    for (int i = 0; i < incoming[state].size(); i++) {
                        cords.mark(incoming[state].at(i));
                    }
                }
                cords.split();
            }
        }
        return blocks;
    }

    private Partition byTokens() {
        Map<List<Integer>, Integer> groups = new LinkedHashMap<>();
        int[] groupOf = new int[states];
        for (int state = 0; state < states; state++) {
            int fresh = groups.size();
            groupOf[state] = groups.computeIfAbsent(table.tokens().get(state), key -> fresh);
        }
        return new Partition(groupOf, groups.size());
    }

    /** Numbers the blocks as a breadth-first walk over ascending bytes finds them. */
    private Dfa number(Partition blocks) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        IntList found = new IntList();
        numbers.put(blocks.setOf(0), 0);
        found.add(0);
        List<Dfa.State> result = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int state = found.at(i);
            int[] next = table.next().get(state);
            Map<Integer, ByteSet> edges = new LinkedHashMap<>();
            for (int c = 0; c < next.length; c++) {
                if (next[c] == Dfa.REJECT || !live[next[c]]) {
                    continue;
                }
                int fresh = numbers.size();
                int target = numbers.computeIfAbsent(blocks.setOf(next[c]), key -> fresh);
                if (target == fresh) {
                    found.add(next[c]);
                }
                edges.merge(target, table.classes().sets().get(c), ByteSet::union);
            }
            result.add(new Dfa.State(
                    edges.entrySet().stream()
                            .map(edge -> new Dfa.Edge(edge.getValue(), edge.getKey()))
                            .toList(),
                    table.tokens().get(state)));
        }
        return new Dfa(result);
    }
}
