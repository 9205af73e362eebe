package org.protospec.runtime.ip;

import org.protospec.runtime.bytes.Addresses;

/**
 * One fragment of an IP datagram as its headers describe it: a mutable object that is filled anew for every fragment.
 *
 * <p>Addresses are two {@code long}s each, IPv4 addresses mapped into IPv6. Its bytes are not copied: they are those of the packet.
 */
public final class Fragment {
    private static final byte[] EMPTY = {};

    private int version;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int identification;
    private int protocol;
    private int offset;
    private boolean more;
    private byte[] bytes = EMPTY;
    private int from;
    private int captured;
    private int length;

    /** Sets the addresses; {@code version} is that of IP, 4 or 6. */
    public Fragment addresses(int version, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        this.version = version;
        this.sourceHigh = sourceHigh;
        this.sourceLow = sourceLow;
        this.destinationHigh = destinationHigh;
        this.destinationLow = destinationLow;
        return this;
    }

    /**
     * Sets what datagram it is of.
     *
     * @param identification 16 bits in IPv4, 32 in IPv6, as the bits of an {@code int}
     * @param protocol what the datagram carries: the protocol number of IPv4, the next header of IPv6
     */
    public Fragment datagram(int identification, int protocol) {
        this.identification = identification;
        this.protocol = protocol;
        return this;
    }

    /** Sets its offset in the datagram's payload in bytes, and that it is not the last one. */
    public Fragment more(int offset) {
        this.offset = offset;
        this.more = true;
        return this;
    }

    /** Sets its offset in the datagram's payload in bytes, and that it is the last one. */
    public Fragment last(int offset) {
        this.offset = offset;
        this.more = false;
        return this;
    }

    /**
     * Sets its bytes.
     *
     * @param bytes the array that holds them
     * @param from where they begin in it
     * @param captured how many were captured
     * @param length how many there were on the wire, at least {@code captured}
     */
    public Fragment bytes(byte[] bytes, int from, int captured, int length) {
        this.bytes = bytes;
        this.from = from;
        this.captured = captured;
        this.length = length;
        return this;
    }

    /** Returns the version of IP, 4 or 6. */
    public int version() {
        return version;
    }

    /** Returns the identification, as the bits of an {@code int}. */
    public int identification() {
        return identification;
    }

    /** Returns what it says that the datagram carries. */
    public int protocol() {
        return protocol;
    }

    /** Returns the offset in the datagram's payload in bytes. */
    public int offset() {
        return offset;
    }

    /** Tells whether others follow it. */
    public boolean more() {
        return more;
    }

    /** Returns how many of its bytes were captured. */
    public int captured() {
        return captured;
    }

    /** Returns how many bytes it had on the wire. */
    public int length() {
        return length;
    }

    /** Returns the source address as text. */
    public String source() {
        return Addresses.append(new StringBuilder(), sourceHigh, sourceLow).toString();
    }

    /** Returns the destination address as text. */
    public String destination() {
        return Addresses.append(new StringBuilder(), destinationHigh, destinationLow)
                .toString();
    }

    /** Index in {@link #array()} of its byte for an offset in the datagram's payload. */
    int index(int at) {
        return from + at - offset;
    }

    byte[] array() {
        return bytes;
    }

    /**
     * What the datagram is told apart by besides addresses, identification and version: in IPv4 what it carries, in IPv6 nothing, as only
     * the first fragment's next header counts there (RFC 8200, section 4.5).
     */
    private int keyProtocol() {
        return version == 4 ? protocol : 0;
    }

    boolean isOf(PartialDatagram d) {
        return d.identification == identification
                && d.sourceLow == sourceLow
                && d.destinationLow == destinationLow
                && d.sourceHigh == sourceHigh
                && d.destinationHigh == destinationHigh
                && d.version == version
                && d.keyProtocol == keyProtocol();
    }

    void name(PartialDatagram d) {
        d.version = version;
        d.sourceHigh = sourceHigh;
        d.sourceLow = sourceLow;
        d.destinationHigh = destinationHigh;
        d.destinationLow = destinationLow;
        d.identification = identification;
        d.keyProtocol = keyProtocol();
    }

    int hash(long seed) {
        long hash = mix(sourceHigh ^ seed) + sourceLow;
        hash = mix(hash) + destinationHigh;
        hash = mix(hash ^ seed) + destinationLow;
        hash = mix(hash) + ((long) version << 40 | (long) keyProtocol() << 32 | identification & 0xffff_ffffL);
        return (int) (mix(hash ^ seed) >>> 32);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
