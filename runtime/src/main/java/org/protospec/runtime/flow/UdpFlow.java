package org.protospec.runtime.flow;

/** A UDP flow: the datagrams between two endpoints without a pause longer than {@link FlowLimits#udpTimeout()}. */
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
    long timeout(FlowLimits limits) {
        return limits.udpTimeout();
    }
}
