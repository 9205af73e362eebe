package org.protospec.generator.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.Dfa;
import org.protospec.generator.regex.DfaResult;
import org.protospec.generator.regex.LetterCase;
import org.protospec.generator.regex.Regex;
import org.protospec.generator.regex.RegexParser;
import org.protospec.generator.regex.RegexResult;

/** The automata of a spec's tokens, and what is wrong with those that have none. */
public final class TokenAutomata {

    /** What became of a token. */
    public sealed interface Outcome {

        /** Its automaton. */
        record Made(Dfa dfa) implements Outcome {}

        /** Its pattern is malformed. */
        record Malformed(RegexResult.Malformed mistake) implements Outcome {}

        /** Its automaton is too large. */
        record TooLarge(DfaResult.TooLarge reason) implements Outcome {}
    }

    private final List<Outcome> outcomes;

    private TokenAutomata(List<Outcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    /** Makes the automata of all tokens, in the order of their ids. */
    public static TokenAutomata of(Spec spec) {
        List<Outcome> outcomes = new ArrayList<>();
        spec.tokens().forEach(token -> outcomes.add(make(token)));
        return new TokenAutomata(outcomes);
    }

    /** What became of the token of this id. */
    public Outcome outcome(int token) {
        return outcomes.get(token);
    }

    /** The automaton of the token of this id, if it has one; a token that could not be resolved, -1, has none. */
    public Optional<Dfa> dfa(int token) {
        return token >= 0 && outcomes.get(token) instanceof Outcome.Made made
                ? Optional.of(made.dfa())
                : Optional.empty();
    }

    /** Whether the token is known to match the empty string. */
    boolean acceptsEmpty(int token) {
        return dfa(token).filter(Dfa::acceptsEmpty).isPresent();
    }

    /** Makes the automaton of one token. */
    private static Outcome make(TokenDef token) {
        RegexResult parsed = regex(token);
        if (parsed instanceof RegexResult.Malformed malformed) {
            return new Outcome.Malformed(malformed);
        }
        DfaResult result = Dfa.of(((RegexResult.Parsed) parsed).regex());
        return result instanceof DfaResult.Built built
                ? new Outcome.Made(built.dfa())
                : new Outcome.TooLarge((DfaResult.TooLarge) result);
    }

    /** The regular expression that a token stands for. */
    public static RegexResult regex(TokenDef token) {
        LetterCase letterCase = token.ignoreCase() ? LetterCase.IGNORED : LetterCase.EXACT;
        return token.form() == TokenDef.Form.LITERAL
                ? new RegexResult.Parsed(Regex.literal(token.text().getBytes(StandardCharsets.UTF_8), letterCase), 0)
                : RegexParser.parse(token.text(), letterCase);
    }
}
