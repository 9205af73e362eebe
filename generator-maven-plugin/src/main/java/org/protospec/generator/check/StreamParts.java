package org.protospec.generator.check;

import java.util.BitSet;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** Which messages hand on parts of a stream that a field around them begins and ends. */
public final class StreamParts {

    private StreamParts() {}

    /** The ids of those messages. */
    public static BitSet of(Spec spec) {
        BitSet parts = new BitSet();
        for (boolean more = true; more; ) {
            more = false;
            for (MessageDef message : spec.messages()) {
                if (!parts.get(message.id()) && message.fields().stream().anyMatch(field -> isPart(field, parts))) {
                    parts.set(message.id());
                    more = true;
                }
            }
        }
        return parts;
    }

    private static boolean isPart(Field field, BitSet parts) {
        if (field.encoding() instanceof FieldType.BytesField bytes) {
            return bytes.stream().filter(Field.StreamTarget::isPart).isPresent();
        }
        return field.parts().isEmpty()
                && Walk.types(field.encoding()).stream()
                        .anyMatch(type -> type instanceof FieldType.MessageField nested && parts.get(nested.message()));
    }
}
