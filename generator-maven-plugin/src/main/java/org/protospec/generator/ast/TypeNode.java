package org.protospec.generator.ast;

import java.util.List;
import java.util.Set;
import org.protospec.generator.source.Span;

/** The type of a field, as written. */
public sealed interface TypeNode extends Node {

    /** {@code u16}, a token, an enum, or {@code M(args)}. */
    record NamedType(Span span, Name name, List<ExprNode> arguments) implements TypeNode {
        public NamedType {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code /regex/} or {@code "literal"}. */
    record PatternType(Span span, PatternNode pattern) implements TypeNode {}

    /** {@code { items }}. */
    record InlineType(Span span, List<ItemNode> items) implements TypeNode {
        public InlineType {
            items = List.copyOf(items);
        }
    }

    /** {@code bytes[e]}. */
    record CountedBytes(Span span, ExprNode count) implements TypeNode {}

    /** {@code bytes to end}. */
    record BytesToEnd(Span span) implements TypeNode {}

    /**
     * {@code bytes until D}, {@code bytes before D}.
     *
     * @param options {@code at line_start}, {@code or end}
     */
    record DelimitedBytes(
            Span span,
            Keep keep,
            List<DelimiterNode> delimiters,
            Set<DelimiterOption> options,
            List<DelimiterNode> whenAnswered)
            implements TypeNode {
        public DelimitedBytes {
            delimiters = List.copyOf(delimiters);
            options = Set.copyOf(options);
            whenAnswered = List.copyOf(whenAnswered);
        }
    }

    /** What else is said of delimiters. */
    enum DelimiterOption {
        /** They count only at the start of a line. */
        AT_LINE_START,
        /** The content may also end without any. */
        OR_END
    }

    /** What becomes of the delimiter. */
    enum Keep {
        /** Read, and not part of the value. */
        DROP,
        /** Read, and part of the value ({@code inclusive}). */
        INCLUDE,
        /** Left for the next field ({@code before}). */
        LEAVE
    }

    /** A delimiter: a pattern of its own or a token's name. */
    sealed interface DelimiterNode extends Node {}

    /** A delimiter written in place. */
    record PatternDelimiter(Span span, PatternNode pattern) implements DelimiterNode {}

    /** A delimiter that is a token. */
    record NamedDelimiter(Span span, Name name) implements DelimiterNode {}

    /** {@code T[e]}. */
    record CountedArray(Span span, TypeNode element, ExprNode count) implements TypeNode {}

    /** {@code T[] until e}. */
    record ArrayUntil(Span span, TypeNode element, ExprNode condition) implements TypeNode {}

    /** {@code T[] while e}. */
    record ArrayWhile(Span span, TypeNode element, ExprNode condition) implements TypeNode {}

    /** {@code T[]}. */
    record ArrayByLookAhead(Span span, TypeNode element) implements TypeNode {}

    /** {@code T[] to end}. */
    record ArrayToEnd(Span span, TypeNode element) implements TypeNode {}
}
