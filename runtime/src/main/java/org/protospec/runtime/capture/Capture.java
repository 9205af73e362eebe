package org.protospec.runtime.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture file being read: pcap (both byte orders, micro- and nanoseconds, the "modified" one) or pcapng, gzipped or
 * not, all told apart by their first bytes.
 *
 * <pre>{@code
 * try (Capture capture = Capture.open(path)) {
 *     Packet packet = new Packet();
 *     while (capture.next(packet)) { ... }
 *     List<CaptureProblem> problems = capture.problems();
 * }
 * }</pre>
 *
 * <p>No content makes it throw. Where a file is damaged, what cannot be read is left out and told by {@link
 * #problems()}, and reading goes on at the next packet that can be. A packet of which only the first bytes are in the
 * file (it was cut off) is left out, too: how much of the rest of its record can be trusted is not known, in a stream
 * its end would look like the end of what was sent, and other programs do so, whose packet numbers should be ours.
 *
 * <p>Nothing is allocated per packet; the memory it takes is one buffer of 1 MiB, more only for packets that are
 * larger. For one thread; the counters may be read from another one, which may see them late.
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

    /** So many problems of one capture are kept; all of them are counted. */
    public static final int MAX_PROBLEMS = 100;

    /** What {@link #peek} returns where it shows nothing. */
    public static final int NOTHING_AHEAD = -1;

    private static final int GZIP_MAGIC = 0x8b1f;

    private final String name;
    private final RawInput input;
    private final Window window;
    private final long size;

    private @Nullable PacketReader reader;
    private final Problems problems;
    private boolean finished;
    private long packets;
    private long bytes;

    private Capture(String name, InputStream in, long size) {
        this.name = name;
        this.input = new RawInput(in);
        this.window = new Window(input);
        this.size = size;
        this.problems = new Problems(name);
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
     * Where bytes of a packet are missing, so that it ends in the next one, this next one is lost, which is not so in
     * a file: there the header behind a packet is looked at first.
     *
     * @param in closed by {@link #close()}; needs no buffer of its own
     * @param name what to call it in problems
     */
    public static Capture read(InputStream in, String name) {
        return new Capture(name, in, -1);
    }

    /** Reads a capture from a file that has been opened already. */
    static Capture ofFile(InputStream in, String name, long size) {
        return new Capture(name, in, size);
    }

    /**
     * Reads the next packet.
     *
     * @param packet filled if there is one, otherwise left as it was or without meaning
     * @return false at the end of the file, and where it is so damaged that nothing behind can be read
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
        if (current == null) {
            problems.add(0, window.offset(), 0, notACapture());
        }
        problems.end();
        return false;
    }

    /**
     * Shows a packet behind the one given out last, if it lies in memory already: its bytes and the type of its link. Nothing is
     * read, moved or checked for it, so it may be none that {@link #next} will give out.
     *
     * @param packet another one than is given to {@link #next}
     * @param from 0, or what was returned for the packet before
     * @return where the packet behind it begins, {@link #NOTHING_AHEAD} if nothing is shown
     */
    public int peek(Packet packet, int from) {
        PacketReader current = reader;
        return current == null ? NOTHING_AHEAD : current.peek(packet, from);
    }

    private @Nullable PacketReader detect() {
        if (window.has(2) && window.uint16(0) == GZIP_MAGIC) {
            unpack();
        }
        if (!window.has(4)) {
            return null;
        }
        return window.int32(0) == PcapngBlocks.SECTION_HEADER
                ? new PcapngReader(window, problems)
                : PcapReader.of(window, problems, size < 0 ? PcapReader.Ahead.IF_DOUBTFUL : PcapReader.Ahead.ALWAYS);
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
        // What is shown must not depend on how much a read brought.
        window.has(Signature.SHOWN);
        String failure = window.failure();
        if (failure != null) {
            return failure;
        }
        return "not a capture file: " + Signature.describe(window.bytes(), window.at(), window.left());
    }

    /** The longest packet that is believed in a pcap file with that snap length, as it stands in the file. */
    static int limitFor(int snapLength) {
        int said = snapLength < 0 ? MAX_PACKET_LENGTH : Math.min(snapLength, MAX_PACKET_LENGTH);
        return Math.max(said, SNAP_LENGTH_TOLERATED);
    }

    /**
     * What was damaged so far, in the order of the file: the first {@value #MAX_PROBLEMS}, and at the end, if there
     * were more, one that says how many. A view that grows while packets are read; each is there before the packet
     * that follows it.
     */
    public List<CaptureProblem> problems() {
        return problems.kept();
    }

    /** The first of {@link #problems()}; null if nothing was damaged so far. */
    public @Nullable CaptureProblem problem() {
        return problems.kept().isEmpty() ? null : problems.kept().get(0);
    }

    /** How many places were damaged so far, kept or not. */
    public long damages() {
        return problems.count();
    }

    /** How many bytes were left out because of damage so far; of the unpacked file if it is gzipped. */
    public long bytesSkipped() {
        return problems.bytes();
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

    /**
     * How many bytes were read from the file, still packed if it is gzipped; runs ahead of the packets by a buffer.
     */
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
