package org.protospec.generator.model;

import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/**
 * Bytes that are matched with a pattern: a declared token, or a pattern written in a field or as a delimiter.
 *
 * <p>Patterns written in place that are identical share one definition, and share that of a declared token without a
 * bound that is identical to them.
 *
 * @param id index in {@link Spec#tokens()}
 * @param name the declared name; absent for a pattern written in place
 * @param displayName what messages to people call it: the name, or the pattern as it was written
 * @param text of a regex what stands between the slashes, unchanged; of a literal its text without escapes
 * @param textSpan the pattern with its delimiters; the first character of a regex's {@code text} is at {@code start + 1}
 * @param max most bytes that a match may have, if the token itself bounds it; fields may bound it too
 * @param span the declaration, or the pattern
 */
public record TokenDef(
        int id,
        Optional<String> name,
        String displayName,
        String doc,
        Form form,
        String text,
        Span textSpan,
        boolean ignoreCase,
        OptionalLong max,
        Span span) {

    /** The two ways to write a pattern. */
    public enum Form {
        /** A regular expression. */
        REGEX,
        /** The bytes of a text in UTF-8. */
        LITERAL
    }
}
