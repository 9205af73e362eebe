package org.protospec.generator.ast;

import org.protospec.generator.source.Span;

/**
 * A regular expression or a literal text that bytes are matched with.
 *
 * @param span the literal with its delimiters, and the word behind it that makes letters alike
 * @param form what {@code text} is
 * @param text of a regex what stands between the slashes, unchanged; of a literal its text without escapes
 * @param textSpan the literal without what follows it, with its delimiters
 */
public record PatternNode(Span span, Form form, String text, Span textSpan, boolean ignoreCase) implements Node {

    /** The two ways to write a pattern. */
    public enum Form {
        /** {@code /regex/}. */
        REGEX,
        /** {@code "literal"}. */
        LITERAL
    }
}
