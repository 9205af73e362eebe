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

    /** Text in a character set to UTF-8; what is no character there becomes U+FFFD. */
    record ToText(Charset charset) implements Conversion {}

    /** The character sets that are known. */
    enum Charset {
        US_ASCII("us-ascii"),
        ISO_8859_1("iso-8859-1"),
        ISO_8859_15("iso-8859-15"),
        WINDOWS_1252("windows-1252"),
        UTF_8("utf-8"),
        UTF_16("utf-16"),
        UTF_16LE("utf-16le"),
        UTF_16BE("utf-16be");

        /** Most bytes of UTF-8 that one byte can become: those of U+FFFD. */
        public static final int MOST_BYTES = 3;

        private final String label;

        Charset(String label) {
            this.label = label;
        }

        /** Its name in specs, which is that of the IANA registry in lower case. */
        public String label() {
            return label;
        }
    }

    /** An integer times a constant, as in a length that counts words of four bytes. */
    record Scale(BigInteger factor, Type.IntType type) implements Conversion {}

    /**
     * What was read to the value of a function that is written in Java. The field itself has no name then: what its name stands for is
     * the computed value.
     *
     * @param function its name
     * @param name the name that the field was given
     * @param let index in {@link MessageDef#lets()} of the value
     */
    record Call(String function, String name, int let) implements Conversion {}

    /** An integer to an enum. */
    record ToEnum(int enumId) implements Conversion {}
}
