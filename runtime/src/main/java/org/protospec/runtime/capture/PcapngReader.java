package org.protospec.runtime.capture;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): sections of blocks, of which those with packets are given out.
 *
 * <p>A block whose content is damaged is left out. One whose length is damaged has it twice, at its start and its
 * end: the one behind which another block follows is believed. If neither is, the next block is searched for ({@link
 * PcapngBlocks}).
 */
final class PcapngReader extends PacketReader {

    private static final int MAJOR_VERSION = 1;
    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    /** Instead of a block's length: the window has moved to another block. */
    private static final int ELSEWHERE = 0;

    /** Instead of a block's length: no other block was found. */
    private static final int NOWHERE = -1;

    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private final PcapngBlocks blocks;

    /** The length of the block at hand, once {@link #block} has brought it. */
    private int blockLength;

    PcapngReader(Window window, Problems problems) {
        super(window, problems);
        blocks = new PcapngBlocks(window, interfaces);
    }

    @Override
    boolean next(Packet packet, long number) {
        while (block(number)) {
            boolean given = switch (window.int32(0)) {
                case PcapngBlocks.ENHANCED_PACKET -> packet(packet, number, window.int32(8));
                case PcapngBlocks.OBSOLETE_PACKET -> packet(packet, number, window.uint16(8));
                case PcapngBlocks.SIMPLE_PACKET -> simplePacket(packet, number);
                case PcapngBlocks.INTERFACE_DESCRIPTION -> interfaceDescription(number);
                case PcapngBlocks.SECTION_HEADER -> {
                    interfaces.clear();
                    yield false;
                }
                // Names, statistics, secrets, custom blocks: nothing that packets depend on.
                default -> false;
            };
            window.skip(blockLength);
            if (given) {
                return true;
            }
        }
        return false;
    }

    @Override
    int peek(Packet packet, int from) {
        Window w = window;
        if (!w.holds(from + PcapngBlocks.PACKET_LEAST) || w.int32(from) != PcapngBlocks.ENHANCED_PACKET) {
            return Capture.NOTHING_AHEAD;
        }
        int length = w.int32(from + 4);
        int captured = w.int32(from + 20);
        PcapngInterface origin = interfaceOf(w.int32(from + 8));
        if (length < PcapngBlocks.PACKET_LEAST
                || length > Capture.MAX_BLOCK_LENGTH
                || !w.holds(from + length)
                || origin == null
                || captured < 0
                || captured > length - PcapngBlocks.PACKET_LEAST) {
            return Capture.NOTHING_AHEAD;
        }
        packet.data(w.bytes(), w.at() + from + 28, captured, captured);
        packet.origin(origin.linkType(), 0, origin.snapLength());
        return from + length;
    }

    /** Brings the next block that can be read into the window, whole; false at the end of the file. */
    private boolean block(long number) {
        Window w = window;
        while (true) {
            if (!w.has(PcapngBlocks.EMPTY)) {
                return endOr(
                        number,
                        "truncated in a block before packet " + number + ": a block has at least " + PcapngBlocks.EMPTY
                                + " bytes, " + w.left() + " are left");
            }
            int length = measure(number);
            if (length > 0) {
                blockLength = length;
                if (w.int32(0) != PcapngBlocks.SECTION_HEADER || versionIsKnown(number)) {
                    return true;
                }
            } else if (length == NOWHERE) {
                return false;
            }
        }
    }

    /** The length of the block at hand, which then is whole in the window, or one of the two below. */
    private int measure(long number) {
        Window w = window;
        int type = w.int32(0);
        if (type == PcapngBlocks.SECTION_HEADER && !byteOrder(number)) {
            return mend(number, magicDamage());
        }
        int length = w.int32(4);
        if (length < PcapngBlocks.least(type) || length > Capture.MAX_BLOCK_LENGTH || (length & 3) != 0) {
            return mend(
                    number,
                    "damaged before packet " + number + ": a block of type " + hex(type) + " says it has "
                            + (length & 0xffff_ffffL) + " bytes");
        }
        if (!w.has(length)) {
            return mend(
                    number,
                    cutOff("truncated in the middle of " + blockName(number) + ": it says it has " + length + " bytes, "
                            + w.left() + " are left"));
        }
        int repeated = w.int32(length - PcapngBlocks.TAIL);
        if (repeated != length) {
            return mend(
                    number,
                    "damaged at " + blockName(number) + ": its length is " + length + " at its start and "
                            + (repeated & 0xffff_ffffL) + " at its end");
        }
        return length;
    }

