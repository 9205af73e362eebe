package org.protospec.generator.regex;

import java.util.Optional;

/** What became of a pattern's text: an expression, or a mistake to show to its author. */
public sealed interface RegexResult {

    /**
     * A pattern that was understood.
     *
     * @param groups number of capturing groups in it, which are numbered from 1
     */
    record Parsed(Regex regex, int groups) implements RegexResult {}

    /**
     * The first mistake in a pattern.
     *
     * @param start offset in the pattern's text, in UTF-16 code units, of what to underline
     * @param end offset behind it; equal to {@code start} only where something is missing at the end
     * @param message what is wrong, for {@code error:}
     * @param help how to mend it, for {@code help:}
     */
    record Malformed(int start, int end, String message, Optional<String> help) implements RegexResult {}
}
