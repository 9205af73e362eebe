package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Addresses;

/** Writes the statement that hands a named value to a visitor. */
final class Visits {
    private Visits() {}

    static CodeBlock statement(SpecNames names, String name, Type type, CodeBlock value) {
        Type present = type.present();
        if (present instanceof Type.IntType number) {
            return CodeBlock.of("visitor.$L($S, $L);\n", number.fitsLong() ? "number" : "unsigned", name, value);
        } else if (present instanceof Type.EnumType item) {
            return CodeBlock.of("visitor.symbol($S, $T.name($L));\n", name, names.enumClass(item.enumId()), value);
        } else if (present instanceof Type.FlagType) {
            return CodeBlock.of("visitor.flag($S, $L);\n", name, value);
        } else if (present instanceof Type.FloatType) {
            return CodeBlock.of("visitor.real($S, $L);\n", name, value);
        } else if (present instanceof Type.MessageType) {
            return CodeBlock.builder()
                    .addStatement("visitor.beginMessage($S)", name)
                    .addStatement("$L.visit(visitor)", value)
                    .addStatement("visitor.endMessage()")
                    .build();
        } else if (present instanceof Type.ListType list) {
            return CodeBlock.builder()
                    .addStatement("visitor.beginList($S)", name)
                    .beginControlFlow("for (int i = 0; i < $L.size(); i++)", value)
                    .add(statement(names, "", list.element(), CodeBlock.of("$L.get(i)", value)))
                    .endControlFlow()
                    .addStatement("visitor.endList()")
                    .build();
        }
        if (present instanceof Type.AddressType address) {
            return address(name, address.kind(), value);
        }
        return CodeBlock.of("visitor.text($S, $L);\n", name, value);
    }

    /** An address is shown in its text form. */
    static CodeBlock address(String name, FieldType.AddressKind kind, CodeBlock value) {
        String method = switch (kind) {
            case IPV4 -> "ipv4";
            case IPV6 -> "ipv6";
            case MAC -> "mac";
        };
        return CodeBlock.of("visitor.symbol($S, $T.$L($L));\n", name, Addresses.class, method, value);
    }
}
