package org.protospec.generator.ir;

import java.util.stream.Collectors;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.AddressField;
import org.protospec.generator.model.FieldType.AlignField;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.BytesField;
import org.protospec.generator.model.FieldType.EnumField;
import org.protospec.generator.model.FieldType.FlagField;
import org.protospec.generator.model.FieldType.FloatField;
import org.protospec.generator.model.FieldType.IntField;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.generator.model.FieldType.SkipField;
import org.protospec.generator.model.FieldType.TokenField;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;

/** What people are told was expected, in the words of the spec. */
public final class Wording {
    private Wording() {}

    /** As {@code VERB /[A-Za-z]+/}, {@code u16}, {@code bytes[length]}, {@code Reply[]}. */
    public static String of(Spec spec, FieldType type) {
        if (type instanceof TokenField token) {
            return token(spec.tokens().get(token.token()));
        } else if (type instanceof IntField number) {
            return (number.signed() ? "i" : "u") + number.bits();
        } else if (type instanceof FlagField) {
            return "flag";
        } else if (type instanceof FloatField number) {
            return "f" + number.bits();
        } else if (type instanceof AddressField address) {
            return address.kind().name().toLowerCase(java.util.Locale.ROOT);
        } else if (type instanceof EnumField value) {
            return spec.enums().get(value.enumId()).name();
        } else if (type instanceof BytesField bytes) {
            return bytes(spec, bytes);
        } else if (type instanceof MessageField nested) {
            return spec.messages().get(nested.message()).name();
        } else if (type instanceof ArrayField array) {
            return of(spec, array.element()) + "[]";
        } else if (type instanceof SkipField skip) {
            return skip.count().span().text() + " bytes to skip";
        } else if (type instanceof AlignField align) {
            return "bytes up to a multiple of " + align.bytes();
        }
        return "";
    }

    /** The place where reading goes on. */
    static String of(Spec spec, Resync resync) {
        return spec.tokens().get(resync.token()).displayName();
    }

    /** A token by its name and pattern. */
    public static String token(TokenDef token) {
        String pattern = token.textSpan().text();
        return token.name().map(name -> name + " " + pattern).orElse(pattern);
    }

    private static String bytes(Spec spec, BytesField bytes) {
        if (bytes.end() instanceof BytesEnd.Count count) {
            return "bytes[" + count.count().span().text() + "]";
        }
        if (bytes.end() instanceof BytesEnd.Until until) {
            String word = until.keep() == BytesEnd.Keep.LEAVE ? "bytes before " : "bytes until ";
            String delimiters = until.tokens().stream()
                    .map(token -> spec.tokens().get(token).displayName())
                    .collect(Collectors.joining(", "));
            return word + delimiters + (until.orEnd() ? " or end" : "");
        }
        return "bytes to end";
    }
}
