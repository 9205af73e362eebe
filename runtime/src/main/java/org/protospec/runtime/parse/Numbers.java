package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Octets;

/** The elements of an array of numbers of whole bytes, read where they lie. */
public final class Numbers {
    private final ByteRegion region;
    private final int octets;
    private final Format format;
    private int from;
    private int size;

    /** How the elements are written. */
    public enum Format {
        /** Without a sign, most significant byte first. */
        UNSIGNED,
        /** Two's complement, most significant byte first. */
        SIGNED,
        /** Without a sign, least significant byte first. */
        UNSIGNED_LE,
        /** Two's complement, least significant byte first. */
        SIGNED_LE
    }

    /** The elements lie in {@code region} and have {@code octets} bytes each, 1 to 8. */
    public Numbers(ByteRegion region, int octets, Format format) {
        this.region = region;
        this.octets = octets;
        this.format = format;
    }

    /** Number of elements. */
    public int size() {
        return size;
    }

    /** An element; one of 8 bytes without a sign is the long with the same bits. */
    public long get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        int at = region.start() + from + index * octets;
        return switch (format) {
            case UNSIGNED -> Octets.number(region.bytes(), at, octets);
            case SIGNED -> Octets.signed(Octets.number(region.bytes(), at, octets), 8 * octets);
            case UNSIGNED_LE -> Octets.numberLe(region.bytes(), at, octets);
            case SIGNED_LE -> Octets.signed(Octets.numberLe(region.bytes(), at, octets), 8 * octets);
        };
    }

    /** The last element. */
    public long last() {
        return get(size - 1);
    }

    /** Shows {@code size} elements from {@code from} on, relative to the region's first byte. */
    public void set(int from, int size) {
        this.from = from;
        this.size = size;
    }

    /** Adds the element that was just read and begins at {@code from}; elements lie one behind the other. */
    public void add(int from) {
        this.from = size == 0 ? from : this.from;
        size++;
    }

    /** Makes it empty. */
    public void clear() {
        size = 0;
    }

    /** Shows what another one shows, in its own region. */
    public void copyFrom(Numbers other) {
        set(other.from, other.size);
    }

    /** Hands the elements to a visitor as a list. */
    public void visit(String name, FieldVisitor visitor) {
        visitor.beginList(name);
        for (int i = 0; i < size; i++) {
            if (octets == Long.BYTES && (format == Format.UNSIGNED || format == Format.UNSIGNED_LE)) {
                visitor.unsigned("", get(i));
            } else {
                visitor.number("", get(i));
            }
        }
        visitor.endList();
    }
}
