package org.protospec.runtime.parse;

/** How far a parser came with the bytes there are. */
public enum Progress {
    /** The message is whole. */
    DONE,
    /** More bytes are needed; the parser goes on where it stopped. */
    MORE,
    /** The bytes are not such a message; {@link MessageParser#error} tells why. */
    FAILED
}
