package org.protospec.it.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Small capture files of every format, by name. */
final class BuiltCaptures {
    private static final int PACKETS = 5;

    private final ByteBuffer out;

    private BuiltCaptures(ByteOrder order) {
        out = ByteBuffer.allocate(4096).order(order);
    }

    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("pcap-little", new BuiltCaptures(ByteOrder.LITTLE_ENDIAN).pcap(0xa1b2c3d4, 4));
        files.put("pcap-big-nanoseconds", new BuiltCaptures(ByteOrder.BIG_ENDIAN).pcap(0xa1b23c4d, 4));
        files.put("pcap-modified", new BuiltCaptures(ByteOrder.LITTLE_ENDIAN).pcap(0xa1b2cd34, 4));
        files.put("pcap-old", new BuiltCaptures(ByteOrder.LITTLE_ENDIAN).pcap(0xa1b2c3d4, 2));
        files.put("pcapng-little", new BuiltCaptures(ByteOrder.LITTLE_ENDIAN).pcapng());
        files.put("pcapng-big", new BuiltCaptures(ByteOrder.BIG_ENDIAN).pcapng());
        files.put("pcap-damaged", damaged(files.get("pcap-little"), 24 + 16 + 20, 10));
        files.put("pcapng-damaged", damaged(files.get("pcapng-little"), 28 + 32 + 52, 12));
        return files;
    }

    private static byte[] damaged(byte[] file, int at, int bytes) {
        byte[] damaged = new byte[file.length + bytes];
        Arrays.fill(damaged, (byte) 0xa7);
        System.arraycopy(file, 0, damaged, 0, at);
        System.arraycopy(file, at, damaged, at + bytes, file.length - at);
        return damaged;
    }

    private byte[] pcap(int magic, int minorVersion) {
        out.putInt(magic).putShort((short) 2).putShort((short) minorVersion);
        out.putLong(0).putInt(65_535).putInt(1);
        for (int i = 0; i < PACKETS; i++) {
            int length = 20 + i;
            out.putInt(1_700_000_000 + i).putInt(i * 1000).putInt(length).putInt(length + 4 * (i % 2));
            if (magic == 0xa1b2cd34) {
                out.putLong(0x0102_0304);
            }
            out.put(frame(length));
        }
        return written();
    }

    private byte[] pcapng() {
        section();
        out.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(65_535);
        out.putShort((short) 9).putShort((short) 1).put(new byte[] {9, 0, 0, 0}).putInt(0);
        out.putInt(32);
        for (int i = 0; i < PACKETS; i++) {
            enhanced(20 + i);
        }
        out.putInt(4).putInt(20).putLong(0).putInt(20);
        out.putInt(3).putInt(36).putInt(18).put(frame(18)).putShort((short) 0).putInt(36);
        section();
        out.putInt(1)
                .putInt(20)
                .putShort((short) 101)
                .putShort((short) 0)
                .putInt(0)
                .putInt(20);
        enhanced(21);
        return written();
    }

    private void section() {
        out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
        out.putLong(-1).putInt(28);
    }

    private void enhanced(int length) {
        int total = 32 + (length + 3 & ~3);
        out.putInt(6)
                .putInt(total)
                .putInt(0)
                .putInt(0x0005_5555)
                .putInt(length)
                .putInt(length)
                .putInt(length);
        out.put(frame(length)).position((out.position() + 3 & ~3)).putInt(total);
    }

    private static byte[] frame(int length) {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) (i * 7 + 1);
        }
        return frame;
    }

    private byte[] written() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
