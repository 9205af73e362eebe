package org.protospec.runtime.capture;

import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The classic pcap format (draft-ietf-opsawg-pcap), in its variants that differ by their magic number. */
final class PcapReader extends PacketReader {

    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;

    /** Linux kernels' own format of 1999, whose records carry 8 bytes more (interface, protocol, packet type). */
    static final int MODIFIED = 0xa1b2cd34;

    static final int FILE_HEADER = 24;
    static final int RECORD_HEADER = 16;
    private static final int MODIFIED_RECORD_HEADER = 24;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The upper half of the field is not the link type but says how long the frame check sequence is. */
    private static final int LINK_TYPE_MASK = 0xffff;

    private final int magic;
    private int recordHeader;
    private int nanosPerUnit;
    private int digits;
    private int linkType;
    private int snapLength;
    private int limit;
    private int minorVersion;
    private boolean headerRead;

    private PcapReader(Window window, int magic) {
        super(window);
        this.magic = magic;
    }

    /** A reader for a file that starts so; null if no pcap file does. The window holds the first 4 bytes. */
    static @Nullable PcapReader of(Window window) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            window.order(order);
            int magic = window.int32(0);
            if (magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED) {
                return new PcapReader(window, magic);
            }
        }
        return null;
    }

    /** Reads the file's header; false if it is damaged. */
    private boolean readHeader() {
        if (!window.has(FILE_HEADER)) {
            return cutOff(
                    "truncated in the file's header: it has " + FILE_HEADER + " bytes, " + window.left() + " are left");
        }
        int majorVersion = window.uint16(4);
        minorVersion = window.uint16(6);
        if (majorVersion != 2) {
            return damaged("version " + majorVersion + "." + minorVersion + " of the pcap format is not known");
        }
        recordHeader = magic == MODIFIED ? MODIFIED_RECORD_HEADER : RECORD_HEADER;
        nanosPerUnit = magic == NANOSECONDS ? 1 : 1000;
        digits = magic == NANOSECONDS ? 9 : 6;
        snapLength = window.int32(16);
        limit = Capture.limitFor(snapLength);
        linkType = window.int32(20) & LINK_TYPE_MASK;
        window.skip(FILE_HEADER);
        headerRead = true;
        return true;
    }

    @Override
    boolean next(Packet packet, long number) {
        if (!headerRead && !readHeader()) {
            return false;
        }
        Window w = window;
        if (!w.has(recordHeader)) {
            return endOr("truncated in the header of packet " + number + ": it has " + recordHeader + " bytes, "
                    + w.left() + " are left");
        }
        int captured = w.int32(8);
        int onWire = w.int32(12);
        if (minorVersion < 4 && lengthsAreExchanged(captured, onWire)) {
            int first = captured;
            captured = onWire;
            onWire = first;
        }
        if (captured < 0 || captured > limit) {
            return damaged(String.format(
                    Locale.ROOT,
                    "damaged at packet %d: its header says %d bytes, more than the %d that can be",
                    number,
                    captured & 0xffff_ffffL,
                    limit));
        }
        if (!w.has(recordHeader + captured)) {
            return cutOff("truncated in the middle of packet " + number + ": its header says " + captured + " bytes, "
                    + (w.left() - recordHeader) + " are left");
        }
        // A fraction of more than a second (seen in damaged files) carries over into the seconds.
        packet.time(w.uint32(0) * NANOS_PER_SECOND + w.uint32(4) * nanosPerUnit, digits);
        packet.data(w.bytes(), w.at() + recordHeader, captured, onWire);
        packet.origin(linkType, 0, snapLength);
        packet.number(number);
        w.skip(recordHeader + captured);
        return true;
    }

    /** Before version 2.3 the two lengths stood the other way round; programs of 2.3 did it either way. */
    private boolean lengthsAreExchanged(int first, int second) {
        return minorVersion < 3 || first > second;
    }
}
