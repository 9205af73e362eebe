package org.protospec.cli.output;

import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketObserver;

/** Remembers the packet of a run that was read last. */
public final class LastPacket implements PacketObserver {
    private int timestampDigits = 6;
    private long time;
    private long number;

    @Override
    public void begins(Packet packet) {
        timestampDigits = packet.timestampDigits();
        time = packet.timestamp();
        number = packet.number();
    }

    @Override
    public void done(Packet packet, Verdict verdict) {}

    @Override
    public boolean needsVerdict() {
        return false;
    }

    /** Digits of its timestamp behind the second. */
    int timestampDigits() {
        return timestampDigits;
    }

    /** Its timestamp, nanoseconds since 1970. */
    long time() {
        return time;
    }

    /** Its number in the capture. */
    long number() {
        return number;
    }
}
