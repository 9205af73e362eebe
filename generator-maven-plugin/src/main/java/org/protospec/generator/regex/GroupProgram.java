package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An expression as a program that tells where in a match its named groups lie: one thread a way through the expression, all of
 * them in step with the bytes (R. Pike's way). Of several ways the one is taken in which what comes first takes as much as it
 * can.
 *
 * @param code the nodes, the first one first: for each its kind and operands, see the constants
 * @param sets the bytes that reading nodes take, 64 hexadecimal digits each, byte 0 in the lowest bit of the first 16 digits
 * @param groups number of named groups, in the order of their opening parentheses
 * @param size number of nodes
 */
public record GroupProgram(List<Integer> code, String sets, int groups, int size) {

    /** The match ends. */
    private static final int ACCEPT = 0;

    /** Followed by the number of a set and the next node. */
    private static final int READ = 1;

    /** Followed by the number of next nodes and these, the preferred one first. */
    private static final int FORK = 2;

    /** Followed by twice the number of the group, plus one at its end, and the next node. */
    private static final int MARK = 3;

    /** A program of more nodes would take too long for each byte. */
    public static final int SIZE_LIMIT = 1_000;

    /** The names of an expression's groups, in the order of their opening parentheses. */
    public static List<String> names(Regex regex) {
        List<String> names = new ArrayList<>();
        collect(regex, names);
        return names;
    }

    private static void collect(Regex regex, List<String> names) {
        if (regex instanceof Regex.Named named) {
            names.add(named.name());
            collect(named.body(), names);
        } else if (regex instanceof Regex.Group group) {
            collect(group.body(), names);
        } else if (regex instanceof Regex.Repeat repeat) {
            collect(repeat.body(), names);
        } else if (regex instanceof Regex.Sequence sequence) {
            sequence.parts().forEach(part -> collect(part, names));
        } else if (regex instanceof Regex.Choice choice) {
            choice.options().forEach(option -> collect(option, names));
        }
    }

    /** Whether an expression makes a program of a size that can be run. */
    public static boolean fits(Regex regex) {
        return Nfa.size(regex) <= SIZE_LIMIT;
    }

    /** The program of an expression that fits. */
    public static GroupProgram of(Regex regex) {
        List<String> names = names(regex);
        Nfa nfa = Nfa.marked(regex, names);
        StringBuilder sets = new StringBuilder();
        List<ByteSet> known = new ArrayList<>();
        // The nodes are built from the end, and told from the start; their places are known once their lengths are.
        int[] places = new int[nfa.size() + 1];
        for (int i = nfa.size() - 1; i > 0; i--) {
            places[i - 1] = places[i] + length(nfa.node(i));
        }
        List<Integer> code = new ArrayList<>();
        for (int i = nfa.size() - 1; i >= 0; i--) {
            Nfa.Node node = nfa.node(i);
            if (node instanceof Nfa.Read read) {
                if (!known.contains(read.set())) {
                    known.add(read.set());
                    append(sets, read.set());
                }
                code.addAll(List.of(READ, known.indexOf(read.set()), places[read.next()]));
            } else if (node instanceof Nfa.Mark mark) {
                code.addAll(List.of(MARK, mark.slot(), places[mark.next()]));
            } else if (node instanceof Nfa.Fork fork) {
                code.addAll(List.of(FORK, fork.next().size()));
                fork.next().forEach(next -> code.add(places[next]));
            } else {
                code.add(ACCEPT);
            }
        }
        return new GroupProgram(code, sets.toString(), names.size(), nfa.size());
    }

    private static int length(Nfa.Node node) {
        return node instanceof Nfa.Fork fork ? 2 + fork.next().size() : node instanceof Nfa.Accept ? 1 : 3;
    }

    private static void append(StringBuilder sets, ByteSet set) {
        for (int word = 0; word < 4; word++) {
            long bits = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                bits |= set.contains(Long.SIZE * word + bit) ? 1L << bit : 0;
            }
            sets.append(String.format(Locale.ROOT, "%016x", bits));
        }
    }
}
