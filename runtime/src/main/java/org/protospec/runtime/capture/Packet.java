package org.protospec.runtime.capture;

import java.util.Objects;

/**
 * A reusable view of one captured packet: where its bytes lie and what the capture says about it.
 *
 * <p>{@link Capture#next} fills it. The bytes belong to the reader's buffer: they, and all else here, are valid until
 * the next call of {@code next}; who needs them longer copies them.
 */
public final class Packet {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int offset;
    private int length;
    private int wireLength;
    private long number;
    private long timestamp;
    private int timestampDigits;
    private int linkType;
    private int interfaceId;
    private int snapLength;

    /** A packet without bytes, to be filled by {@link Capture#next} or {@link #set}. */
    public Packet() {}

    /**
     * A packet that is whole, number 1, taken at the epoch.
     *
     * @param linkType what its first header is, see {@link LinkType}
     * @param bytes its bytes, not copied
     */
    public static Packet of(int linkType, byte[] bytes) {
        return new Packet().set(1, 0, 6, linkType, bytes, 0, bytes.length, bytes.length);
    }

    /**
     * Fills this packet from elsewhere than a capture file (live traffic, a test).
     *
     * @param number counted from 1
     * @param timestamp nanoseconds since the epoch
     * @param timestampDigits how many digits of the second's fraction are known, 0 to 9
     * @param linkType what the first header is, see {@link LinkType}
     * @param bytes the array that holds the packet, not copied
     * @param offset where in it the packet starts
     * @param length how many bytes of the packet are there
     * @param wireLength how many bytes it had on the wire
     * @return this
     * @throws IndexOutOfBoundsException if {@code offset} and {@code length} do not lie within {@code bytes}
     */
    public Packet set(
            long number,
            long timestamp,
            int timestampDigits,
            int linkType,
            byte[] bytes,
            int offset,
            int length,
            int wireLength) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.number = number;
        data(bytes, offset, length, wireLength);
        time(timestamp, timestampDigits);
        origin(linkType, 0, 0);
        return this;
    }

    void number(long packetNumber) {
        number = packetNumber;
    }

    void data(byte[] array, int from, int captured, int onWire) {
        bytes = array;
        offset = from;
        length = captured;
        // A length on the wire beyond 2^31 - 1 can only be a lie.
        wireLength = onWire < 0 ? Integer.MAX_VALUE : onWire;
    }

    void time(long nanos, int digits) {
        timestamp = nanos;
        timestampDigits = digits;
    }

    void origin(int link, int interfaceNumber, int snap) {
        linkType = link;
        interfaceId = interfaceNumber;
        snapLength = snap;
    }

    /** The array that holds the packet, from {@link #offset()} for {@link #length()} bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the packet starts in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** How many bytes of the packet were captured. */
    public int length() {
        return length;
    }

    /** How many bytes the packet had on the wire: as the file says, which may be more or less than {@link #length()}. */
    public int wireLength() {
        return wireLength;
    }

    /** The packet's number in its capture, counted from 1. */
    public long number() {
        return number;
    }

    /**
     * When the packet was captured, in nanoseconds since the epoch (1970-01-01T00:00:00Z); 0, with no
     * {@link #timestampDigits()}, where the capture does not say (pcapng's Simple Packet Block). Times that 64 bits of
     * nanoseconds cannot hold (after the year 2262) become the nearest that they can.
     */
    public long timestamp() {
        return timestamp;
    }

    /**
     * How many digits of the second's fraction the capture has, 0 to 9: 6 or 9 in a pcap file, what the interface says
     * in a pcapng file; finer times are cut to nanoseconds.
     */
    public int timestampDigits() {
        return timestampDigits;
    }

    /** What the packet's first header is, see {@link LinkType}. */
    public int linkType() {
        return linkType;
    }

    /** The interface it was captured on, counted from 0 in each section of a pcapng file; always 0 in a pcap file. */
    public int interfaceId() {
        return interfaceId;
    }

    /** The snap length of the capture or interface in bytes; 0 if there is none or it is not known. */
    public int snapLength() {
        return snapLength;
    }
}