    /** The block at hand is damaged as {@code text} says: returns its length if that can be known all the same. */
    private int mend(long number, String text) {
        Window w = window;
        long offset = w.offset();
        int type = w.int32(0);
        int byEnd = blocks.lengthByEnd();
        int length = byEnd >= PcapngBlocks.least(type) ? byEnd : believed();
        if (length > 0) {
            problems.add(number(number, offset), offset, 0, text);
            return length;
        }
        int next = blocks.search();
        if (next < 0) {
            over(number, offset, text);
            return NOWHERE;
        }
        if (w.offset() == offset) {
            if (next >= PcapngBlocks.least(type) && w.int32(next - PcapngBlocks.TAIL) == next) {
                problems.add(number(number, offset), offset, 0, text);
                return next;
            }
            if (type == PcapngBlocks.INTERFACE_DESCRIPTION
                    && next >= PcapngBlocks.INTERFACE_LEAST
                    && interfaces.size() < Capture.MAX_INTERFACES) {
                // The interfaces behind it must not get its number.
                interfaces.add(PcapngOptions.ofInterface(w, next).description());
            }
        }
        w.skip(next);
        problems.add(number(number, offset), offset, w.offset() - offset, text);
        return ELSEWHERE;
    }

    /** The length at the block's start if there is reason to believe it, whatever is wrong; else 0. */
    private int believed() {
        Window w = window;
        int length = w.int32(4);
        if (length < PcapngBlocks.least(w.int32(0)) || length > Capture.MAX_BLOCK_LENGTH) {
            return 0;
        }
        int padded = length + 3 & ~3;
        if (!w.has(padded)) {
            return 0;
        }
        if (padded != length) {
            // Some programs do not count the padding.
            return w.int32(padded - PcapngBlocks.TAIL) == length ? padded : 0;
        }
        return !w.has(length + 1) || blocks.at(length) ? length : 0;
    }

    /** A damage at the very start is one of the file's own header. */
    private static long number(long number, long offset) {
        return offset == 0 ? 0 : number;
    }

    /** Takes the byte order from the section header at hand; false if it does not say. */
    private boolean byteOrder(long number) {
        Window w = window;
        ByteOrder before = w.order();
        for (ByteOrder order : ORDERS) {
            w.order(order);
            if (w.int32(PcapngBlocks.HEAD) == PcapngBlocks.BYTE_ORDER_MAGIC) {
                return true;
            }
        }
        for (ByteOrder order : ORDERS) {
            w.order(order);
            int length = w.int32(4);
            if (length >= PcapngBlocks.least(PcapngBlocks.SECTION_HEADER)
                    && length <= Capture.SNAP_LENGTH_TOLERATED
                    && w.has(length)
                    && w.int32(length - PcapngBlocks.TAIL) == length) {
                // The lengths say what the magic should.
                problems.add(number(number, w.offset()), w.offset(), 0, magicDamage());
                return true;
            }
        }
        w.order(before);
        return false;
    }

    private String magicDamage() {
        ByteOrder order = window.order();
        window.order(ByteOrder.LITTLE_ENDIAN);
        String magic = hex(window.int32(PcapngBlocks.HEAD));
        window.order(order);
        return "damaged at a section header: its byte-order magic is " + magic;
    }

