package org.protospec.runtime.engine;

import java.io.IOException;
import org.protospec.runtime.capture.Packet;

/** What is told of every packet of a run, before and after it is looked at. */
public interface PacketObserver {
    /** What becomes of a packet. */
    enum Verdict {
        /** Nobody objects to it. */
        PASS,
        /** It belongs to a flow that a rule or a state has dropped, with this packet or before. */
        DROP
    }

    /** A packet is about to be looked at; it is valid during the call. */
    default void begins(Packet packet) {}

    /**
     * A packet was looked at, and all events that it completed were told; it is valid during the call.
     *
     * @throws IOException if what it is written to fails; ends the run
     */
    void done(Packet packet, Verdict verdict) throws IOException;

    /** Whether it matters which verdict it is told; if it does, flows are dissected in the thread that reads the capture. */
    default boolean needsVerdict() {
        return true;
    }
}
