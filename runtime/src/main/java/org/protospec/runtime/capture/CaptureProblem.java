package org.protospec.runtime.capture;

/**
 * What is wrong with a capture file, where.
 *
 * @param file the capture's name, as given to {@link Capture#open} or {@link Capture#read}
 * @param packet the number of the packet that could not be read, counted from 1; 0 where not even the file's own header
 *     could be
 * @param offset where that packet's record or block starts in the file, in bytes; in the unpacked file if it is gzipped
 * @param text what is wrong, without the place, as one clause without a final stop
 */
public record CaptureProblem(String file, long packet, long offset, String text) {

    /** The problem in one line, the file first: {@code mail.pcap: truncated in the middle of ... (at byte 4711)}. */
    @Override
    public String toString() {
        return packet == 0 ? file + ": " + text : file + ": " + text + " (at byte " + offset + ")";
    }
}
