package org.protospec.runtime.flow;

/**
 * One UDP datagram (RFC 768) as the packet layers describe it, or a packet of a protocol that needs no ports: a mutable object that is
 * filled anew for every packet.
 *
 * <p>Addresses are two {@code long}s each, IPv4 addresses mapped into IPv6. The payload is not copied: it is valid until the packet's
 * buffer is used again.
 */
public final class UdpDatagram {
    private static final byte[] EMPTY = {};

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;
    private byte[] bytes = EMPTY;
    private int offset;
    private int length;

    /** Sets addresses and ports. */
    public UdpDatagram endpoints(
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long destinationHigh,
            long destinationLow,
            int destinationPort) {
        this.sourceHigh = sourceHigh;
        this.sourceLow = sourceLow;
        this.sourcePort = sourcePort;
        this.destinationHigh = destinationHigh;
        this.destinationLow = destinationLow;
        this.destinationPort = destinationPort;
        return this;
    }

    /** Sets the payload, without link layer padding. */
    public UdpDatagram payload(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        return this;
    }

    /** Returns the higher 64 bits of the source address. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Returns the lower 64 bits of the source address. */
    public long sourceLow() {
        return sourceLow;
    }

    /** Returns the higher 64 bits of the destination address. */
    public long destinationHigh() {
        return destinationHigh;
    }

    /** Returns the lower 64 bits of the destination address. */
    public long destinationLow() {
        return destinationLow;
    }

    /** Returns the source port, 0 to 65535. */
    public int sourcePort() {
        return sourcePort;
    }

    /** Returns the destination port, 0 to 65535. */
    public int destinationPort() {
        return destinationPort;
    }

    /** Returns the array that holds the payload. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns where the payload begins in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** Returns the payload's length in bytes. */
    public int length() {
        return length;
    }
}
