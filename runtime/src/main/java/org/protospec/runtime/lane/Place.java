package org.protospec.runtime.lane;

/**
 * The place of something in the order in which one thread would do it. Within a packet time-outs come first, by deadline and then by
 * flow; then comes what the packet brings, as it was written down.
 */
final class Place {
    /** The deadline of what is no time-out. */
    static final long NO_DEADLINE = Long.MAX_VALUE;

    private Place() {}

    /** Compares places: the packet, the deadline, and the order of time-outs of the same deadline or of what a packet brings. */
    static int compare(int packet, long deadline, long order, int otherPacket, long otherDeadline, long otherOrder) {
        if (packet != otherPacket) {
            return Integer.compare(packet, otherPacket);
        }
        return deadline != otherDeadline ? Long.compare(deadline, otherDeadline) : Long.compare(order, otherOrder);
    }
}
