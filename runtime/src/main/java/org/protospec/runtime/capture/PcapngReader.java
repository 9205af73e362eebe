package org.protospec.runtime.capture;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pcapng format (draft-ietf-opsawg-pcapng): sections of blocks, of which those with packets are given out. */
final class PcapngReader extends PacketReader {

    /** The type of a Section Header Block reads the same in both byte orders. */
    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int MAJOR_VERSION = 1;

    /** Type and total length before a block's body, the total length again behind it. */
    private static final int BLOCK_HEAD = 8;

    private static final int BLOCK_TAIL = 4;
    private static final int EMPTY_BLOCK = BLOCK_HEAD + BLOCK_TAIL;
    private static final int SECTION_HEADER_LEAST = EMPTY_BLOCK + 16;
    private static final int INTERFACE_LEAST = EMPTY_BLOCK + 8;
    private static final int SIMPLE_PACKET_LEAST = EMPTY_BLOCK + 4;
    private static final int PACKET_LEAST = EMPTY_BLOCK + 20;

    private static final int OPTION_END = 0;
    private static final int OPTION_TSRESOL = 9;
    private static final int OPTION_TSOFFSET = 14;

    private final List<PcapngInterface> interfaces = new ArrayList<>();

    /** The length that the block says it has, once {@link #block} has approved of it. */
    private int blockLength;

    PcapngReader(Window window) {
        super(window);
    }

    @Override
    boolean next(Packet packet, long number) {
        while (block(number)) {
            int length = blockLength;
            switch (window.int32(0)) {
                case ENHANCED_PACKET -> {
                    return packet(packet, number, window.int32(8));
                }
                case OBSOLETE_PACKET -> {
                    return packet(packet, number, window.uint16(8));
                }
                case SIMPLE_PACKET -> {
                    return simplePacket(packet, number);
                }
                case INTERFACE_DESCRIPTION -> {
                    if (!interfaceDescription()) {
                        return false;
                    }
                }
                case SECTION_HEADER -> interfaces.clear();
                default -> {
                    // Names, statistics, secrets, custom blocks: nothing that packets depend on.
                }
            }
            window.skip(length);
        }
        return false;
    }

    /** Brings the next block into the window, whole; false at the end of the file and if the block is damaged. */
    private boolean block(long number) {
        Window w = window;
        if (!w.has(EMPTY_BLOCK)) {
            return endOr("truncated in a block before packet " + number + ": a block has at least " + EMPTY_BLOCK
                    + " bytes, " + w.left() + " are left");
        }
        boolean startsSection = w.int32(0) == SECTION_HEADER;
        if (startsSection && !byteOrder()) {
            return false;
        }
        int length = w.int32(4);
        if (length < least(w.int32(0)) || length > Capture.MAX_BLOCK_LENGTH || (length & 3) != 0) {
            return damaged("damaged before packet " + number + ": a block of type " + hex(w.int32(0)) + " says it has "
                    + (length & 0xffff_ffffL) + " bytes");
        }
        if (!w.has(length)) {
            return cutOff("truncated in the middle of " + blockName(number) + ": it says it has " + length + " bytes, "
                    + w.left() + " are left");
        }
        int repeated = w.int32(length - BLOCK_TAIL);
        if (repeated != length) {
            return damaged("damaged at " + blockName(number) + ": its length is " + length + " at its start and "
                    + (repeated & 0xffff_ffffL) + " at its end");
        }
        if (startsSection && w.uint16(12) != MAJOR_VERSION) {
            return damaged("version " + w.uint16(12) + "." + w.uint16(14) + " of the pcapng format is not known");
        }
        blockLength = length;
        return true;
    }

    private boolean byteOrder() {
        window.order(ByteOrder.LITTLE_ENDIAN);
        int magic = window.int32(8);
        if (magic == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            window.order(ByteOrder.BIG_ENDIAN);
            return true;
        }
        return magic == BYTE_ORDER_MAGIC
                || damaged("damaged at a section header: its byte-order magic is " + hex(magic));
    }

