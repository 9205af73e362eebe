package org.protospec.generator.regex;

import java.util.Locale;

/** The words for an automaton that was given up. */
final class Limits {

    private static final String HELP =
            "counted repetitions multiply each other, and states double with each count after text that may also be"
                    + " their start; use smaller counts, or several fields instead of one pattern";

    private Limits() {}

    static DfaResult.TooLarge states(int limit) {
        return new DfaResult.TooLarge(
                String.format(Locale.ROOT, "its automaton needs more than %,d states", limit), HELP);
    }

    static DfaResult.TooLarge work() {
        return new DfaResult.TooLarge("its automaton takes too much work to build", HELP);
    }
}
