package org.protospec.runtime.lane;

/** What a rule or a machine threw in one of several threads, and at which packet. */
public final class LaneFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long packet;
    private final RuntimeException thrown;

    LaneFailure(long packet, RuntimeException thrown) {
        super(thrown.toString(), thrown);
        this.packet = packet;
        this.thrown = thrown;
    }

    /** Number of the packet that was looked at. */
    public long packet() {
        return packet;
    }

    /** What was thrown. */
    public RuntimeException thrown() {
        return thrown;
    }
}
