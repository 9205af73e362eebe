package org.protospec.generator.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** How the bytes of a field, or of an array's element, are read. */
public sealed interface FieldType {

    /**
     * An integer of 1 to 64 bits, most significant bit first.
     *
     * @param order of the bytes; {@link ByteOrder#LITTLE} of what is no whole number of bytes, or begins within one:
     *     least significant bit first
     */
    record IntField(int bits, boolean signed, ByteOrder order) implements FieldType {}

    /** One bit: the next one from the top of its byte, or from the bottom. */
    record FlagField(ByteOrder order) implements FieldType {}

    /** An IEEE 754 number of 32 or 64 bits. */
    record FloatField(int bits, ByteOrder order) implements FieldType {}

    /** An address, in network byte order. */
    record AddressField(AddressKind kind) implements FieldType {}

    /** An integer with named values, as wide as its enum says. */
    record EnumField(int enumId, ByteOrder order) implements FieldType {}

    /** Bytes matched with a pattern. */
    record TokenField(int token) implements FieldType {}

    /**
     * Plain bytes.
     *
     * @param stream who takes them as they come; they are not kept then
     * @param filters applied in this order
     */
    record BytesField(BytesEnd end, Optional<Field.StreamTarget> stream, List<FilterUse> filters) implements FieldType {
        public BytesField {
            filters = List.copyOf(filters);
        }
    }

    /** Another message, or one written inline. */
    record MessageField(int message, List<Expr> arguments) implements FieldType {
        public MessageField {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Several of the same kind.
     *
     * @param element never an array, never plain bytes
     * @param elementType the type of one element
     */
    record ArrayField(FieldType element, Type elementType, ArrayEnd end) implements FieldType {}

    /** Bytes that are passed over, of which nothing is kept; many of them are let go of as they come. */
    record SkipField(Expr count) implements FieldType {

        /** Most bytes that are passed over in a run of fields of fixed size, with one check that all are there. */
        public static final int RUN = 1_024;

        /** The number of bytes, if it is fixed and such that they are part of a run. */
        public OptionalInt inRun() {
            return count instanceof Expr.IntLiteral literal
                            && literal.value().bitLength() < Integer.SIZE
                            && literal.value().intValue() <= RUN
                    ? OptionalInt.of(literal.value().intValue())
                    : OptionalInt.empty();
        }
    }

    /** Bytes up to a multiple of {@code bytes} behind the message's first byte. */
    record AlignField(int bytes) implements FieldType {}

    /** A mistake in the spec, reported already. */
    record ErrorField() implements FieldType {}

    /** The kinds of addresses. */
    enum AddressKind {
        IPV4(4),
        IPV6(16),
        MAC(6);

        private final int bytes;

        AddressKind(int bytes) {
            this.bytes = bytes;
        }

        /** How many bytes such an address has. */
        public int bytes() {
            return bytes;
        }
    }

    /** A filter of a field; with a condition it is used for those contents for which that holds. */
    record FilterUse(Decoder decoder, Optional<Expr> condition) {}

    /** What decodes bytes on their way to the value. */
    sealed interface Decoder {
        /** A filter of the language. */
        record BuiltIn(Filter filter) implements Decoder {}

        /** A filter that is written in Java, by its id. */
        record Extern(int extern, String name) implements Decoder {}

        /** Its name in specs. */
        default String word() {
            return this instanceof Extern extern
                    ? extern.name()
                    : ((BuiltIn) this).filter().word();
        }

        /** Whether it needs what inflates. */
        default boolean inflates() {
            return this instanceof BuiltIn known && known.filter().inflates();
        }
    }

    /** The filters of the language. */
    enum Filter {
        /** A leading dot of a line is dropped (RFC 5321, section 4.5.2). */
        DOT_UNSTUFF,
        BASE64,
        QUOTED_PRINTABLE,
        GZIP,
        DEFLATE;

        /** Its name in specs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it needs what inflates. */
        public boolean inflates() {
            return this == GZIP || this == DEFLATE;
        }
    }
}
