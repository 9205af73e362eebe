package org.protospec.cli.mails;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.protospec.cli.output.OutputFailure;
import org.protospec.runtime.bytes.Slice;

/** A mail on its way into a file, which is open only while a full buffer is written: many mails may be on their way. */
final class StoredMail {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final long packet;
    private final long time;
    private long bytes;
    private boolean created;
    private boolean whole = true;
    private boolean over;

    /** A mail whose content begins in a packet, at a capture time in nanoseconds. */
    StoredMail(Path file, long packet, long time) {
        this.file = file;
        this.packet = packet;
        this.time = time;
    }

    Path file() {
        return file;
    }

    long packet() {
        return packet;
    }

    long time() {
        return time;
    }

    long bytes() {
        return bytes;
    }

    /** Whether nothing of it is missing so far. */
    boolean whole() {
        return whole;
    }

    /** Whether no more content can come. */
    boolean over() {
        return over;
    }

    void append(Slice piece) {
        buffer.write(piece.array(), piece.index(), piece.length());
        bytes += piece.length();
        if (buffer.size() >= BUFFER) {
            write();
        }
    }

    /** Bytes of it are missing. */
    void incomplete() {
        whole = false;
    }

    /** No more content comes: writes what is left. */
    void end() {
        if (!over) {
            over = true;
            write();
        }
    }

    private void write() {
        try {
            if (created) {
                Files.write(file, buffer.toByteArray(), StandardOpenOption.APPEND);
            } else {
                Files.write(file, buffer.toByteArray());
                created = true;
            }
        } catch (IOException e) {
            throw new OutputFailure(new IOException(file + ": " + e, e));
        }
        buffer.reset();
    }
}
