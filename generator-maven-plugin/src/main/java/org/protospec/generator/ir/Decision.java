package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.check.Beginnings;
import org.protospec.generator.regex.Dfa;
import org.protospec.generator.regex.DfaResult;

/**
 * Which of several things the next bytes begin: the one with the longest match.
 *
 * @param dfa its tokens are the indexes of the things
 * @param most most bytes that are looked at
 * @param words what people call the things, in order
 */
public record Decision(Dfa dfa, int most, List<String> words) {

    private static final int MOST_WORDS = 8;

    public Decision {
        words = List.copyOf(words);
    }

    /** The decision between things, of each of which everything is known that it can begin with. */
    static Decision between(List<Beginnings.Found> things) {
        List<Dfa> automata = new ArrayList<>();
        List<String> words = new ArrayList<>();
        long most = 0;
        for (Beginnings.Found thing : things) {
            automata.add(built(thing.automaton()));
            thing.beginnings().forEach(each -> words.add(each.words()));
            most = Math.max(most, thing.most());
        }
        return new Decision(
                automata.size() == 1 ? automata.get(0) : built(Dfa.union(automata)),
                (int) Math.min(most, Integer.MAX_VALUE / 4),
                words.stream().distinct().toList());
    }

    private static Dfa built(DfaResult result) {
        if (result instanceof DfaResult.Built built) {
            return built.dfa();
        }
        throw new IllegalStateException("an automaton that the checks let pass is too large");
    }

    /** As {@code GET, POST or HEAD}. */
    public String text() {
        if (words.size() > MOST_WORDS) {
            int left = words.size() - MOST_WORDS + 1;
            return String.join(", ", words.subList(0, MOST_WORDS - 1)) + " or one of " + left + " more";
        }
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
