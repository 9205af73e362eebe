package org.protospec.runtime.capture;

/**
 * A damage of a capture file, and what was done about it.
 *
 * @param file the capture's name, as given to {@link Capture#open} or {@link Capture#read}
 * @param packet the number of the packet that could not be read, counted from 1; the next one that can be has this
 *     number then. 0 where it is the file's own header that could not be
 * @param offset where that packet's record or block starts in the file, in bytes; in the unpacked file if it is gzipped
 * @param bytes how many bytes from there on were left out before reading went on, or to the end of the file; 0 where
 *     the damage did not keep anything from being read, and where the file is no capture
 * @param text what is wrong, without the place, as one clause without a final stop
 */
public record CaptureProblem(String file, long packet, long offset, long bytes, String text) {

    /**
     * The problem in one line, the file first: {@code mail.pcap: damaged at packet 7: ... (at byte 4711, 30 bytes
     * skipped)}.
     */
    @Override
    public String toString() {
        if (packet == 0 && bytes == 0) {
            return file + ": " + text;
        }
        return file + ": " + text + " (at byte " + offset + (bytes == 0 ? ")" : ", " + bytes + " bytes skipped)");
    }
}
