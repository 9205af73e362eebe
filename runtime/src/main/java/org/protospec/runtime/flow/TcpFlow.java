package org.protospec.runtime.flow;

/** A TCP connection: the flow and the sequence numbers of its two directions. */
final class TcpFlow extends Flow {
    TcpFlow(
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
        return Transport.TCP;
    }

    @Override
    long timeout(FlowLimits limits) {
        return limits.establishedTimeout();
    }
}
