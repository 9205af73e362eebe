package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The minimal deterministic automaton of a language of byte strings, immutable.
 *
 * <p>States are numbered from 0, the start, in the order of a breadth-first walk that takes bytes in ascending order, so
 * that equal languages have equal automata. A byte without an edge is a rejection; every state but the start of the empty
 * language lies on a way to a match. An automaton of several tokens says for every accepting state which of them end
 * there; one of a single expression accepts token 0.
 */
public final class Dfa {

    /**
     * A way from one state to another.
     *
     * @param bytes not empty, and disjoint from the other edges of the state
     */
    public record Edge(ByteSet bytes, int target) {}

    /** The edges of a state by their lowest byte, one a target, and the tokens that end there, ascending. */
    record State(List<Edge> edges, List<Integer> tokens) {}

    /** States that an automaton may have before it is minimised, unless the caller says otherwise. */
    public static final int STATE_LIMIT = 4_000;

    /** What {@link #next} gives where no edge is. */
    public static final int REJECT = -1;

    private final List<State> states;
    private final ByteClasses classes;
    private final int[][] next;

    Dfa(List<State> states) {
        this.states = List.copyOf(states);
        this.classes = ByteClasses.of(states.stream()
                .flatMap(state -> state.edges().stream())
                .map(Edge::bytes)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        this.next = this.states.stream().map(this::row).toArray(int[][]::new);
    }

    private int[] row(State state) {
        int[] row = new int[classes.count()];
        Arrays.fill(row, REJECT);
        for (Edge edge : state.edges()) {
            for (int c : classes.within(edge.bytes())) {
                row[c] = edge.target();
            }
        }
        return row;
    }

    /** The automaton of an expression, of {@link #STATE_LIMIT} states at most. */
    public static DfaResult of(Regex regex) {
        return of(regex, STATE_LIMIT);
    }

    /** The automaton of an expression, of at most {@code stateLimit} states before it is minimised. */
    public static DfaResult of(Regex regex, int stateLimit) {
        return Nfa.size(regex) > Nfa.NODE_LIMIT
                ? Limits.work()
                : SubsetConstruction.determinize(Nfa.of(regex), stateLimit);
    }

    /**
     * The automaton that accepts what any of the given ones does. Its tokens are their indexes in the list; a state with
     * several is reached by a text that they all match.
     */
    public static DfaResult union(List<Dfa> tokens) {
        return SubsetConstruction.determinize(Nfa.union(tokens), STATE_LIMIT);
    }

    /** The automaton that accepts, as token 0, what both accept as whatever token. */
    public DfaResult intersect(Dfa other) {
        return Product.of(this, other);
    }

    /** The automaton of those matches of which no shorter match is a beginning: what is certain is not read on. */
    public Dfa shortestMatches() {
        Table table = new Table(classes, new ArrayList<>(), new ArrayList<>());
        for (int state = 0; state < size(); state++) {
            int[] row = next[state].clone();
            if (accepting(state)) {
                Arrays.fill(row, REJECT);
            }
            table.next().add(row);
            table.tokens().add(tokens(state));
        }
        return Minimizer.minimize(table);
    }

    /** The number of states, at least 1. */
    public int size() {
        return states.size();
    }

    /** Whether a match may end in this state. */
    public boolean accepting(int state) {
        return !tokens(state).isEmpty();
    }

    /** The tokens whose match may end in this state, ascending; none if it is not accepting. */
    public List<Integer> tokens(int state) {
        return states.get(state).tokens();
    }

    /** The ways out of a state, one for each state they lead to, ordered by their lowest byte. */
    public List<Edge> edges(int state) {
        return states.get(state).edges();
    }

    /** Whether a longer match may follow from this state; if not, an accepting state need not wait for another byte. */
    public boolean extendable(int state) {
        return !edges(state).isEmpty();
    }

    /** The state that a byte, 0 to 255, leads to, or {@link #REJECT}. */
    public int next(int state, int value) {
        return next[state][classes.classOf(value)];
    }

    /**
     * The coarsest partition of all 256 bytes into sets whose members no state tells apart, ordered by their lowest byte.
     */
    public List<ByteSet> byteClasses() {
        return classes.sets();
    }

    /** The bytes that a match that is not empty can begin with. */
    public ByteSet firstBytes() {
        return edges(0).stream().map(Edge::bytes).reduce(ByteSet.EMPTY, ByteSet::union);
    }

    /** Whether the empty string is a match. */
    public boolean acceptsEmpty() {
        return accepting(0);
    }

    /** Whether nothing at all is a match. */
    public boolean isEmptyLanguage() {
        return !accepting(0) && !extendable(0);
    }

    /**
     * A match of the fewest bytes, absent if the language is empty. Among those it is the one that reads best: letters and
     * digits are preferred to other printable characters, and these to the rest.
     */
    public Optional<byte[]> shortestMatch() {
        return DfaLengths.shortestMatch(this);
    }

    /** The length in bytes of the shortest match; 0 if the language is empty. */
    public int minLength() {
        return shortestMatch().map(match -> match.length).orElse(0);
    }

    /** The length in bytes of the longest match, absent if there is no bound; 0 if the language is empty. */
    public OptionalInt maxLength() {
        return DfaLengths.maxLength(this);
    }

    /** The only match, if there is only one. */
    public Optional<byte[]> literal() {
        for (int state = 0; state < size(); state++) {
            List<Edge> edges = edges(state);
            boolean last = accepting(state) && edges.isEmpty();
            boolean inner = !accepting(state)
                    && edges.size() == 1
                    && edges.get(0).bytes().size() == 1;
            // Minimal and free of dead states, it is a chain with one end or has a second way somewhere.
            if (!last && !inner) {
                return Optional.empty();
            }
        }
        return shortestMatch();
    }

    /**
     * The length of the longest match that begins at {@code from} and ends at {@code to} at the latest, or -1 if there is
     * none: the reference for what generated code must do.
     */
    public int matchLength(byte[] bytes, int from, int to) {
        int longest = accepting(0) ? 0 : -1;
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next(state, bytes[i] & 0xff);
            if (state == REJECT) {
                break;
            }
            if (accepting(state)) {
                longest = i + 1 - from;
            }
        }
        return longest;
    }

    /** Whether the other automaton accepts the same strings as the same tokens. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Dfa that && states.equals(that.states);
    }

    @Override
    public int hashCode() {
        return states.hashCode();
    }

    /** The states, one a line, as {@code 0: [0-9]->1 [a-z]->2} and {@code 1 accepts [0]:}. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (int state = 0; state < size(); state++) {
            String accepts = accepting(state) ? " accepts " + tokens(state) : "";
            lines.add(edges(state).stream()
                    .map(edge -> " " + edge.bytes() + "->" + edge.target())
                    .collect(Collectors.joining("", state + accepts + ":", "\n")));
        }
        return String.join("", lines);
    }
}
