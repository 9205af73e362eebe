package org.protospec.generator.model;

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
     * @param token what the delimiter is
     * @param keep what becomes of it
     * @param atLineStart it counts only at the start of the field or after a line end
     * @param whenAnswered another delimiter that only counts if the other direction speaks right after it
     */
    record Until(int token, Keep keep, boolean atLineStart, OptionalInt whenAnswered) implements BytesEnd {}

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
