package org.protospec.runtime.capture;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A capture file being written: classic pcap 2.4, little-endian.
 *
 * <p>The first packet decides on the link type, on the snap length, and on nanoseconds (if it has more than 6 digits) or
 * microseconds. Packets of a little-endian capture in microseconds come out byte for byte as they were (but for fractions
 * of a second or more, which damaged files have), and if all of them are written, so does the file (but for header fields
 * that nobody uses). Closed without a packet it is an empty
 * Ethernet capture. Not for several threads.
 */
public final class CaptureWriter implements Closeable {

    /** The snap length to write where the source has none. */
    public static final int DEFAULT_SNAP_LENGTH = 262_144;

    private static final int BUFFER = 1 << 18;
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int MICROSECOND_DIGITS = 6;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private int filled;
    private boolean started;
    private int linkType;
    private int nanosPerUnit;
    private long packets;
    private long refused;

    private CaptureWriter(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates a capture file. An existing one is overwritten, at once: it must not be the one that is being read.
     *
     * @throws IOException if the file cannot be created
     */
    public static CaptureWriter create(Path file) throws IOException {
        return new CaptureWriter(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /**
     * Writes a packet. A time before 1970 or after 2106, which the format cannot hold, comes out wrong.
     *
     * @return false if its link type is not the one of the first packet, as a pcap file has only one; such a packet is
     *     counted by {@link #refused()} and not written
     * @throws IOException if the disk is full or fails
     */
    public boolean write(Packet packet) throws IOException {
        if (!started) {
            start(packet.linkType(), packet.timestampDigits(), packet.snapLength());
        }
        if (packet.linkType() != linkType) {
            refused++;
            return false;
        }
        reserve(PcapReader.RECORD_HEADER);
        long time = packet.timestamp();
        INT.set(buffer, filled, (int) Math.floorDiv(time, (long) NANOS_PER_SECOND));
        INT.set(buffer, filled + 4, Math.floorMod(time, NANOS_PER_SECOND) / nanosPerUnit);
        INT.set(buffer, filled + 8, packet.length());
        INT.set(buffer, filled + 12, packet.wireLength());
        filled += PcapReader.RECORD_HEADER;
        append(packet.bytes(), packet.offset(), packet.length());
        packets++;
        return true;
    }

    private void start(int link, int digits, int snapLength) throws IOException {
        started = true;
        linkType = link;
        boolean nanoseconds = digits > MICROSECOND_DIGITS;
        nanosPerUnit = nanoseconds ? 1 : 1000;
        reserve(PcapReader.FILE_HEADER);
        INT.set(buffer, filled, nanoseconds ? PcapReader.NANOSECONDS : PcapReader.MICROSECONDS);
        SHORT.set(buffer, filled + 4, (short) 2);
        SHORT.set(buffer, filled + 6, (short) 4);
        // Time zone and accuracy, at 8 and 12, stay 0 as everywhere: the buffer is fresh.
        INT.set(buffer, filled + 16, snapLength == 0 ? DEFAULT_SNAP_LENGTH : snapLength);
        INT.set(buffer, filled + 20, link);
        filled += PcapReader.FILE_HEADER;
    }

    private void reserve(int count) throws IOException {
        if (buffer.length - filled < count) {
            flush();
        }
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            reserve(1);
            int n = Math.min(length - done, buffer.length - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, n);
            filled += n;
            done += n;
        }
    }

    /** Hands what was written so far to the operating system. */
    public void flush() throws IOException {
        view.position(0).limit(filled);
        while (view.hasRemaining()) {
            channel.write(view);
        }
        filled = 0;
    }

    /** How many packets were written. */
    public long packets() {
        return packets;
    }

    /** How many packets were not written because their link type is not that of the first one. */
    public long refused() {
        return refused;
    }

    /** Writes what is left and closes the file; a second call does nothing. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            if (!started) {
                start(LinkType.ETHERNET, MICROSECOND_DIGITS, 0);
            }
            flush();
        }
    }
}
