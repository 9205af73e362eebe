package org.protospec.generator.emit;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;

/**
 * Where the fields lie of a message that can be looked at where it lies, without an object that remembers the place: a header of fixed size, or
 * one that ends with bytes of which it says how many there are.
 *
 * @param fixed how many bytes its fields of fixed size have together
 * @param rest the bytes behind them
 */
record HeaderLayout(int fixed, Optional<Step.ReadBytes> rest) {
    /** Whether nothing but a program that knows its type reads the message, and all of it always lies there. */
    static boolean isHeader(Spec spec, MessageIr message, WholeMessages whole) {
        return spec.machine().isEmpty()
                && whole.isPlain(message)
                && !whole.isPart(message.def().id());
    }

    /** Whether a field of fixed size can be read where it lies: MAC and IPv6 addresses are shown by an object that remembers the place. */
    static boolean isReadInPlace(Field field, JavaTypes types) {
        return field.name().isPresent() && (types.isPrimitive(field.type()) || isIpv4(field));
    }

    /** Whether a field is an address that is a number of 32 bits where no object shows it. */
    static boolean isIpv4(Field field) {
        return field.type() instanceof Type.AddressType address && address.kind() == FieldType.AddressKind.IPV4;
    }

    /** The layout of a message; empty of those that are no such header. */
    static Optional<HeaderLayout> of(Spec spec, MessageIr message, WholeMessages whole) {
        List<Step> steps = message.steps();
        if (!isHeader(spec, message, whole) || steps.isEmpty()) {
            return Optional.empty();
        }
        Optional<Step.ReadBytes> rest = rest(message);
        int size = 0;
        for (Step step : rest.isPresent() ? steps.subList(0, steps.size() - 1) : steps) {
            if (step instanceof Step.ReadRun run) {
                size += message.runs().get(run.run()).size();
            } else if (!(step instanceof Step.Check || step instanceof Step.CheckConstant)) {
                return Optional.empty();
            }
        }
        return size == 0 ? Optional.empty() : Optional.of(new HeaderLayout(size, rest));
    }

    private static Optional<Step.ReadBytes> rest(MessageIr message) {
        Step last = message.steps().get(message.steps().size() - 1);
        return last instanceof Step.ReadBytes bytes && Storage.of(message, bytes.field()) == Storage.SLICE
                ? Optional.of(bytes)
                : Optional.empty();
    }
}
