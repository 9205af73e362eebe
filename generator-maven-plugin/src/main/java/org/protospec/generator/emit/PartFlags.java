package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Field;

/** How a message knows which of its parts are there: a flag for each, or, of many, a bit, so that all are cleared at once. */
final class PartFlags {
    private static final int MANY = 4;

    private final SpecNames.Members members;
    private final List<Integer> bits;

    PartFlags(Streams streams, MessageIr message, SpecNames.Members members) {
        this.members = members;
        List<Integer> parts = message.def().fields().stream()
                .filter(field -> field.conditional()
                        && Storage.of(message, field) == Storage.MESSAGE
                        && !Storage.isLazy(streams, message, field))
                .map(Field::index)
                .toList();
        this.bits = parts.size() > MANY && parts.size() <= Long.SIZE ? parts : List.of();
    }

    /** Whether a part is one of many. */
    boolean isBit(Field field) {
        return bits.contains(field.index());
    }

    /** The field that holds the bits. */
    Optional<FieldSpec> field() {
        return bits.isEmpty()
                ? Optional.empty()
                : Optional.of(FieldSpec.builder(bits.size() < Integer.SIZE ? TypeName.INT : TypeName.LONG, members.bits)
                        .addJavadoc("Which parts are there, a bit for each.\n")
                        .build());
    }

    /** Whether a part is there; {@code owner} is empty, or an object and a dot. */
    CodeBlock test(String owner, Field field) {
        return isBit(field)
                ? CodeBlock.of("($L$L & $L) != 0", owner, members.bits, mask(field))
                : CodeBlock.of("$L$L", owner, flag(field));
    }

    /** The statement that a part is there. */
    CodeBlock set(String owner, Field field) {
        return isBit(field)
                ? CodeBlock.of("$L$L |= $L", owner, members.bits, mask(field))
                : CodeBlock.of("$L$L = true", owner, flag(field));
    }

    /** The statement that a part is not there. */
    CodeBlock reset(Field field) {
        return isBit(field)
                ? CodeBlock.of("$L &= ~$L", members.bits, mask(field))
                : CodeBlock.of("$L = false", flag(field));
    }

    private String flag(Field field) {
        return members.hasFields.get(field.index());
    }

    private String mask(Field field) {
        String mask = "0x" + Long.toHexString(1L << bits.indexOf(field.index()));
        return bits.size() < Integer.SIZE ? mask : mask + "L";
    }
}
