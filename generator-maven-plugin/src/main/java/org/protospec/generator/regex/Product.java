package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The intersection of two automata, as pairs of their states. */
final class Product {

    /** Pairs looked at before the intersection is given up; far more of them than of useful states may be reached. */
    static final int PAIR_LIMIT = 16 * Dfa.STATE_LIMIT;

    private record Pair(int left, int right) {}

    private final Dfa left;
    private final Dfa right;
    private final Map<Pair, Integer> numbers = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    private Product(Dfa left, Dfa right) {
        this.left = left;
        this.right = right;
    }

    static DfaResult of(Dfa left, Dfa right) {
        return new Product(left, right).run();
    }

    private DfaResult run() {
        List<ByteSet> cuts = new ArrayList<>(left.byteClasses());
        cuts.addAll(right.byteClasses());
        ByteClasses classes = ByteClasses.of(cuts);
        List<int[]> next = new ArrayList<>();
        List<List<Integer>> tokens = new ArrayList<>();
        number(new Pair(0, 0));
        for (int state = 0; state < pairs.size(); state++) {
            if (pairs.size() > PAIR_LIMIT) {
                return Limits.states(PAIR_LIMIT);
            }
            Pair pair = pairs.get(state);
            next.add(classes.sets().stream()
                    .mapToInt(set -> step(pair, set.first()))
                    .toArray());
            tokens.add(left.accepting(pair.left) && right.accepting(pair.right) ? List.of(0) : List.of());
        }
        return new DfaResult.Built(Minimizer.minimize(new Table(classes, next, tokens)));
    }

    private int step(Pair pair, int value) {
        int nextLeft = left.next(pair.left, value);
        int nextRight = right.next(pair.right, value);
        return nextLeft == Dfa.REJECT || nextRight == Dfa.REJECT ? Dfa.REJECT : number(new Pair(nextLeft, nextRight));
    }

    private int number(Pair pair) {
        int fresh = pairs.size();
        int number = numbers.computeIfAbsent(pair, key -> fresh);
        if (number == fresh) {
            pairs.add(pair);
        }
        return number;
    }
}
