package org.protospec.generator.regex;

/** What became of the making of an automaton: the automaton, or word that it grows too large. */
public sealed interface DfaResult {

    /** The automaton. */
    record Built(Dfa dfa) implements DfaResult {}

    /**
     * A limit was reached.
     *
     * @param message what is wrong, for {@code error:}
     * @param help how to mend it, for {@code help:}
     */
    record TooLarge(String message, String help) implements DfaResult {}
}
