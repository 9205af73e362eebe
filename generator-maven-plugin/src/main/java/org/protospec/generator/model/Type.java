package org.protospec.generator.model;

import java.math.BigInteger;

/** The type of a value. */
public sealed interface Type {

    /** An integer that is known to lie in {@code min..max}; within 64 bits, signed or not. */
    record IntType(BigInteger min, BigInteger max) implements Type {

        /** The integers of so many bits. */
        public static IntType ofBits(int bits, boolean signed) {
            BigInteger one = BigInteger.ONE;
            return signed
                    ? new IntType(
                            one.shiftLeft(bits - 1).negate(),
                            one.shiftLeft(bits - 1).subtract(one))
                    : new IntType(BigInteger.ZERO, one.shiftLeft(bits).subtract(one));
        }

        /** The integers from {@code min} to {@code max}. */
        public static IntType of(long min, long max) {
            return new IntType(BigInteger.valueOf(min), BigInteger.valueOf(max));
        }

        /** The type of one value. */
        public static IntType of(BigInteger value) {
            return new IntType(value, value);
        }

        /** Whether every value fits a Java {@code int}. */
        public boolean fitsInt() {
            return min.bitLength() < Integer.SIZE && max.bitLength() < Integer.SIZE;
        }

        /** Whether every value fits a Java {@code long}; if not, the values are unsigned numbers of 64 bits. */
        public boolean fitsLong() {
            return min.bitLength() < Long.SIZE && max.bitLength() < Long.SIZE;
        }

        /** Whether every value of {@code other} is one of this type. */
        public boolean contains(IntType other) {
            return min.compareTo(other.min) <= 0 && max.compareTo(other.max) >= 0;
        }

        /** Whether some value of {@code other} is one of this type. */
        public boolean overlaps(IntType other) {
            return min.compareTo(other.max) <= 0 && max.compareTo(other.min) >= 0;
        }

        /** The smallest type that has the values of both. */
        public IntType union(IntType other) {
            return new IntType(min.min(other.min), max.max(other.max));
        }
    }

    /** True or false. */
    record FlagType() implements Type {}

    /** Bytes, mostly read as text: of tokens, bytes and literals. */
    record TextType() implements Type {}

    /** An IEEE 754 number of 32 or 64 bits. */
    record FloatType(int bits) implements Type {}

    /** An address. */
    record AddressType(FieldType.AddressKind kind) implements Type {}

    /** A value of an enum, named or not. */
    record EnumType(int enumId) implements Type {}

    /** A message. */
    record MessageType(int message) implements Type {}

    /**
     * A list.
     *
     * @param minLength how many elements there are at least: 1 for {@code T[] until e}, {@code n} for a constant count
     */
    record ListType(Type element, long minLength) implements Type {}

    /** Messages in the order in which they were added, with a bound. */
    record QueueType(int message) implements Type {

        /** The type of one of them. */
        public MessageType element() {
            return new MessageType(message);
        }
    }

    /** A value or nothing; {@code element} is never optional itself. */
    record OptionalType(Type element) implements Type {}

    /** The bytes of a streamed field, of which only numbers are kept. */
    record StreamedType() implements Type {}

    /** What went wrong in a parse: the variable of {@code on parse_error}. */
    record ParseErrorType() implements Type {}

    /** Bytes that were not captured: the variable of {@code on gap}. */
    record GapType() implements Type {}

    /** What is known of content that could not be decoded. */
    record DecodeErrorType() implements Type {}

    /** What happens to a machine over events: the variable of {@code on} one of them. */
    record InputType(int input) implements Type {}

    /** The type of {@code none}, which every optional type takes. */
    record NoneType() implements Type {}

    /** A mistake in the spec, reported already; it goes with everything. */
    record ErrorType() implements Type {}

    /** This type, or {@code T?} of it if it is not optional already. */
    default Type optional() {
        return this instanceof OptionalType || this instanceof NoneType || this instanceof ErrorType
                ? this
                : new OptionalType(this);
    }

    /** The type without its {@code ?}. */
    default Type present() {
        return this instanceof OptionalType optional ? optional.element() : this;
    }

    /** Whether the value may be absent. */
    default boolean isOptional() {
        return this instanceof OptionalType;
    }
}
