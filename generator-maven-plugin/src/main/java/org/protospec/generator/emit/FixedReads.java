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

    /** What reads an octet, or several, of a run: the array and the index of the run's first octet. */
    private final String array;

    private final String index;

    private FixedReads(Spec spec, SpecNames names, String array, String index) {
        this.spec = spec;
        this.names = names;
        this.array = array;
        this.index = index;
    }

    /** Within a message, which knows where its bytes lie. */
    static FixedReads ofMessage(Spec spec, SpecNames names) {
        return new FixedReads(spec, names, "octets()", "at($L)");
    }

    /** Within a parser, where {@code bytes} hold the run. */
    static FixedReads ofBytes(Spec spec, SpecNames names) {
        return new FixedReads(spec, names, "bytes", "$L");
    }

    static boolean isLittle(FieldType type) {
        return type instanceof IntField number && number.order() == ByteOrder.LITTLE
                || type instanceof FlagField flag && flag.order() == ByteOrder.LITTLE
                || type instanceof EnumField value && value.order() == ByteOrder.LITTLE
                || type instanceof FloatField real && real.order() == ByteOrder.LITTLE;
    }

    /** The value of a field whose first octet is at {@code place}. */
    CodeBlock read(Field field, MessageIr.Slot slot, CodeBlock place) {
        FieldType type = field.encoding();
        int bits = slot.bits();
        CodeBlock at = CodeBlock.of(index, place);
        if (type instanceof FlagField) {
            int mask = isLittle(type) ? 1 << slot.bit() % 8 : 0x80 >>> slot.bit() % 8;
            return CodeBlock.of("($T.u8($L, $L) & 0x$L) != 0", Octets.class, array, at, Integer.toHexString(mask));
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
        boolean readsLong = aligned ? bits > 24 : little ? !inOneOctet(slot) : octets(slot) > 3;
        if (signed && bits < 64) {
            value = CodeBlock.of("$T.signed($L, $L)", Octets.class, value, bits);
            readsLong = true;
        }
        value = readsLong && !isLong
                ? CodeBlock.of(aligned || little || signed ? "(int) $L" : "(int) ($L)", value)
                : value;
        return field.conversion().orElse(null) instanceof Conversion.Scale scale ? times(value, scale) : value;
    }

    private static CodeBlock times(CodeBlock value, Conversion.Scale scale) {
        String suffix = scale.type().fitsInt() ? "" : "L";
        return CodeBlock.of("($L) * $L$L", value, scale.factor(), suffix);
    }

    private CodeBlock lowFirst(CodeBlock at, MessageIr.Slot slot) {
        int shift = slot.bit() % 8;
        if (!inOneOctet(slot)) {
            return CodeBlock.of("$T.bitsLe($L, $L, $L, $L)", Octets.class, array, at, shift, slot.bits());
        }
        String mask = Integer.toHexString((1 << slot.bits()) - 1);
        return shift == 0
                ? CodeBlock.of("$T.u8($L, $L) & 0x$L", Octets.class, array, at, mask)
                : CodeBlock.of("$T.u8($L, $L) >>> $L & 0x$L", Octets.class, array, at, shift, mask);
    }

    private static boolean isEnum(Field field) {
        return field.type().present() instanceof org.protospec.generator.model.Type.EnumType;
    }

    private static boolean inOneOctet(MessageIr.Slot slot) {
        return slot.bit() % 8 + slot.bits() <= 8;
    }

    private CodeBlock whole(CodeBlock at, int bits, boolean little) {
        String suffix = little && bits > 8 ? "le" : "";
        switch (bits) {
            case 8, 16, 24, 32, 64:
                return CodeBlock.of("$T.u$L$L($L, $L)", Octets.class, bits, suffix, array, at);
            default:
                return CodeBlock.of(
                        "$T.$L($L, $L, $L)", Octets.class, little ? "numberLe" : "number", array, at, bits / 8);
        }
    }

    /** Bits of one or more octets: the octets as one number, without the bits behind and before. */
    private CodeBlock partial(CodeBlock at, MessageIr.Slot slot) {
        int octets = octets(slot);
        int shift = 8 * octets - slot.bit() % 8 - slot.bits();
        if (octets > Long.BYTES) {
            return CodeBlock.of("$T.bits($L, $L, $L, $L)", Octets.class, array, at, slot.bit() % 8, slot.bits());
        }
        CodeBlock value = whole(at, 8 * octets, false);
        if (shift > 0) {
            value = CodeBlock.of("$L >>> $L", value, shift);
        }
        if (slot.bit() % 8 == 0) {
            return value;
        }
        long mask = (1L << slot.bits()) - 1;
        return CodeBlock.of("$L & 0x$L$L", value, Long.toHexString(mask), mask > Integer.MAX_VALUE ? "L" : "");
    }

    /** In how many octets a field lies. */
    private static int octets(MessageIr.Slot slot) {
        return (slot.bit() % 8 + slot.bits() + 7) / 8;
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
