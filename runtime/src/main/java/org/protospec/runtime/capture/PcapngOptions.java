package org.protospec.runtime.capture;

import org.jspecify.annotations.Nullable;

/**
 * What an Interface Description Block says, as far as its options can be read.
 *
 * @param damage what is wrong with the options, as a clause; null if nothing is
 * @param left how many bytes of the options were not read because of that
 */
record PcapngOptions(PcapngInterface description, @Nullable String damage, int left) {

    private static final int OPTION_END = 0;
    private static final int OPTION_TSRESOL = 9;
    private static final int OPTION_TSOFFSET = 14;

    /** Reads the block at the window's place, which has that many bytes. */
    static PcapngOptions ofInterface(Window w, int blockLength) {
        int linkType = w.uint16(8);
        int snapLength = Math.max(w.int32(12), 0);
        int resolution = PcapngInterface.MICROSECONDS;
        long offsetSeconds = 0;
        String damage = null;
        int end = blockLength - PcapngBlocks.TAIL;
        int at = PcapngBlocks.INTERFACE_LEAST - PcapngBlocks.TAIL;
        while (end - at >= 4 && w.uint16(at) != OPTION_END) {
            int code = w.uint16(at);
            int length = w.uint16(at + 2);
            at += 4;
            if (length > end - at) {
                damage = "its option " + code + " says it has " + length + " bytes, " + (end - at) + " are left";
                break;
            }
            if (code == OPTION_TSRESOL && length >= 1) {
                resolution = w.uint8(at);
            } else if (code == OPTION_TSOFFSET && length >= 8) {
                offsetSeconds = w.int64(at);
            }
            at += (length + 3) & ~3;
        }
        return new PcapngOptions(
                new PcapngInterface(linkType, snapLength, resolution, offsetSeconds),
                damage,
                damage == null ? 0 : end - at);
    }
}
