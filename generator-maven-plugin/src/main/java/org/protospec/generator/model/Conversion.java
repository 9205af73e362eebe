package org.protospec.generator.model;

import java.math.BigInteger;

/** How a field's value is made from what was read ({@code as}). */
public sealed interface Conversion {

    /**
     * Digits to a number; anything else is a parse error, as is a number out of the type's range.
     *
     * @param radix 2 to 36
     * @param type the range that the number must be in
     */
    record ToInt(int radix, Type.IntType type) implements Conversion {}

    /** ASCII letters to upper case. */
    record Upper() implements Conversion {}

    /** ASCII letters to lower case. */
    record Lower() implements Conversion {}

    /** An integer times a constant, as in a length that counts words of four bytes. */
    record Scale(BigInteger factor, Type.IntType type) implements Conversion {}

    /** An integer to an enum. */
    record ToEnum(int enumId) implements Conversion {}
}
