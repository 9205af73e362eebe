package org.protospec.generator.regex;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The shortest and the longest way through an automaton. */
final class DfaLengths {

    /** The best readable bytes first. */
    private static final List<ByteSet> READABLE = List.of(
            ByteSet.range('a', 'z'),
            ByteSet.range('A', 'Z'),
            ByteSet.DIGITS,
            ByteSet.range('!', '~'),
            ByteSet.of(' '),
            ByteSet.ALL);

    private DfaLengths() {}

    /**
     * Walks breadth-first, the best readable byte first: the first accepting state met is on a shortest way, and of those
     * on the first one in that order.
     */
    static Optional<byte[]> shortestMatch(Dfa dfa) {
        byte[][] way = new byte[dfa.size()][];
        Deque<Integer> pending = new ArrayDeque<>();
        way[0] = new byte[0];
        pending.add(0);
        while (!pending.isEmpty()) {
            int state = pending.remove();
            if (dfa.accepting(state)) {
                return Optional.of(way[state]);
            }
            dfa.edges(state).stream()
                    .filter(edge -> way[edge.target()] == null)
                    .sorted(Comparator.comparingInt(edge -> rank(edge.bytes())))
                    .forEach(edge -> {
                        way[edge.target()] = append(way[state], best(edge.bytes()));
                        pending.add(edge.target());
                    });
        }
        return Optional.empty();
    }

    /** The order of a set by its best readable byte. */
    private static int rank(ByteSet set) {
        int group = 0;
        while (set.intersect(READABLE.get(group)).isEmpty()) {
            group++;
        }
        return group << 8 | best(set);
    }

    private static int best(ByteSet set) {
        for (ByteSet group : READABLE) {
            int best = set.intersect(group).next(0);
            if (best >= 0) {
                return best;
            }
        }
        throw new IllegalArgumentException("an edge without bytes");
    }

    private static byte[] append(byte[] way, int value) {
        byte[] longer = Arrays.copyOf(way, way.length + 1);
        longer[way.length] = (byte) value;
        return longer;
    }

    /** Takes states off in topological order; on a cycle, which always lies on a way to a match, this stops short. */
    static OptionalInt maxLength(Dfa dfa) {
        int[] incoming = new int[dfa.size()];
        for (int state = 0; state < dfa.size(); state++) {
            dfa.edges(state).forEach(edge -> incoming[edge.target()]++);
        }
        if (incoming[0] > 0) {
            return OptionalInt.empty();
        }
        int[] longest = new int[dfa.size()];
        IntList ready = new IntList();
        ready.add(0);
        int done = 0;
        int max = 0;
        while (ready.size() > 0) {
            int state = ready.removeLast();
            done++;
            max = Math.max(max, longest[state]);
            for (Dfa.Edge edge : dfa.edges(state)) {
                longest[edge.target()] = Math.max(longest[edge.target()], longest[state] + 1);
                if (--incoming[edge.target()] == 0) {
                    ready.add(edge.target());
                }
            }
        }
        return done == dfa.size() ? OptionalInt.of(max) : OptionalInt.empty();
    }
}
