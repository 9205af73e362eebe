package org.protospec.generator.ir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.protospec.generator.check.TokenAutomata;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.Dfa;
import org.protospec.generator.regex.DfaResult;
import org.protospec.generator.regex.GroupProgram;
import org.protospec.generator.regex.LetterCase;
import org.protospec.generator.regex.Regex;
import org.protospec.generator.regex.RegexResult;

/** The automata of a spec's tokens, by token id. The checks have seen to it that there is one for each. */
public final class Automata {
    private final List<TokenDef> tokens;

    private Automata(List<TokenDef> tokens) {
        this.tokens = tokens;
    }

    /** The automata of a spec without errors. */
    public static Automata of(Spec spec) {
        return new Automata(spec.tokens());
    }

    /** The automaton of a token. */
    public Dfa token(int id) {
        return dfa(regex(tokens.get(id)));
    }

    /** The program that finds the named groups of a token. */
    public GroupProgram groups(int id) {
        return GroupProgram.of(regex(tokens.get(id)));
    }

    /** The automaton of any of several tokens behind a given text. */
    public Dfa behind(String lead, List<Integer> ids) {
        Regex any = Regex.choice(ids.stream().map(id -> regex(tokens.get(id))).toList());
        return dfa(
                Regex.sequence(List.of(Regex.literal(lead.getBytes(StandardCharsets.UTF_8), LetterCase.EXACT), any)));
    }

    private static Dfa dfa(Regex regex) {
        if (Dfa.of(regex) instanceof DfaResult.Built built) {
            return built.dfa();
        }
        throw new IllegalStateException("an automaton that the checks let pass is too large");
    }

    private static Regex regex(TokenDef token) {
        if (TokenAutomata.regex(token) instanceof RegexResult.Parsed parsed) {
            return parsed.regex();
        }
        throw new IllegalStateException("a pattern that the checks let pass is malformed: " + token.displayName());
    }
}
