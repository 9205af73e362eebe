package org.protospec.runtime.capture;

/** What knows one file format: takes packet after packet out of a window, and goes on behind what is damaged. */
abstract sealed class PacketReader permits PcapReader, PcapngReader {

    final Window window;
    final Problems problems;

    PacketReader(Window window, Problems problems) {
        this.window = window;
        this.problems = problems;
    }

    /** Fills the packet with the next one that can be read, which has this number; false at the end. */
    abstract boolean next(Packet packet, long number);

    /** See {@link Capture#peek}. */
    abstract int peek(Packet packet, int from);

    /** Why the window ended too early: because the stream failed, if it did, else as {@code text} says. */
    final String cutOff(String text) {
        String failure = window.failure();
        return failure == null ? text : failure;
    }

    /** Nothing more can be read from {@code offset} on. Returns false, the answer of {@link #next} then. */
    final boolean over(long number, long offset, String text) {
        while (window.has(1)) {
            window.skip(window.left());
        }
        // A damage at the very start is one of the file's own header.
        problems.add(offset == 0 ? 0 : number, offset, window.offset() - offset, text);
        return false;
    }

    /** The window has too few bytes for a record's start: the end of the file if it has none and did not fail. */
    final boolean endOr(long number, String text) {
        return (window.left() != 0 || window.failure() != null) && over(number, window.offset(), cutOff(text));
    }
}
