package org.protospec.runtime.parse;

/** Learns of parts of messages that do not fit, behind which reading goes on. */
public interface RecoveryListener {
    /** A part of the message read from {@code in} does not fit: {@link MessageParser#error} of its parser tells why. */
    void lost(Input in);

    /**
     * Reading goes on behind such a part, or behind a gap in it, with the next byte of {@code in}.
     *
     * @param skipped number of captured bytes that were let go of, from the error or gap on
     */
    void takenUp(Input in, long skipped);
}
