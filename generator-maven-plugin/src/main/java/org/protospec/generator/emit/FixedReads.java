package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.EnumField;
import org.protospec.generator.model.FieldType.FlagField;
import org.protospec.generator.model.FieldType.FloatField;
import org.protospec.generator.model.FieldType.IntField;
import org.protospec.generator.model.Spec;
import org.protospec.runtime.bytes.Octets;

/** Writes the reads of fields of fixed size at their place in a run. */
final class FixedReads {
    private final Spec spec;
    private final SpecNames names;

    FixedReads(Spec spec, SpecNames names) {
        this.spec = spec;
        this.names = names;
    }

    static boolean isLittle(FieldType type) {
        return type instanceof IntField number && number.order() == ByteOrder.LITTLE
                || type instanceof FlagField flag && flag.order() == ByteOrder.LITTLE
                || type instanceof EnumField value && value.order() == ByteOrder.LITTLE
                || type instanceof FloatField real && real.order() == ByteOrder.LITTLE;
    }

    /** The value of a field in a run that begins at the variable {@code run}. */
    CodeBlock read(Field field, MessageIr.Slot slot, String run) {
        FieldType type = field.encoding();
        int bits = slot.bits();
        CodeBlock at = slot.bit() < 8 ? CodeBlock.of("at($L)", run) : CodeBlock.of("at($L + $L)", run, slot.bit() / 8);
        if (type instanceof FlagField) {
            int mask = isLittle(type) ? 1 << slot.bit() % 8 : 0x80 >>> slot.bit() % 8;
            return CodeBlock.of("($T.u8(octets(), $L) & 0x$L) != 0", Octets.class, at, Integer.toHexString(mask));
        }
        boolean little = isLittle(type);
        if (type instanceof FloatField) {
            CodeBlock raw = whole(at, bits, little);
            return bits == 32
                    ? CodeBlock.of("$T.intBitsToFloat((int) $L)", Float.class, raw)
                    : CodeBlock.of("$T.longBitsToDouble($L)", Double.class, raw);
        }
        boolean signed = type instanceof IntField number && number.signed()
                || type instanceof EnumField value
                        && spec.enums().get(value.enumId()).signed();
        boolean isLong = bits > 32 || bits == 32 && !signed || type instanceof EnumField || isEnum(field);
        boolean aligned = slot.bit() % 8 == 0 && bits % 8 == 0;
        CodeBlock value = aligned ? whole(at, bits, little) : little ? lowFirst(at, slot) : partial(at, slot);
        boolean readsLong = aligned ? bits > 24 : !inOneOctet(slot);
        if (signed && bits < 64) {
            value = CodeBlock.of("$T.signed($L, $L)", Octets.class, value, bits);
            readsLong = true;
        }
        value = readsLong && !isLong ? CodeBlock.of("(int) $L", value) : value;
        return field.conversion().orElse(null) instanceof Conversion.Scale scale ? times(value, scale) : value;
    }

    private static CodeBlock times(CodeBlock value, Conversion.Scale scale) {
        String suffix = scale.type().fitsInt() ? "" : "L";
        return CodeBlock.of("($L) * $L$L", value, scale.factor(), suffix);
    }

    private static CodeBlock lowFirst(CodeBlock at, MessageIr.Slot slot) {
        int shift = slot.bit() % 8;
        if (!inOneOctet(slot)) {
            return CodeBlock.of("$T.bitsLe(octets(), $L, $L, $L)", Octets.class, at, shift, slot.bits());
        }
        String mask = Integer.toHexString((1 << slot.bits()) - 1);
        return shift == 0
                ? CodeBlock.of("$T.u8(octets(), $L) & 0x$L", Octets.class, at, mask)
                : CodeBlock.of("$T.u8(octets(), $L) >>> $L & 0x$L", Octets.class, at, shift, mask);
    }

    private static boolean isEnum(Field field) {
        return field.type().present() instanceof org.protospec.generator.model.Type.EnumType;
    }

    private static boolean inOneOctet(MessageIr.Slot slot) {
        return slot.bit() % 8 + slot.bits() <= 8;
    }

    private static CodeBlock whole(CodeBlock at, int bits, boolean little) {
        String suffix = little && bits > 8 ? "le" : "";
        switch (bits) {
            case 8, 16, 24, 32, 64:
                return CodeBlock.of("$T.u$L$L(octets(), $L)", Octets.class, bits, suffix, at);
            default:
                return CodeBlock.of(
                        "$T.$L(octets(), $L, $L)", Octets.class, little ? "numberLe" : "number", at, bits / 8);
        }
    }

    private static CodeBlock partial(CodeBlock at, MessageIr.Slot slot) {
        int shift = 8 - slot.bit() % 8 - slot.bits();
        if (!inOneOctet(slot)) {
            return CodeBlock.of("$T.bits(octets(), $L, $L, $L)", Octets.class, at, slot.bit() % 8, slot.bits());
        }
        int mask = (1 << slot.bits()) - 1;
        if (slot.bit() % 8 == 0) {
            return CodeBlock.of("$T.u8(octets(), $L) >>> $L", Octets.class, at, shift);
        }
        return shift == 0
                ? CodeBlock.of("$T.u8(octets(), $L) & 0x$L", Octets.class, at, Integer.toHexString(mask))
                : CodeBlock.of("$T.u8(octets(), $L) >>> $L & 0x$L", Octets.class, at, shift, Integer.toHexString(mask));
    }

    /** Hands the value, read by its accessor, to a visitor. */
    CodeBlock visit(Field field, String accessor) {
        String name = field.name().orElse("");
        if (field.encoding() instanceof FieldType.AddressField address) {
            return Visits.address(name, address.kind(), CodeBlock.of("$L()", accessor));
        }
        return Visits.statement(names, name, field.type(), CodeBlock.of("$L()", accessor));
    }
}
