package org.protospec.runtime.parse;

/**
 * Why bytes are not the message that was expected: data for events, alerts and JSON, never thrown.
 *
 * @param kind what went wrong
 * @param protocol name of the protocol
 * @param direction {@code "up"}, {@code "down"}, or empty for a datagram
 * @param offset offset in the stream (or datagram) of the byte where it went wrong
 * @param packet number in the capture of the packet that brought that byte, 0 if unknown
 * @param path the fields that lead to the place, as {@code Replies.lines[3].code}
 * @param expected what was expected there, in the spec's words
 * @param found what was found there, as printable text
 */
public record ParseError(
        Kind kind,
        String protocol,
        String direction,
        long offset,
        long packet,
        String path,
        String expected,
        String found) {
    /** What can go wrong in a message. */
    public enum Kind {
        /** The bytes do not match what the spec says stands there. */
        MISMATCH,
        /** The stream, datagram or window ended inside the message. */
        TRUNCATED,
        /** A bound was reached; {@code expected} names it. */
        LIMIT,
        /** A {@code require} does not hold; {@code expected} is its text. */
        REQUIRE,
        /** Text is not a number, or a number out of range; an expression has no value, as a division by zero. */
        VALUE,
        /** A window of a given size was not consumed exactly. */
        WINDOW,
        /** An element of an array consumed nothing, so that the array would never end. */
        NO_PROGRESS,
        /** Bytes are missing from the capture inside the message. */
        GAP
    }

    /** As {@code parse error at byte 12 of down, in Replies.lines[3].code: expected ..., found ...}. */
    @Override
    public String toString() {
        return "parse error at byte " + offset + (direction.isEmpty() ? "" : " of " + direction) + ", in " + path
                + ": expected " + expected + ", found " + found;
    }
}
