package org.protospec.runtime.capture;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The classic pcap format (draft-ietf-opsawg-pcap), in its variants that differ by their magic number.
 *
 * <p>A record's header is believed if it can be right: where it cannot, the next one is searched for ({@link
 * PcapRecords}). One that may be wrong, since its two lengths differ though it is not the snap length that cuts it,
 * or its time is a day away, is held against what follows; in a file, every one is.
 */
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

    /** Places that are looked at before the window moves on. */
    private static final int STEP = 1 << 16;

    private static final int LAST_MINOR_VERSION = 4;

    /** So many bytes of a time may be others without taking it far from the last packet's. */
    private static final int MOST_OVERLAP = 3;

    /** Instead of a captured length: the window has moved to another record. */
    private static final int ELSEWHERE = -1;

    /** Instead of a captured length: no other record was found. */
    private static final int NOWHERE = -2;

    /** When the header behind a packet is looked at before the packet is given out. */
    enum Ahead {
        /** Nobody waits for the packet. */
        ALWAYS,
        /** The next packet of a stream may be long in coming. */
        IF_DOUBTFUL
    }

    private final Ahead ahead;
    private final int magic;
    private final int nanosPerUnit;
    private final int digits;
    private int linkType;
    private int snapLength;
    private @Nullable PcapRecords records;

    private PcapReader(Window window, Problems problems, Ahead ahead, int magic) {
        super(window, problems);
        this.ahead = ahead;
        this.magic = magic;
        nanosPerUnit = magic == NANOSECONDS ? 1 : 1000;
        digits = magic == NANOSECONDS ? 9 : 6;
    }

    /** A reader for a file that starts so; null if no pcap file does. The window holds the first 4 bytes. */
    static @Nullable PcapReader of(Window window, Problems problems, Ahead ahead) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            window.order(order);
            int magic = window.int32(0);
            if (magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED) {
                return new PcapReader(window, problems, ahead, magic);
            }
        }
        return null;
    }

    /** Reads the file's header; null if it is damaged. */
    private @Nullable PcapRecords readHeader() {
        Window w = window;
        if (!w.has(FILE_HEADER)) {
            over(
                    0,
                    0,
                    cutOff("truncated in the file's header: it has " + FILE_HEADER + " bytes, " + w.left()
                            + " are left"));
            return null;
        }
        int majorVersion = w.uint16(4);
        int minorVersion = w.uint16(6);
        snapLength = w.int32(16);
        linkType = w.int32(20) & LINK_TYPE_MASK;
        int header = magic == MODIFIED ? MODIFIED_RECORD_HEADER : RECORD_HEADER;
        int fractions = magic == NANOSECONDS ? (int) NANOS_PER_SECOND : 1_000_000;
        boolean known = majorVersion == 2;
        PcapRecords found = new PcapRecords(
                w, header, fractions, known ? minorVersion : LAST_MINOR_VERSION, Capture.limitFor(snapLength));
        if (!known) {
            String text = "version " + majorVersion + "." + minorVersion + " of the pcap format is not known";
            if (!found.chainAt(FILE_HEADER)) {
                over(0, 0, text);
                return null;
            }
            // The version is what is damaged.
            problems.add(0, 0, 0, text);
        }
        w.skip(FILE_HEADER);
        return found;
    }

    @Override
    boolean next(Packet packet, long number) {
        PcapRecords headers = records;
        if (headers == null) {
            headers = readHeader();
            records = headers;
            if (headers == null) {
                return false;
            }
        }
        Window w = window;
        if (headers.isUsual()) {
            give(packet, number, headers, headers.captured(0));
            return true;
        }
        while (true) {
            if (!w.has(headers.header())) {
                return endOr(
                        number,
                        "truncated in the header of packet " + number + ": it has " + headers.header() + " bytes, "
                                + w.left() + " are left");
            }
            int captured = headers.captured(0);
            if (captured < 0 || captured > headers.limit() || !w.has(headers.header() + captured)) {
                captured = mend(headers, number, captured);
            } else if (doubtful(headers, captured)
                    || (ahead == Ahead.ALWAYS && !headers.mayEndAt(headers.header() + captured))) {
                captured = decide(headers, number, captured);
            }
            if (captured >= 0) {
                give(packet, number, headers, captured);
                return true;
            } else if (captured == NOWHERE) {
                return false;
            }
        }
    }

    @Override
    int peek(Packet packet, int from) {
        PcapRecords headers = records;
        if (headers == null || !window.holds(from + headers.header())) {
            return Capture.NOTHING_AHEAD;
        }
        int captured = headers.captured(from);
        int begin = from + headers.header();
        if (captured < 0 || captured > headers.limit() || !window.holds(begin + captured)) {
            return Capture.NOTHING_AHEAD;
        }
        packet.data(window.bytes(), window.at() + begin, captured, captured);
        packet.origin(linkType, 0, snapLength);
        return begin + captured;
    }

    private void give(Packet packet, long number, PcapRecords headers, int captured) {
        Window w = window;
        int header = headers.header();
        // A fraction of more than a second (seen in damaged files) carries over into the seconds.
        packet.time(headers.seconds(0) * NANOS_PER_SECOND + w.uint32(4) * nanosPerUnit, digits);
        packet.data(w.bytes(), w.at() + header, captured, headers.onWire(0));
        packet.origin(linkType, 0, snapLength);
        packet.number(number);
        headers.given(header + captured);
        w.skip(header + captured);
    }

    private boolean doubtful(PcapRecords headers, int captured) {
        return (captured != headers.onWire(0) && captured != snapLength)
                || captured == 0
                || !headers.nearLast(headers.seconds(0));
    }

    /** The header at hand cannot be right: returns the captured length that is. */
    private int mend(PcapRecords headers, long number, int captured) {
        long offset = window.offset();
        int left = window.left() - headers.header();
        boolean possible = captured >= 0 && captured <= headers.limit();
        String says = "its header says " + (captured & 0xffff_ffffL) + " bytes, ";
        String text = "damaged at packet " + number + ": " + says
                + (possible ? left + " are left" : "more than the " + headers.limit() + " that can be");
        if (wireLengthFits(headers)) {
            problems.add(number, offset, 0, text);
            return headers.onWire(0);
        }
        if (searchOn(headers)) {
            return moved(number, offset, text);
        }
        over(
                number,
                offset,
                possible
                        ? cutOff("truncated in the middle of packet " + number + ": " + says + left + " are left")
                        : text);
        return NOWHERE;
    }

    private int moved(long number, long from, String text) {
        problems.add(number, from, window.offset() - from, text);
        return ELSEWHERE;
    }

    /** The header at hand can be right, but need not: returns the captured length to go by. */
    private int decide(PcapRecords headers, long number, int captured) {
        if (headers.mayEndAt(headers.header() + captured)) {
            return captured;
        }
        long offset = window.offset();
        String text =
                "damaged at packet " + number + ": its header says " + captured + " bytes, but no packet follows them";
        if (captured != headers.onWire(0) && wireLengthFits(headers)) {
            problems.add(number, offset, 0, text);
            return headers.onWire(0);
        }
        if (captured == 0 && headers.onWire(0) == 0 && headers.seconds(0) == 0 && !headers.nearLast(0)) {
            // Nulls are what a disk leaves where nothing was written: then it is no header at all.
            if (searchOn(headers)) {
                return moved(number, offset, text);
            }
            over(number, offset, text);
            return NOWHERE;
        }
        return searchWithin(headers, headers.header() + captured) ? moved(number, offset, text) : captured;
    }

    /** Whether the packet was captured whole, and it is only the captured length that is damaged. */
    private boolean wireLengthFits(PcapRecords headers) {
        int onWire = headers.onWire(0);
        if (onWire < 1 || onWire > headers.limit()) {
            return false;
        }
        int end = headers.header() + onWire;
        return window.has(end) && (!window.has(end + 1) || headers.chainAt(end));
    }

    /**
     * Moves to the next chain of records that begins before a packet's end; otherwise leaves the window where it is.
     * If it begins just before the end, this packet is whole as far as anybody can know: it is the first bytes of the
     * next header that are missing.
     */
    private boolean searchWithin(PcapRecords headers, int end) {
        for (int at = 1; at < end - MOST_OVERLAP; at++) {
            if (headers.chainAt(at, 2)) {
                window.skip(at);
                return true;
            }
        }
        return false;
    }

    /** Moves to the next chain of records; to the end of the file if there is none. */
    private boolean searchOn(PcapRecords headers) {
        int at = 1;
        while (window.has(at + headers.header())) {
            if (headers.chainAt(at)) {
                window.skip(at);
                return true;
            }
            at++;
            if (at == STEP) {
                window.skip(at);
                at = 0;
            }
        }
        return false;
    }
}
