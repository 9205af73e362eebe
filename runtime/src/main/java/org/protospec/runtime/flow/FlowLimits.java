package org.protospec.runtime.flow;

/**
 * The limits of a {@link FlowTracker}. Times are nanoseconds of capture time without a packet of the flow, sizes bytes.
 *
 * <table>
 * <caption>Limits and their defaults</caption>
 * <tr><th>name</th><th>default</th><th>reason</th></tr>
 * <tr><td>maxFlows</td><td>1,000,000</td><td>256 MiB at 256 bytes each; beyond it the flow that was silent longest makes room</td></tr>
 * <tr><td>halfOpenTimeout</td><td>30 s</td><td>a SYN without an answer: a scan; hosts retry within 1, 3, 7, 15 s</td></tr>
 * <tr><td>establishedTimeout</td><td>2 h 4 min</td><td>RFC 5382, REQ-5: two hours is when keep-alives begin</td></tr>
 * <tr><td>closedTimeout</td><td>2 min</td><td>RFC 9293, section 3.4.3: a segment's maximum lifetime; late ones belong to the old connection</td></tr>
 * <tr><td>udpTimeout</td><td>60 s</td><td>longer than any resolver waits</td></tr>
 * <tr><td>queuedBytes</td><td>1 MiB</td><td>per direction, waiting for earlier bytes; a window that is larger is rarely filled. Beyond it a gap is declared</td></tr>
 * <tr><td>queuedBytesTotal</td><td>256 MiB</td><td>the same, of all flows together</td></tr>
 * <tr><td>gapPackets</td><td>8</td><td>a hole which the receiver acknowledged will never be filled but by a packet captured out of order: so many further packets of the flow are waited for</td></tr>
 * <tr><td>gapDelay</td><td>100 ms</td><td>or so long: queues of network cards and merged captures differ by less</td></tr>
 * </table>
 *
 * @param maxFlows flows tracked at a time
 * @param halfOpenTimeout of a TCP connection of which only SYNs were seen
 * @param establishedTimeout of an open TCP connection
 * @param closedTimeout of a TCP connection that both sides closed or one has reset
 * @param udpTimeout of UDP flows
 * @param queuedBytes of one direction of a TCP connection that wait for earlier ones, counted in whole blocks
 * @param queuedBytesTotal the same of all flows together
 * @param gapPackets further packets of a flow before a hole that was acknowledged becomes a gap
 * @param gapDelay time after which it becomes one whatever the number of packets, looked at when a packet of the flow comes
 */
public record FlowLimits(
        int maxFlows,
        long halfOpenTimeout,
        long establishedTimeout,
        long closedTimeout,
        long udpTimeout,
        int queuedBytes,
        long queuedBytesTotal,
        int gapPackets,
        long gapDelay) {

    private static final long SECOND = 1_000_000_000L;
    private static final FlowLimits DEFAULTS = new FlowLimits(
            1_000_000,
            30 * SECOND,
            (2 * 60 + 4) * 60 * SECOND,
            120 * SECOND,
            60 * SECOND,
            1 << 20,
            256L << 20,
            8,
            SECOND / 10);

    /**
     * Checks that every limit is positive.
     *
     * @throws IllegalArgumentException if one is not
     */
    public FlowLimits {
        requirePositive("maxFlows", maxFlows);
        requirePositive("halfOpenTimeout", halfOpenTimeout);
        requirePositive("establishedTimeout", establishedTimeout);
        requirePositive("closedTimeout", closedTimeout);
        requirePositive("udpTimeout", udpTimeout);
        requirePositive("queuedBytes", queuedBytes);
        requirePositive("queuedBytesTotal", queuedBytesTotal);
        requirePositive("gapPackets", gapPackets);
        requirePositive("gapDelay", gapDelay);
    }

    /** Returns the limits of the table above. */
    public static FlowLimits defaults() {
        return DEFAULTS;
    }

    /** Returns the same with another {@link #maxFlows()}. */
    public FlowLimits withMaxFlows(int flows) {
        return new FlowLimits(
                flows,
                halfOpenTimeout,
                establishedTimeout,
                closedTimeout,
                udpTimeout,
                queuedBytes,
                queuedBytesTotal,
                gapPackets,
                gapDelay);
    }

    /** Returns the same with other {@link #queuedBytes()} and {@link #queuedBytesTotal()}. */
    public FlowLimits withQueuedBytes(int bytes, long total) {
        return new FlowLimits(
                maxFlows,
                halfOpenTimeout,
                establishedTimeout,
                closedTimeout,
                udpTimeout,
                bytes,
                total,
                gapPackets,
                gapDelay);
    }

    /** Returns the same with other {@link #gapPackets()} and {@link #gapDelay()}. */
    public FlowLimits withGapPatience(int packets, long delay) {
        return new FlowLimits(
                maxFlows,
                halfOpenTimeout,
                establishedTimeout,
                closedTimeout,
                udpTimeout,
                queuedBytes,
                queuedBytesTotal,
                packets,
                delay);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
