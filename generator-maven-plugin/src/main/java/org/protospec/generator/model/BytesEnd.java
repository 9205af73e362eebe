package org.protospec.generator.model;

import java.util.List;
import java.util.OptionalInt;

/** Where plain bytes end. */
public sealed interface BytesEnd {

    /** After a number of bytes; a negative number at run time is a parse error. */
    record Count(Expr count) implements BytesEnd {}

    /** With the window or the direction. */
    record ToEnd() implements BytesEnd {}

    /**
     * At a delimiter.
     *
     * @param tokens the delimiters: of those that match at the first place where any does, the longest match counts
     * @param keep what becomes of it
     * @param atLineStart they count only at the start of the field or after a line end
     * @param orEnd the content may also end with the window or the direction
     * @param whenAnswered another delimiter that only counts if the other direction speaks right after it
     */
    record Until(List<Integer> tokens, Keep keep, boolean atLineStart, boolean orEnd, OptionalInt whenAnswered)
            implements BytesEnd {
        public Until {
            tokens = List.copyOf(tokens);
        }
    }

    /** What becomes of a delimiter. */
    enum Keep {
        /** Consumed, and not part of the value. */
        DROP,
        /** Consumed, and part of the value. */
        INCLUDE,
        /** Left for the next field. */
        LEAVE
    }
}
