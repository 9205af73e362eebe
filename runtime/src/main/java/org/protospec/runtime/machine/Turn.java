package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.Input;

/**
 * What a machine needs only while it runs. All machines of a dissector share one, as one of them runs at a time: what an
 * idle flow need not hold, a million idle flows need not hold either.
 */
final class Turn {
    static final int NO_JUMP = Integer.MIN_VALUE;
    static final long NO_MOMENT = Long.MIN_VALUE;

    /** Where a state that is being left or entered jumps to. */
    int jump = NO_JUMP;

    /** Packet and time of the events that are told, while no bytes are {@link #reading}. */
    long packet;

    long time;

    /** The bytes that a parser is reading, whose packet is that of the events which it tells. */
    @Nullable
    Input reading;

    /** The time that is told while a time-out is; the packets' time may be beyond it. */
    long moment = NO_MOMENT;

    /** Number of states entered so far, to see that one was. */
    long entries;

    /** The direction in which an error or a gap is being told, to be taken up again there. */
    @Nullable
    Side fault;

    /** What is told was still due when the capture ended. */
    boolean afterCapture;

    /**
     * Number of the turn: what comes later has a higher one, also of one packet. The number of a packet would not tell: bytes
     * that had to wait for those that they answer may come with an earlier packet than those.
     */
    long number;

    /** The protocol that a flow is being handed over to. */
    String successor = "";

    /** Since when, if that is the time of a time-out. */
    long successorFrom = NO_MOMENT;

    /** What happened, in the words of the spec. */
    String trigger = "";

    /** Begins what a machine does in one packet. */
    void begin(long packet, long time) {
        number++;
        this.packet = packet;
        this.time = time;
        jump = NO_JUMP;
        reading = null;
        fault = null;
        moment = NO_MOMENT;
    }
}
