package org.protospec.generator.emit;

import java.util.OptionalInt;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Spec;

/** Which messages are headers that can be looked at where they lie, without an object that remembers the place. */
final class FixedHeader {

    private FixedHeader() {}

    /** Whether nothing but a program that knows its type reads the message, and all of it always lies there. */
    static boolean isHeader(Spec spec, MessageIr message, WholeMessages whole) {
        return spec.machine().isEmpty()
                && whole.isPlain(message)
                && !whole.isPart(message.def().id());
    }

    /** Whether a field of such a header can be read where it lies: addresses are shown by an object that remembers the place. */
    static boolean isReadInPlace(Field field, JavaTypes types) {
        return field.name().isPresent() && types.isPrimitive(field.type());
    }

    /** The size of a header that consists of fields of fixed size; empty of other messages. */
    static OptionalInt size(Spec spec, MessageIr message, WholeMessages whole) {
        if (!isHeader(spec, message, whole) || message.steps().isEmpty()) {
            return OptionalInt.empty();
        }
        int size = 0;
        for (Step step : message.steps()) {
            if (step instanceof Step.ReadRun run) {
                size += message.runs().get(run.run()).size();
            } else if (!(step instanceof Step.Check || step instanceof Step.CheckConstant)) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(size);
    }
}
