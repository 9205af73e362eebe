package org.protospec.runtime.flow;

import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/**
 * The packets of one protocol between two addresses that IP or Ethernet carries, without a pause longer than {@link Limit#UDP_TIMEOUT}. The
 * client is who sent the first one.
 */
final class PacketFlow extends Flow {
    private final Transport carrier;

    PacketFlow(FlowTracker tracker, long id, Transport carrier, UdpDatagram first) {
        super(
                tracker,
                id,
                first.sourceHigh(),
                first.sourceLow(),
                first.sourcePort(),
                first.destinationHigh(),
                first.destinationLow(),
                first.destinationPort());
        this.carrier = carrier;
    }

    @Override
    public Transport transport() {
        return carrier;
    }

    @Override
    long timeout(Limits limits) {
        return limits.of(Limit.UDP_TIMEOUT);
    }
}
