package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.runtime.bytes.Slice;

/** Writes the members of a field in a run of fixed size, which is read where it lies. */
final class RunMembers extends FieldMembers {
    private final FixedReads reads;
    private final MessageIr.Place place;
    private final String run;
    private final CodeBlock present;

    RunMembers(MessageContext context, Field field) {
        super(context, field);
        this.reads = FixedReads.ofMessage(context.spec, context.names);
        this.place = context.ir.place(field).orElseThrow();
        this.run = context.members.runs.get(place.run());
        this.present = CodeBlock.of("$L >= 0", run);
    }

    MemberCode run() {
        TypeName returned = context.types.of(field.type());
        if (field.encoding() instanceof FieldType.AddressField) {
            address();
        } else {
            value(returned);
        }
        if (isReadInPlace()) {
            inPlace(returned);
        }
        has(present);
        visiting(
                field.encoding() instanceof FieldType.AddressField ? CodeBlock.of("$L() != null", name) : present,
                reads.visit(field, name));
        return code;
    }

    /** An address is a view, which is set to its place when it is asked for. */
    private void address() {
        context.type.addField(FieldSpec.builder(Slice.class, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("slice()")
                .build());
        MethodSpec.Builder method = accessor(JavaTypes.text(field.conditional()));
        if (field.conditional()) {
            method.beginControlFlow("if ($L < 0)", run)
                    .addStatement("return null")
                    .endControlFlow();
        }
        int at = place.slot().bit() / 8;
        context.type.addMethod(method.addStatement(
                        "$L.set($L, $L)",
                        name,
                        context.runs.place("", place.run(), at),
                        context.runs.place("", place.run(), at + place.slot().bits() / 8))
                .addStatement("return $L", name)
                .build());
    }

    private void value(TypeName returned) {
        int octet = place.slot().bit() / 8;
        CodeBlock read = isReadInPlace()
                ? CodeBlock.of("$L(octets(), at(0))", name)
                : reads.read(field, place.slot(), context.runs.place("", place.run(), octet));
        String absent = returned.equals(TypeName.BOOLEAN) ? "false" : "0";
        context.type.addMethod(accessor(returned)
                .addStatement(
                        "return $L", field.conditional() ? CodeBlock.of("$L ? $L : $L", present, read, absent) : read)
                .build());
    }

    private boolean isReadInPlace() {
        return context.inPlace && HeaderLayout.isReadInPlace(field, context.types);
    }

    /** Reads a field of a message that no object shows. */
    private void inPlace(TypeName returned) {
        int octet = place.slot().bit() / 8;
        CodeBlock at = octet == 0 ? CodeBlock.of("at") : CodeBlock.of("at + $L", octet);
        boolean ipv4 = HeaderLayout.isIpv4(field);
        CodeBlock read = FixedReads.ofBytes(context.spec, context.names).read(field, place.slot(), at);
        context.type.addMethod(MethodSpec.methodBuilder(name)
                .addJavadoc("The same of the message at an index of an array$L.\n", ipv4 ? ", as its 32 bits" : "")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "at")
                .returns(ipv4 ? TypeName.INT : returned)
                .addStatement(ipv4 ? "return (int) $L" : "return $L", read)
                .build());
    }
}
