package org.protospec.runtime.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A capture file being read: pcap (both byte orders, micro- and nanoseconds, the "modified" one) or pcapng, gzipped or
 * not, all told apart by their first bytes.
 *
 * <pre>{@code
 * try (Capture capture = Capture.open(path)) {
 *     Packet packet = new Packet();
 *     while (capture.next(packet)) { ... }
 *     CaptureProblem problem = capture.problem();
 * }
 * }</pre>
 *
 * <p>No content makes it throw: what is readable is given out, and what is not is then told by {@link #problem()}.
 * Nothing is allocated per packet; the memory it takes is one buffer of 1 MiB, more only for packets that are larger.
 * For one thread; the counters may be read from another one, which may see them late.
 */
public final class Capture implements Closeable {

    /** Captured lengths up to this are believed even where the file's snap length is smaller, as it often lies. */
    public static final int SNAP_LENGTH_TOLERATED = 256 * 1024;

    /** No captured packet of a pcap file may be longer, whatever its snap length says: 16 MiB. */
    public static final int MAX_PACKET_LENGTH = 16 * 1024 * 1024;

    /** No block of a pcapng file may be longer: a largest packet and 64 KiB for what is around it. */
    public static final int MAX_BLOCK_LENGTH = MAX_PACKET_LENGTH + 64 * 1024;

    /** No section of a pcapng file may have more interfaces. */
    public static final int MAX_INTERFACES = 65_536;

    private static final int GZIP_MAGIC = 0x8b1f;

    private final String name;
    private final RawInput input;
    private final Window window;
    private final long size;

    private @Nullable PacketReader reader;
    private @Nullable CaptureProblem problem;
    private boolean finished;
    private long packets;
    private long bytes;

    private Capture(String name, InputStream in, long size) {
        this.name = name;
        this.input = new RawInput(in);
        this.window = new Window(input);
        this.size = size;
    }

    /**
     * Opens a capture file. What is in it is looked at by the first {@link #next}.
     *
     * @throws IOException if there is no such file or it may not be read, with a message for people that names it
     */
    public static Capture open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder, not a capture file");
        }
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            return new Capture(file.toString(), Files.newInputStream(file), size);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + ": no permission to read it", e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be opened (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads a capture from a stream, standard input for instance; packets are given out as soon as they are there.
     *
     * @param in closed by {@link #close()}; needs no buffer of its own
     * @param name what to call it in problems
     */
    public static Capture read(InputStream in, String name) {
        return new Capture(name, in, -1);
    }

    /**
     * Reads the next packet.
     *
     * @param packet filled if there is one, otherwise left as it was or without meaning
     * @return false at the end and where the file is damaged; {@link #problem()} tells them apart
     */
    public boolean next(Packet packet) {
        if (finished) {
            return false;
        }
        PacketReader current = reader;
        if (current == null) {
            current = detect();
            reader = current;
        }
        if (current != null && current.next(packet, packets + 1)) {
            packets++;
            bytes += packet.length();
            return true;
        }
        finished = true;
        String damage = current == null ? notACapture() : current.damage();
        if (damage != null) {
            // A damage at the very start is one of the file's own header.
            long offset = window.offset();
            problem = new CaptureProblem(name, offset == 0 ? 0 : packets + 1, offset, damage);
        }
        return false;
    }

    private @Nullable PacketReader detect() {
        if (window.has(2) && window.uint16(0) == GZIP_MAGIC) {
            unpack();
        }
        if (!window.has(4)) {
            return null;
        }
        return window.int32(0) == PcapngReader.SECTION_HEADER ? new PcapngReader(window) : PcapReader.of(window);
    }

    private void unpack() {
        input.putBack(Arrays.copyOf(window.bytes(), window.left()));
        try {
            window.replace(new Gunzip(input));
        } catch (IOException e) {
            window.fail("not a capture file: it starts like a gzip file, but is none", e);
        }
    }

    private String notACapture() {
        boolean enough = window.has(Signature.SHOWN);
        String failure = window.failure();
        if (failure != null && !enough) {
            return failure;
        }
        return "not a capture file: " + Signature.describe(window.bytes(), window.at(), window.left());
    }

    /** The longest packet that is believed in a pcap file with that snap length, as it stands in the file. */
    static int limitFor(int snapLength) {
        int said = snapLength < 0 ? MAX_PACKET_LENGTH : Math.min(snapLength, MAX_PACKET_LENGTH);
        return Math.max(said, SNAP_LENGTH_TOLERATED);
    }

    /** What broke, once {@link #next} has returned false; null if the capture was read to its end, and before that. */
    public @Nullable CaptureProblem problem() {
        return problem;
    }

    /** What the capture is called: the path it was opened with, or the name that was given with the stream. */
    public String name() {
        return name;
    }

    /** How many packets were given out. */
    public long packets() {
        return packets;
    }

    /** How many bytes the packets given out had in the capture. */
    public long bytes() {
        return bytes;
    }

    /** How many bytes were read from the file, still packed if it is gzipped; runs ahead of the packets by a buffer. */
    public long position() {
        return input.count();
    }

    /** How many bytes the file has, still packed if it is gzipped; -1 if that is not known, as for a stream. */
    public long size() {
        return size;
    }

    /** Closes the file or stream. {@link #next} returns false from now on. */
    @Override
    public void close() throws IOException {
        finished = true;
        input.close();
    }
}
