package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A nondeterministic automaton in the manner of K. Thompson, "Regular Expression Search Algorithm", CACM 11 (1968):
 * every node reads one byte, forks without reading, or accepts.
 */
final class Nfa {

    sealed interface Node {}

    /** Reads a byte of the set and goes on at {@code next}. */
    record Read(ByteSet set, int next) implements Node {}

    /** Goes on at all of {@code next} without reading. */
    record Fork(List<Integer> next) implements Node {}

    /** Goes on at {@code next} without reading; the start or the end of a named group is here. */
    record Mark(int slot, int next) implements Node {}

    /** The end of a match of the token with this index. */
    record Accept(int token) implements Node {}

    /** More nodes than this are not made: with every count spelled out, a pattern of a few bytes may need billions. */
    static final int NODE_LIMIT = 50_000;

    private final List<Node> nodes = new ArrayList<>();
    private final List<String> groups;
    private int start;

    private Nfa() {
        this(List.of());
    }

    private Nfa(List<String> groups) {
        this.groups = List.copyOf(groups);
    }

    /** The automaton of an expression with marks at the borders of its groups; its last node is where it starts. */
    static Nfa marked(Regex regex, List<String> groups) {
        Nfa nfa = new Nfa(groups);
        nfa.start = nfa.add(new Fork(List.of(nfa.add(regex, nfa.add(new Accept(0))))));
        return nfa;
    }

    /** The automaton of an expression, whose {@link #size} must be within the limit. */
    static Nfa of(Regex regex) {
        Nfa nfa = new Nfa();
        nfa.start = nfa.add(regex, nfa.add(new Accept(0)));
        return nfa;
    }

    /** The automaton that accepts what any of the given ones does, with its index as token. */
    static Nfa union(List<Dfa> alternatives) {
        Nfa nfa = new Nfa();
        List<Integer> starts = new ArrayList<>();
        for (int token = 0; token < alternatives.size(); token++) {
            starts.add(nfa.embed(alternatives.get(token), token));
        }
        nfa.start = nfa.add(new Fork(starts));
        return nfa;
    }

    /** The number of nodes of an expression's automaton at most, or a number above the limit if it is over it. */
    static int size(Regex regex) {
        if (regex instanceof Regex.Bytes) {
            return 1;
        } else if (regex instanceof Regex.Sequence sequence) {
            return size(sequence.parts());
        } else if (regex instanceof Regex.Choice choice) {
            return limited(1L + size(choice.options()));
        } else if (regex instanceof Regex.Group group) {
            return size(group.body());
        } else if (regex instanceof Regex.Named named) {
            return limited(2L + size(named.body()));
        }
        Regex.Repeat repeat = (Regex.Repeat) regex;
        long copies = repeat.max().isPresent() ? repeat.max().getAsInt() : repeat.min() + 1L;
        return limited(1 + copies * (size(repeat.body()) + 1L));
    }

    private static int size(List<Regex> parts) {
        long sum = 0;
        for (Regex part : parts) {
            sum = limited(sum + size(part));
        }
        return limited(sum);
    }

    private static int limited(long size) {
        return (int) Math.min(size, NODE_LIMIT + 1L);
    }

    int start() {
        return start;
    }

    int size() {
        return nodes.size();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** Adds the nodes of an expression, built from its end: {@code next} is where its match goes on. */
    private int add(Regex regex, int next) {
        if (regex instanceof Regex.Bytes bytes) {
            return add(new Read(bytes.set(), next));
        } else if (regex instanceof Regex.Sequence sequence) {
            int first = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                first = add(sequence.parts().get(i), first);
            }
            return first;
        } else if (regex instanceof Regex.Choice choice) {
            return add(new Fork(
                    choice.options().stream().map(option -> add(option, next)).toList()));
        } else if (regex instanceof Regex.Group group) {
            return add(group.body(), next);
        } else if (regex instanceof Regex.Named named) {
            int group = groups.indexOf(named.name());
            return group < 0
                    ? add(named.body(), next)
                    : add(new Mark(2 * group, add(named.body(), add(new Mark(2 * group + 1, next)))));
        }
        return repeat((Regex.Repeat) regex, next);
    }

    private int repeat(Regex.Repeat repeat, int next) {
        OptionalInt max = repeat.max();
        int first = max.isPresent()
                ? optional(repeat.body(), max.getAsInt() - repeat.min(), next)
                : loop(repeat.body(), next);
        for (int i = 0; i < repeat.min(); i++) {
            first = add(repeat.body(), first);
        }
        return first;
    }

    /** Nested as in {@code (a(a(a)?)?)?}, so that no two nodes wait for the same thing. */
    private int optional(Regex body, int times, int next) {
        int first = next;
        for (int i = 0; i < times; i++) {
            first = add(new Fork(List.of(add(body, first), next)));
        }
        return first;
    }

    private int loop(Regex body, int next) {
        int fork = add(new Fork(List.of()));
        nodes.set(fork, new Fork(List.of(add(body, fork), next)));
        return fork;
    }

    private int embed(Dfa dfa, int token) {
        int base = nodes.size();
        for (int state = 0; state < dfa.size(); state++) {
            add(new Fork(List.of()));
        }
        for (int state = 0; state < dfa.size(); state++) {
            List<Integer> next = new ArrayList<>();
            for (Dfa.Edge edge : dfa.edges(state)) {
                next.add(add(new Read(edge.bytes(), base + edge.target())));
            }
            if (dfa.accepting(state)) {
                next.add(add(new Accept(token)));
            }
            nodes.set(base + state, new Fork(List.copyOf(next)));
        }
        return base;
    }
}
