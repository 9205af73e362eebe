package org.protospec.generator.ir;

import java.util.OptionalInt;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.AddressField;
import org.protospec.generator.model.FieldType.EnumField;
import org.protospec.generator.model.FieldType.FlagField;
import org.protospec.generator.model.FieldType.FloatField;
import org.protospec.generator.model.FieldType.IntField;
import org.protospec.generator.model.FieldType.SkipField;
import org.protospec.generator.model.Spec;

/** The widths of fields whose size the spec fixes. */
public final class Widths {
    private Widths() {}

    /** Number of bits, or nothing where that depends on the bytes. */
    public static OptionalInt bits(Spec spec, FieldType type) {
        if (type instanceof IntField number) {
            return OptionalInt.of(number.bits());
        }
        if (type instanceof FlagField) {
            return OptionalInt.of(1);
        }
        if (type instanceof FloatField number) {
            return OptionalInt.of(number.bits());
        }
        if (type instanceof AddressField address) {
            return OptionalInt.of(8 * address.kind().bytes());
        }
        if (type instanceof EnumField value) {
            return OptionalInt.of(spec.enums().get(value.enumId()).bits());
        }
        if (type instanceof SkipField skip && skip.inRun().isPresent()) {
            return OptionalInt.of(8 * skip.inRun().getAsInt());
        }
        return OptionalInt.empty();
    }
}