    private static int least(int blockType) {
        return switch (blockType) {
            case SECTION_HEADER -> SECTION_HEADER_LEAST;
            case INTERFACE_DESCRIPTION -> INTERFACE_LEAST;
            case SIMPLE_PACKET -> SIMPLE_PACKET_LEAST;
            case ENHANCED_PACKET, OBSOLETE_PACKET -> PACKET_LEAST;
            default -> EMPTY_BLOCK;
        };
    }

    /** An Enhanced Packet Block or its obsolete predecessor: they differ only in the size of the interface's number. */
    private boolean packet(Packet packet, long number, int interfaceId) {
        Window w = window;
        PcapngInterface origin = interfaceOf(interfaceId);
        if (origin == null) {
            return damaged("damaged at packet " + number + ": it is of interface " + (interfaceId & 0xffff_ffffL)
                    + ", the section has " + interfaces.size());
        }
        int captured = w.int32(20);
        int room = blockLength - PACKET_LEAST;
        if (captured < 0 || captured > room) {
            return damaged("damaged at packet " + number + ": its header says " + (captured & 0xffff_ffffL)
                    + " bytes, its block has room for " + room);
        }
        packet.time(origin.nanos(w.uint32(12) << 32 | w.uint32(16)), origin.digits());
        packet.data(w.bytes(), w.at() + 28, captured, w.int32(24));
        packet.origin(origin.linkType(), interfaceId, origin.snapLength());
        packet.number(number);
        w.skip(blockLength);
        return true;
    }

    /** A Simple Packet Block: of the section's first interface, cut to its snap length, without a time. */
    private boolean simplePacket(Packet packet, long number) {
        Window w = window;
        PcapngInterface origin = interfaceOf(0);
        if (origin == null) {
            return damaged("damaged at packet " + number + ": its section has no interface");
        }
        int onWire = w.int32(8);
        long captured = Math.min(onWire & 0xffff_ffffL, blockLength - SIMPLE_PACKET_LEAST);
        if (origin.snapLength() > 0) {
            captured = Math.min(captured, origin.snapLength());
        }
        packet.time(0, 0);
        packet.data(w.bytes(), w.at() + 12, (int) captured, onWire);
        packet.origin(origin.linkType(), 0, origin.snapLength());
        packet.number(number);
        w.skip(blockLength);
        return true;
    }

    private @Nullable PcapngInterface interfaceOf(int id) {
        return id >= 0 && id < interfaces.size() ? interfaces.get(id) : null;
    }

    private boolean interfaceDescription() {
        if (interfaces.size() == Capture.MAX_INTERFACES) {
            return damaged("more than " + Capture.MAX_INTERFACES + " interfaces in one section");
        }
        Window w = window;
        int linkType = w.uint16(8);
        int snapLength = w.int32(12);
        int resolution = PcapngInterface.MICROSECONDS;
        long offsetSeconds = 0;
        int end = blockLength - BLOCK_TAIL;
        int at = INTERFACE_LEAST - BLOCK_TAIL;
        while (end - at >= 4 && w.uint16(at) != OPTION_END) {
            int code = w.uint16(at);
            int length = w.uint16(at + 2);
            at += 4;
            if (length > end - at) {
                return damaged("damaged at the description of interface " + interfaces.size() + ": its option " + code
                        + " says it has " + length + " bytes, " + (end - at) + " are left");
            }
            if (code == OPTION_TSRESOL && length >= 1) {
                resolution = w.uint8(at);
            } else if (code == OPTION_TSOFFSET && length >= 8) {
                offsetSeconds = w.int64(at);
            }
            at += (length + 3) & ~3;
        }
        interfaces.add(new PcapngInterface(linkType, Math.max(snapLength, 0), resolution, offsetSeconds));
        return true;
    }

    /** What the block at hand is, for a problem's text. */
    private String blockName(long number) {
        return switch (window.int32(0)) {
            case ENHANCED_PACKET, OBSOLETE_PACKET, SIMPLE_PACKET -> "packet " + number;
            case INTERFACE_DESCRIPTION -> "the description of interface " + interfaces.size();
            case SECTION_HEADER -> "a section header";
            default -> "a block of type " + hex(window.int32(0)) + " before packet " + number;
        };
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%08x", value);
    }
}
