package org.protospec.runtime.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What sorts packets into flows, puts the bytes of TCP connections in order, hands them to the flows' consumers and keeps the time.
 *
 * <p>For every packet of the capture call {@link #packet} first, then {@link #tcp} or {@link #udp} if it is one; at the end of the
 * capture {@link #end()}. A tracker belongs to one thread. The result depends on the packets only, never on the seed.
 */
public final class FlowTracker {
    private final FlowHandler handler;
    private final FlowLimits limits;
    private final BitSet serverPorts;
    private final TimerWheel timers = new TimerWheel();
    private final FlowTable<TcpFlow> tcpFlows;
    private final FlowTable<UdpFlow> udpFlows;
    private long lastId;
    private long packet;
    private long now;

    /**
     * Creates a tracker.
     *
     * @param serverPorts ports that are servers' ports where the packets do not tell, see {@link Flow}
     * @param seed for the hash table: random, so that nobody can choose colliding flows
     */
    public FlowTracker(FlowHandler handler, FlowLimits limits, BitSet serverPorts, long seed) {
        this.handler = handler;
        this.limits = limits;
        this.serverPorts = (BitSet) serverPorts.clone();
        this.tcpFlows = new FlowTable<>(seed);
        this.udpFlows = new FlowTable<>(~seed);
    }

    /** Returns the limits in force. */
    public FlowLimits limits() {
        return limits;
    }

    /** Returns the timers; their time is the tracker's. */
    public TimerWheel timers() {
        return timers;
    }

    /** Returns the number of the current packet, from 1; 0 before the first. */
    public long packet() {
        return packet;
    }

    /** Returns the timestamp of the current packet, nanoseconds since 1970. */
    public long now() {
        return now;
    }

    /** Returns how many flows are in the tables, those included that are over and only wait for late packets. */
    public int size() {
        return tcpFlows.size() + udpFlows.size();
    }

    /** Begins a packet: sets its number and timestamp (nanoseconds since 1970), and lets timers expire up to it. */
    public void packet(long number, long timestamp) {
        packet = number;
        now = timestamp;
        timers.advance(timestamp);
    }

    /** Lets timers expire up to a time, without a packet. */
    public void advance(long timestamp) {
        now = timestamp;
        timers.advance(timestamp);
    }

    /** Takes a TCP segment, and returns the flow that it belongs to. */
    public Flow tcp(TcpSegment segment) {
        throw new UnsupportedOperationException();
    }

    /** Takes a UDP datagram, and returns the flow that it belongs to. */
    public Flow udp(UdpDatagram datagram) {
        throw new UnsupportedOperationException();
    }

    /** Ends the capture: ends all flows, in the order of their numbers. The tracker may go on with another capture. */
    public void end() {
        List<Flow> open = new ArrayList<>();
        tcpFlows.forEach(open::add);
        udpFlows.forEach(open::add);
        open.sort(Comparator.comparingLong(Flow::id));
        open.forEach(flow -> finish(flow, EndReason.END_OF_CAPTURE));
        tcpFlows.clear();
        udpFlows.clear();
    }

    void idle(Flow flow, long time) {
        finish(flow, EndReason.TIMEOUT);
    }

    private void finish(Flow flow, EndReason reason) {
        flow.over(reason);
        handler.ended(flow, reason);
    }
}
