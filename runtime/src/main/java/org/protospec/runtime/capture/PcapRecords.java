package org.protospec.runtime.capture;

/**
 * The record headers of a pcap file, and which bytes can be one: a file has no mark where a record begins, so the
 * numbers must fit each other.
 *
 * <p>After a damage a record is only believed in at the head of a chain: {@value #CHAIN} records, each where the one
 * before ends, or fewer where the file ends (one that was captured whole, else two). In each the captured length is
 * at least 1 and at most what the file allows, the length on the wire is not less, the fraction is less than a
 * second, and its time is within a day of the record before. Random bytes are one such header in 2<sup>50</sup> cases
 * (nanoseconds: 2<sup>40</sup>). If the first time is far from that of the last good packet, as where captures were
 * put together, the chain must be {@value #FAR_CHAIN} long. What remains is a capture that is itself carried in
 * packets: its chains end with the segment they are in, mostly before they are long enough.
 */
final class PcapRecords {
    static final int CHAIN = 3;
    static final int FAR_CHAIN = 6;

    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int SECONDS_PER_DAY = 86_400;

    /** Longer packets are read, but nobody looks for them: the chain would take too much memory. */
    private static final int SEARCHED_LENGTH = 1 << 20;

    private final Window window;
    private final int header;
    private final int fractions;
    private final int minorVersion;
    private final int limit;
    private long lastSeconds = UNKNOWN;

    /**
     * Creates them.
     *
     * @param header a record header's length in bytes
     * @param fractions a second's parts in its time
     * @param limit the longest packet
     */
    PcapRecords(Window window, int header, int fractions, int minorVersion, int limit) {
        this.window = window;
        this.header = header;
        this.fractions = fractions;
        this.minorVersion = minorVersion;
        this.limit = limit;
    }

    int header() {
        return header;
    }

    int limit() {
        return limit;
    }

    /**
     * Whether the record at hand is what nearly all are, so that nothing about it is doubtful: it was captured whole, lies in the window
     * with the header behind it, that can be one, and both are near the last record in time.
     */
    boolean isUsual() {
        int left = window.left() - 2 * header;
        if (left <= 0 || lastSeconds == UNKNOWN || minorVersion < 4) {
            return false;
        }
        int captured = window.int32(8);
        if (captured <= 0 || captured > left || captured > limit || captured != window.int32(12)) {
            return false;
        }
        int end = header + captured;
        return nearLast(seconds(0)) && sane(end) && nearLast(seconds(end));
    }

    long seconds(int at) {
        return window.uint32(at);
    }

    /** The bytes captured, as the header at a distance says: negative if more than 2^31 - 1. */
    int captured(int at) {
        return exchanged(at) ? window.int32(at + 12) : window.int32(at + 8);
    }

    int onWire(int at) {
        return exchanged(at) ? window.int32(at + 8) : window.int32(at + 12);
    }

    /** Before version 2.3 the two lengths stood the other way round; programs of 2.3 did it either way. */
    private boolean exchanged(int at) {
        return minorVersion < 4 && (minorVersion < 3 || window.int32(at + 8) > window.int32(at + 12));
    }

    /**
     * Remembers the time of the packet at hand, which ends at a distance, if it is no lie: the next one is near then.
     */
    void given(int end) {
        long seconds = seconds(0);
        if (nearLast(seconds) || (window.has(end + header) && near(seconds(end), seconds))) {
            lastSeconds = seconds;
        }
    }

    boolean nearLast(long seconds) {
        return lastSeconds == UNKNOWN || near(seconds, lastSeconds);
    }

    private static boolean near(long seconds, long others) {
        return Math.abs(seconds - others) <= SECONDS_PER_DAY;
    }

    /** Whether a record may end at a distance: the file does nearly, or another header follows. */
    boolean mayEndAt(int at) {
        if (!window.has(at + header)) {
            return true;
        }
        return sane(at) && (lastSeconds == UNKNOWN ? near(seconds(at), seconds(0)) : nearLast(seconds(at)));
    }

    private boolean sane(int at) {
        int captured = captured(at);
        if (captured < 1 || captured > limit || captured > SEARCHED_LENGTH) {
            return false;
        }
        int onWire = onWire(at);
        return onWire >= captured && onWire <= Math.max(limit, SEARCHED_LENGTH) && window.uint32(at + 4) < fractions;
    }

    /** Whether a chain begins at a distance, with a record that is there whole. */
    boolean chainAt(int start) {
        return chainAt(start, 1);
    }

    /** The same; where the file ends, {@code least} records are enough if all of them were captured whole. */
    boolean chainAt(int start, int least) {
        // The two cheapest looks come first: most places end here.
        if (!window.has(start + header) || !sane(start)) {
            return false;
        }
        boolean near = nearLast(seconds(start));
        boolean uncut = true;
        int wanted = near ? CHAIN : FAR_CHAIN;
        long before = seconds(start);
        int at = start;
        for (int length = 0; length < wanted; length++) {
            int enough = !near ? CHAIN : uncut ? least : 2;
            if (!window.has(at + header)) {
                return length >= enough && window.left() == at;
            }
            if (!sane(at) || !near(seconds(at), before)) {
                return false;
            }
            before = seconds(at);
            uncut &= captured(at) == onWire(at);
            int end = at + header + captured(at);
            if (!window.has(end)) {
                // The last packet is cut off: those before it are whole.
                return length >= enough;
            }
            at = end;
        }
        return true;
    }
}
