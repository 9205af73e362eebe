package org.protospec.runtime.capture;

import java.util.List;

/**
 * The blocks of a pcapng section, and which bytes can be one: a type that is known, the same length at both ends, and
 * if there is a packet in it, of an interface that the section has and not longer than the block. Random bytes are
 * that in one of 2<sup>60</sup> cases.
 *
 * <p>A capture that is itself carried in packets has such blocks, too. Blocks begin at multiples of 4 bytes from each
 * other, so places in that distance from the damaged block are preferred, for a short way: what Ethernet frames carry
 * is mostly not in step.
 */
final class PcapngBlocks {
    /** The type of a Section Header Block reads the same in both byte orders. */
    static final int SECTION_HEADER = 0x0a0d0d0a;

    static final int INTERFACE_DESCRIPTION = 1;
    static final int OBSOLETE_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;

    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /** Type and total length before a block's body, the total length again behind it. */
    static final int HEAD = 8;

    static final int TAIL = 4;
    static final int EMPTY = HEAD + TAIL;
    static final int INTERFACE_LEAST = EMPTY + 8;
    static final int SIMPLE_PACKET_LEAST = EMPTY + 4;
    static final int PACKET_LEAST = EMPTY + 20;
    private static final int SECTION_HEADER_LEAST = EMPTY + 16;

    private static final int NAMES = 4;
    private static final int STATISTICS = 5;
    private static final int JOURNAL = 9;
    private static final int SECRETS = 10;
    private static final int CUSTOM = 0xbad;
    private static final int CUSTOM_NOT_TO_COPY = 0x4000_0bad;

    /** Longer blocks are read, but nobody looks for them: that would take too much memory. */
    private static final int SEARCHED_LENGTH = 1 << 19;

    /** Places that are looked at in step with the damaged block before the others are. */
    private static final int STEP = 4096;

    /** So far from its start a damaged block stays in the window, to be mended. */
    private static final int KEPT = 1 << 18;

    private static final int NOWHERE = -1;

    private final Window window;
    private final List<PcapngInterface> interfaces;

    PcapngBlocks(Window window, List<PcapngInterface> interfaces) {
        this.window = window;
        this.interfaces = interfaces;
    }

    /** The least length of a block of that type. */
    static int least(int type) {
        return switch (type) {
            case SECTION_HEADER -> SECTION_HEADER_LEAST;
            case INTERFACE_DESCRIPTION -> INTERFACE_LEAST;
            case SIMPLE_PACKET -> SIMPLE_PACKET_LEAST;
            case ENHANCED_PACKET, OBSOLETE_PACKET -> PACKET_LEAST;
            default -> EMPTY;
        };
    }

    private static boolean known(int type) {
        return switch (type) {
            case SECTION_HEADER,
                    INTERFACE_DESCRIPTION,
                    OBSOLETE_PACKET,
                    SIMPLE_PACKET,
                    ENHANCED_PACKET,
                    NAMES,
                    STATISTICS,
                    JOURNAL,
                    SECRETS,
                    CUSTOM,
                    CUSTOM_NOT_TO_COPY -> true;
            default -> false;
        };
    }

    /** Whether a block that can be right lies at a distance, whole. */
    boolean at(int place) {
        Window w = window;
        if (!w.has(place + EMPTY)) {
            return false;
        }
        int type = w.int32(place);
        int length = w.int32(place + 4);
        if (type == SECTION_HEADER) {
            return sectionAt(place);
        }
        return known(type)
                && lengthFits(place, type, length)
                && w.int32(place + length - TAIL) == length
                && contentFits(place, type, length);
    }

    private boolean lengthFits(int place, int type, int length) {
        return length >= least(type) && length <= SEARCHED_LENGTH && (length & 3) == 0 && window.has(place + length);
    }

    private boolean contentFits(int place, int type, int length) {
        return switch (type) {
            case ENHANCED_PACKET -> packetFits(place, window.int32(place + 8), length);
            case OBSOLETE_PACKET -> packetFits(place, window.uint16(place + 8), length);
            default -> true;
        };
    }

    private boolean packetFits(int place, int interfaceId, int length) {
        int captured = window.int32(place + 20);
        return interfaceId >= 0
                && interfaceId < interfaces.size()
                && captured >= 0
                && captured <= length - PACKET_LEAST;
    }

    /** Whether a section header that can be right lies at a distance, in either byte order. */
    boolean sectionAt(int place) {
        Window w = window;
        if (!w.has(place + SECTION_HEADER_LEAST) || w.int32(place) != SECTION_HEADER) {
            return false;
        }
        int magic = w.int32(place + HEAD);
        boolean other = magic == Integer.reverseBytes(BYTE_ORDER_MAGIC);
        if (!other && magic != BYTE_ORDER_MAGIC) {
            return false;
        }
        int length = other ? Integer.reverseBytes(w.int32(place + 4)) : w.int32(place + 4);
        return lengthFits(place, SECTION_HEADER, length) && w.int32(place + length - TAIL) == w.int32(place + 4);
    }

    /**
     * Searches for the next block that can be right, behind the one at hand, to the end of the file.
     *
     * @return how far it is from where the window stands, which may have moved on; negative if there is none
     */
    int search() {
        for (int from = 4; window.has(from + EMPTY); from += STEP) {
            if (from > KEPT) {
                window.skip(from);
                from = 0;
            }
            int found = within(from, from + STEP, 4);
            if (found == NOWHERE) {
                found = within(Math.max(from - 3, 0), from + STEP, 1);
            }
            if (found != NOWHERE) {
                return found;
            }
        }
        return NOWHERE;
    }

    /**
     * The length of the block at hand by its end, whatever its start says: where a block, or nothing, follows a
     * length that leads back here. It is looked for near only; 0 if it is not there.
     */
    int lengthByEnd() {
        Window w = window;
        for (int place = EMPTY; place <= STEP && w.has(place); place += 4) {
            if (w.int32(place - TAIL) == place && (at(place) || !w.has(place + 1))) {
                return place;
            }
        }
        return 0;
    }

    private int within(int from, int to, int step) {
        for (int place = from; place < to; place += step) {
            if (place > 0 && at(place)) {
                return place;
            }
        }
        return NOWHERE;
    }

    /** Moves to the next section header; to the end of the file if there is none. */
    boolean searchSection() {
        while (window.has(4 + SECTION_HEADER_LEAST)) {
            // Sections may follow blocks of any length, where the version is not known.
            window.skip(1);
            if (sectionAt(0)) {
                return true;
            }
        }
        return false;
    }
}
