package org.protospec.generator.regex;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A source of patterns, and of texts they may match; in notation that {@code java.util.regex} reads the same way. */
final class RandomPatterns {

    private static final String[] ATOMS = {
        "a", "b", "c", "A", "1", "_", "\\n", "\\.", "\\x80", "\\xff", ".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", " "
    };
    private static final String[] MEMBERS = {
        "a", "b", "c", "a-c", "A-B", "0-9", "\\d", "\\W", "\\s", "\\n", "\\x80-\\xff", "_", "\\-", "\\]", "."
    };
    private static final String[] QUANTIFIERS = {"*", "+", "?", "{2}", "{0}", "{1,}", "{0,2}", "{1,3}"};
    private static final String TEXT = "aabbccA1_\n. -]\u0080\u00ff";

    private final Random random;

    RandomPatterns(long seed) {
        this.random = new Random(seed);
    }

    /** A pattern whose automaton is small; few are not, but those grow beyond all limits. */
    String pattern() {
        while (true) {
            String pattern = choice(2);
            if (Dfa.of(Patterns.regex(pattern), 300) instanceof DfaResult.Built) {
                return pattern;
            }
        }
    }

    byte[] text() {
        return Patterns.latin1(IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> String.valueOf(TEXT.charAt(random.nextInt(TEXT.length()))))
                .collect(Collectors.joining()));
    }

    private String choice(int depth) {
        return IntStream.range(0, random.nextInt(3) == 0 ? 2 : 1)
                .mapToObj(i -> sequence(depth))
                .collect(Collectors.joining("|"));
    }

    private String sequence(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> atom(depth) + (random.nextInt(3) == 0 ? one(QUANTIFIERS) : ""))
                .collect(Collectors.joining());
    }

    private String atom(int depth) {
        int kind = random.nextInt(depth > 0 ? 5 : 3);
        if (kind > 2) {
            return (kind == 3 ? "(" : "(?:") + choice(depth - 1) + ")";
        }
        return kind == 2 ? set() : one(ATOMS);
    }

    private String set() {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> one(MEMBERS))
                .collect(Collectors.joining("", random.nextInt(3) == 0 ? "[^" : "[", "]"));
    }

    private String one(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
