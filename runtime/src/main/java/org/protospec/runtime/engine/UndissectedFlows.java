package org.protospec.runtime.engine;

/**
 * Flows that no protocol takes, of one transport and server port, or the rest of them.
 *
 * @param layer {@code tcp} or {@code udp}; of the rest {@code other}
 * @param port the server port; of the rest the number of ports
 * @param flows how many flows there are
 * @param packets their packets
 * @param bytes their payload bytes, retransmissions counted once
 */
public record UndissectedFlows(String layer, int port, long flows, long packets, long bytes) {
    /** What {@link #layer} says of the rest. */
    public static final String OTHER = "other";
}
