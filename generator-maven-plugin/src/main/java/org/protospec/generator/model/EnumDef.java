package org.protospec.generator.model;

import java.math.BigInteger;
import java.util.List;
import org.protospec.generator.source.Span;

/**
 * Names for the values of an integer; values without a name exist and survive.
 *
 * @param id index in {@link Spec#enums()}
 * @param bits the width of a field of this type, 1 to 64
 * @param signed whether the integer is in two's complement
 */
public record EnumDef(int id, String name, String doc, Span span, int bits, boolean signed, List<Item> items) {

    public EnumDef {
        items = List.copyOf(items);
    }

    /** One named value; {@code index} is its place in {@link EnumDef#items()}. */
    public record Item(int index, String name, BigInteger value, String doc, Span span) {}
}