    /** Whether the section header at hand is of a version that we read; if not, moves to the next one. */
    private boolean versionIsKnown(long number) {
        Window w = window;
        if (w.uint16(12) == MAJOR_VERSION) {
            return true;
        }
        String text = "version " + w.uint16(12) + "." + w.uint16(14) + " of the pcapng format is not known";
        long offset = w.offset();
        if (blocks.searchSection()) {
            problems.add(number(number, offset), offset, w.offset() - offset, text);
        } else {
            over(number, offset, text);
        }
        return false;
    }

    /**
     * An Enhanced Packet Block or its obsolete predecessor: they differ only in the size of the interface's number.
     */
    private boolean packet(Packet packet, long number, int interfaceId) {
        Window w = window;
        PcapngInterface origin = interfaceOf(interfaceId);
        if (origin == null) {
            return leftOut(
                    number,
                    "damaged at packet " + number + ": it is of interface " + (interfaceId & 0xffff_ffffL)
                            + ", the section has " + interfaces.size());
        }
        int captured = w.int32(20);
        int room = blockLength - PcapngBlocks.PACKET_LEAST;
        if (captured < 0 || captured > room) {
            return leftOut(
                    number,
                    "damaged at packet " + number + ": its header says " + (captured & 0xffff_ffffL)
                            + " bytes, its block has room for " + room);
        }
        packet.time(origin.nanos(w.uint32(12) << 32 | w.uint32(16)), origin.digits());
        packet.data(w.bytes(), w.at() + 28, captured, w.int32(24));
        packet.origin(origin.linkType(), interfaceId, origin.snapLength());
        packet.number(number);
        return true;
    }

    /** The block at hand cannot be used. Returns false: it gives no packet. */
    private boolean leftOut(long number, String text) {
        problems.add(number, window.offset(), blockLength, text);
        return false;
    }

    /** A Simple Packet Block: of the section's first interface, cut to its snap length, without a time. */
    private boolean simplePacket(Packet packet, long number) {
        Window w = window;
        PcapngInterface origin = interfaceOf(0);
        if (origin == null) {
            return leftOut(number, "damaged at packet " + number + ": its section has no interface");
        }
        int onWire = w.int32(8);
        long captured = Math.min(onWire & 0xffff_ffffL, blockLength - PcapngBlocks.SIMPLE_PACKET_LEAST);
        if (origin.snapLength() > 0) {
            captured = Math.min(captured, origin.snapLength());
        }
        packet.time(0, 0);
        packet.data(w.bytes(), w.at() + 12, (int) captured, onWire);
        packet.origin(origin.linkType(), 0, origin.snapLength());
        packet.number(number);
        return true;
    }

    private @Nullable PcapngInterface interfaceOf(int id) {
        return id >= 0 && id < interfaces.size() ? interfaces.get(id) : null;
    }

    /** Takes the description of an interface. Returns false: it gives no packet. */
    private boolean interfaceDescription(long number) {
        if (interfaces.size() == Capture.MAX_INTERFACES) {
            return leftOut(number, "more than " + Capture.MAX_INTERFACES + " interfaces in one section");
        }
        PcapngOptions options = PcapngOptions.ofInterface(window, blockLength);
        String damage = options.damage();
        if (damage != null) {
            // The options before that are good, and packets of the interface follow.
            problems.add(
                    number,
                    window.offset(),
                    options.left(),
                    "damaged at the description of interface " + interfaces.size() + ": " + damage);
        }
        interfaces.add(options.description());
        return false;
    }

    /** What the block at hand is, for a problem's text. */
    private String blockName(long number) {
        return switch (window.int32(0)) {
            case PcapngBlocks.ENHANCED_PACKET, PcapngBlocks.OBSOLETE_PACKET, PcapngBlocks.SIMPLE_PACKET ->
                "packet " + number;
            case PcapngBlocks.INTERFACE_DESCRIPTION -> "the description of interface " + interfaces.size();
            case PcapngBlocks.SECTION_HEADER -> "a section header";
            default -> "a block of type " + hex(window.int32(0)) + " before packet " + number;
        };
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%08x", value);
    }
}
