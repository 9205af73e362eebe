package org.protospec.generator.resolve;

import java.util.Optional;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.source.Span;

/** The place within a byte that the items of a message have come to, and what may begin or end there. */
final class BitPlace {
    private final Symbols symbols;
    private final FieldTypes types;
    private BitOrder order;

    /** How many bits of a byte are read at the present place. */
    private int bits;

    BitPlace(Symbols symbols, FieldTypes types, BitOrder order) {
        this.symbols = symbols;
        this.types = types;
        this.order = order;
    }

    /** The order of the bits of a field that begins here. */
    BitOrder order() {
        return order == BitOrder.LSB && bits != 0 ? BitOrder.ALL_LSB : order;
    }

    /** A block of bits begins, for which an order may be written; gives the one around it. */
    BitOrder enter(Optional<Name> written) {
        BitOrder outer = order;
        order = written.map(word -> symbols.bitOrder(word) == BitOrder.LSB ? BitOrder.ALL_LSB : BitOrder.MSB)
                .orElse(outer == BitOrder.LSB ? BitOrder.ALL_LSB : outer);
        return outer;
    }

    /** A block of bits ends. */
    void leave(BitOrder outer) {
        order = outer;
    }

    /** Whether a field may stand in a block of bits. */
    boolean isBits(Field field) {
        boolean whole = types.bits(field.encoding()) == 0 && !(field.encoding() instanceof FieldType.ErrorField);
        return !whole && field.condition().isEmpty();
    }

    /** Follows the bits: only what is read bit by bit may start within a byte. */
    void follow(Field field, boolean ordered) {
        FieldType type = field.encoding();
        int width = types.bits(type);
        boolean little = (type instanceof FieldType.IntField i && i.order() == ByteOrder.LITTLE)
                || (type instanceof FieldType.EnumField e && e.order() == ByteOrder.LITTLE);
        String what = field.label().map(n -> "\"" + n + "\"").orElse("this field");
        if (type instanceof FieldType.ErrorField) {
            bits = 0;
            return;
        }
        boolean wholeBytes = order == BitOrder.MSB ? little : ordered;
        if (width == 0 || wholeBytes || field.condition().isPresent()) {
            aligned(what, field.span());
        }
        bits = (bits + width) % Byte.SIZE;
        if (field.condition().isPresent()) {
            wholeBytes(what, field.span());
        }
    }

    /** Sees to it that what begins here begins a byte. */
    void aligned(String what, Span span) {
        if (bits != 0) {
            symbols.report(DiagnosticKind.NOT_ALIGNED, span, what, bitCount());
            bits = 0;
        }
    }

    /** Sees to it that what ends here ends a byte. */
    void wholeBytes(String what, Span span) {
        if (bits != 0) {
            symbols.report(DiagnosticKind.ENDS_IN_BYTE, span, what, bitCount());
            bits = 0;
        }
    }

    private String bitCount() {
        return bits == 1 ? "1 bit" : bits + " bits";
    }
}
