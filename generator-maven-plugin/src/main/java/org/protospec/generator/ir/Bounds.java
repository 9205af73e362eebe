package org.protospec.generator.ir;

import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.TokenField;
import org.protospec.generator.model.Spec;

/** The bounds that hold where a spec gives none. */
public final class Bounds {
    /** Most bytes of a token or of a field of bytes. */
    public static final long DEFAULT_BYTES = 65_536;
    /** Most elements of an array whose number is not known before it is read. */
    public static final long DEFAULT_ELEMENTS = 1_024;
    /** Most elements of an array whose number is known before it is read. */
    public static final long DEFAULT_COUNTED_ELEMENTS = 65_536;

    private Bounds() {}

    /** Most bytes, or elements of an array, that a field may have. */
    public static int of(Spec spec, Field field) {
        long max = field.max().orElseGet(() -> byDefault(spec, field.encoding()));
        return (int) Math.min(max, Integer.MAX_VALUE / 4);
    }

    private static long byDefault(Spec spec, FieldType type) {
        if (type instanceof TokenField token) {
            return spec.tokens().get(token.token()).max().orElse(DEFAULT_BYTES);
        }
        if (type instanceof ArrayField array) {
            return array.end() instanceof org.protospec.generator.model.ArrayEnd.Count
                    ? DEFAULT_COUNTED_ELEMENTS
                    : DEFAULT_ELEMENTS;
        }
        return DEFAULT_BYTES;
    }
}
