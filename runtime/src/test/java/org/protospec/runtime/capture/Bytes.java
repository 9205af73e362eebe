package org.protospec.runtime.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;

/** Bytes of a capture file, put together by hand. */
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean little;

    Bytes(ByteOrder order) {
        little = order == ByteOrder.LITTLE_ENDIAN;
    }

    static Bytes little() {
        return new Bytes(ByteOrder.LITTLE_ENDIAN);
    }

    static Bytes big() {
        return new Bytes(ByteOrder.BIG_ENDIAN);
    }

    Bytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Bytes u16(int... values) {
        for (int value : values) {
            number(value, 2);
        }
        return this;
    }

    Bytes u32(int... values) {
        for (int value : values) {
            number(value, 4);
        }
        return this;
    }

    Bytes u64(long value) {
        number(value, 8);
        return this;
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private void number(long value, int size) {
        for (int i = 0; i < size; i++) {
            int shift = 8 * (little ? i : size - 1 - i);
            out.write((int) (value >>> shift));
        }
    }

    byte[] get() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    /** A pcap file's header of version 2.4. */
    Bytes pcapHeader(int magic, int snapLength, int linkType) {
        return u32(magic).u16(2, 4).u32(0, 0, snapLength, linkType);
    }

    /** A pcap record, whole. */
    Bytes pcapRecord(int seconds, int fraction, byte[] frame) {
        return u32(seconds, fraction, frame.length, frame.length).raw(frame);
    }

    /** A pcapng block around this body, which is padded. */
    Bytes block(int type, byte[] body) {
        int padded = (body.length + 3) & ~3;
        return u32(type, padded + 12)
                .raw(body)
                .raw(new byte[padded - body.length])
                .u32(padded + 12);
    }

    Bytes section() {
        return block(
                PcapngBlocks.SECTION_HEADER,
                same().u32(0x1a2b3c4d).u16(1, 0).u64(-1).get());
    }

    /** An Interface Description Block; the options as they stand in the file. */
    Bytes interfaceBlock(int linkType, int snapLength, byte[] options) {
        return block(1, same().u16(linkType, 0).u32(snapLength).raw(options).get());
    }

    Bytes enhanced(int interfaceId, long ticks, byte[] frame, int onWire) {
        Bytes body = same().u32(interfaceId, (int) (ticks >>> 32), (int) ticks, frame.length, onWire);
        return block(6, body.raw(frame).get());
    }

    /** More of the same byte order, empty. */
    Bytes same() {
        return new Bytes(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** {@code size} bytes that differ from each other and, by the seed, from those of other frames. */
    static byte[] frame(int size, int seed) {
        byte[] frame = new byte[size];
        for (int i = 0; i < size; i++) {
            frame[i] = (byte) (seed * 31 + i * 7 + 1);
        }
        return frame;
    }
}
