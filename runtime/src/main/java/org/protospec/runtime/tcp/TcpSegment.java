package org.protospec.runtime.tcp;

/**
 * One TCP segment as the packet layers describe it: a mutable object that is filled anew for every packet.
 *
 * <p>Addresses are two {@code long}s each, IPv4 addresses mapped into IPv6. Sequence numbers are the 32 bits as on the wire. The payload
 * is not copied: it is valid until the packet's buffer is used again. Fill it with {@link #endpoints}, {@link #header}, where the option
 * is there {@link #windowScale(int)}, {@link #payload}, and where the packet was cut {@link #cutOff(int)}.
 */
public final class TcpSegment {
    /** No more data from the sender. */
    public static final int FIN = 0x01;
    /** Synchronise sequence numbers. */
    public static final int SYN = 0x02;
    /** Reset the connection. */
    public static final int RST = 0x04;
    /** Push function. */
    public static final int PSH = 0x08;
    /** The acknowledgment field is significant. */
    public static final int ACK = 0x10;
    /** The urgent pointer field is significant. */
    public static final int URG = 0x20;

    /** What {@link #windowScale()} returns for a segment without that option. */
    public static final int NO_WINDOW_SCALE = -1;

    private static final byte[] EMPTY = {};

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;
    private int sequence;
    private int acknowledgment;
    private int flags;
    private int window;
    private int windowScale = NO_WINDOW_SCALE;
    private byte[] bytes = EMPTY;
    private int offset;
    private int length;
    private int cutOff;

    /** Sets addresses and ports. */
    public TcpSegment endpoints(
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

    /** Sets the fixed header's fields and forgets the window scale, the payload and the cut of the segment before. */
    public TcpSegment header(int sequence, int acknowledgment, int flags, int window) {
        this.sequence = sequence;
        this.acknowledgment = acknowledgment;
        this.flags = flags;
        this.window = window;
        this.windowScale = NO_WINDOW_SCALE;
        this.bytes = EMPTY;
        this.offset = 0;
        this.length = 0;
        this.cutOff = 0;
        return this;
    }

    /** Sets the shift count of the window scale option (RFC 7323, section 2.2), of a SYN. */
    public TcpSegment windowScale(int shift) {
        this.windowScale = shift;
        return this;
    }

    /** Sets the payload, without link layer padding. */
    public TcpSegment payload(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        return this;
    }

    /** Sets how many bytes of payload behind {@link #payload} were on the wire but not captured. */
    public TcpSegment cutOff(int bytes) {
        this.cutOff = bytes;
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

    /** Returns the sequence number, as the bits of an {@code int}. */
    public int sequence() {
        return sequence;
    }

    /** Returns the acknowledgment number, as the bits of an {@code int}; it means something only with {@link #ACK}. */
    public int acknowledgment() {
        return acknowledgment;
    }

    /** Returns the control bits, see the constants. */
    public int flags() {
        return flags;
    }

    /** Tells whether any of the given control bits is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns the window field, not scaled. */
    public int window() {
        return window;
    }

    /** Returns the shift count of the window scale option, or {@link #NO_WINDOW_SCALE}. */
    public int windowScale() {
        return windowScale;
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

    /**
     * Returns how many bytes of payload follow those of {@link #length()} that were on the wire but not captured, as the capture's snap
     * length cut the packet; 0 usually.
     */
    public int cutOff() {
        return cutOff;
    }
}
