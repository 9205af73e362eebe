package org.protospec.generator.model;

/** Where an array ends. In conditions, {@link Expr.ItRef} is the element just read. */
public sealed interface ArrayEnd {

    /** After a number of elements; a negative number at run time is a parse error. */
    record Count(Expr count) implements ArrayEnd {}

    /** After the first element for which the condition holds; it belongs to the array. */
    record Until(Expr condition) implements ArrayEnd {}

    /** After the first element for which the condition does not hold; it belongs to the array. */
    record While(Expr condition) implements ArrayEnd {}

    /** With the window or the direction. */
    record ToEnd() implements ArrayEnd {}

    /** Where the next bytes begin no further element, or where they begin what follows with a longer match. */
    record LookAhead() implements ArrayEnd {}
}
