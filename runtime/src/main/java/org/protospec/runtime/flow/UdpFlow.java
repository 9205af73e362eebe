package org.protospec.runtime.flow;

import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** A UDP flow: the datagrams between two endpoints without a pause longer than {@link Limit#UDP_TIMEOUT}. */
final class UdpFlow extends Flow {
    UdpFlow(
            FlowTracker tracker,
            long id,
            long clientHigh,
            long clientLow,
            int clientPort,
            long serverHigh,
            long serverLow,
            int serverPort) {
        super(tracker, id, clientHigh, clientLow, clientPort, serverHigh, serverLow, serverPort);
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    long timeout(Limits limits) {
        return limits.of(Limit.UDP_TIMEOUT);
    }
}
