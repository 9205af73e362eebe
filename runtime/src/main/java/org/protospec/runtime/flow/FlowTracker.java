package org.protospec.runtime.flow;

import java.util.BitSet;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.OverlapPolicy;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What sorts packets into flows, puts the bytes of TCP connections in order, hands them to the flows' consumers and keeps the time.
 *
 * <p>For every packet of the capture call {@link #packet} first, then {@link #tcp}, {@link #udp} or {@link #carried} if it is one; at the end of the
 * capture {@link #end()}. A tracker belongs to one thread. The result depends on the packets only, never on the seed.
 *
 * <p>A TCP flow that was closed or reset is reported at once, but stays for {@link Limit#CLOSED_TIMEOUT} to take its late packets;
 * a SYN with another initial sequence number begins a new flow there. So it does on a connection that half was closed, was never
 * established, was captured from that side only, or was silent for as long; the old flow then ends by {@link EndReason#FIN} if both
 * sides had closed, else by {@link EndReason#TIMEOUT}. On any other connection a SYN changes nothing (RFC 5961, section 4).
 */
public final class FlowTracker extends TrackerClock {
    /** The memory is looked at once in so many packets. */
    private static final int MEMORY_CHECK = 64;

    private final FlowHandler handler;
    private final Limits limits;
    private final BitSet serverPorts;
    private final TcpAssembler assembler;
    private final TrackedFlows flows;
    /** The tables of the flows, for a look at each packet. */
    private final FlowTable<TcpFlow> tcpFlows;

    private final FlowTable<UdpFlow> udpFlows;
    private final FlowTable<PacketFlow> packetFlows;
    private final FlowsAhead ahead;
    private final LimitCounters counters = new LimitCounters();
    private long lastId;

    /**
     * Creates a tracker.
     *
     * @param serverPorts ports that are servers' ports where the packets do not tell, see {@link Flow}
     * @param seed for the hash table: random, so that nobody can choose colliding flows
     */
    public FlowTracker(FlowHandler handler, Limits limits, BitSet serverPorts, long seed) {
        this(handler, limits, OverlapPolicy.FIRST, serverPorts, seed);
    }

    /**
     * Creates a tracker with another policy for segments that differ.
     *
     * @param policy which bytes count where two segments carry different ones for the same place
     * @param serverPorts ports that are servers' ports where the packets do not tell, see {@link Flow}
     * @param seed for the hash table: random, so that nobody can choose colliding flows
     */
    public FlowTracker(FlowHandler handler, Limits limits, OverlapPolicy policy, BitSet serverPorts, long seed) {
        this.handler = handler;
        this.limits = limits;
        this.serverPorts = (BitSet) serverPorts.clone();
        this.assembler = new TcpAssembler(handler, limits, counters, policy, timers);
        this.flows = new TrackedFlows(handler, limits, counters, assembler, timers, seed);
        this.tcpFlows = flows.tcp;
        this.udpFlows = flows.udp;
        this.packetFlows = flows.packets;
        this.ahead = new FlowsAhead(flows);
    }

    /** Returns the limits in force. */
    @Override
    public Limits limits() {
        return limits;
    }

    /** Returns how often each limit was reached. */
    @Override
    public LimitCounters counters() {
        return counters;
    }

    /** Returns the flows that there are. */
    TrackedFlows flows() {
        return flows;
    }

    /** Returns what looks at the flows of packets that come next. */
    public FlowsAhead ahead() {
        return ahead;
    }

    /** Returns how many flows are in the tables, those included that are over and only wait for late packets. */
    public int size() {
        return flows.size();
    }

    /** Begins a packet: sets its number and timestamp (nanoseconds since 1970), and lets timers expire up to it. */
    public void packet(long number, long timestamp) {
        advance(number, timestamp);
        if (number % MEMORY_CHECK == 0) {
            flows.boundMemory();
        }
    }

    /** Returns how many bytes of memory all flows take, and what waits in them. */
    public long memory() {
        return flows.memory();
    }

    /** Takes a TCP segment, and returns the flow that it belongs to. */
    public Flow tcp(TcpSegment s) {
        TcpFlow flow = tcpFlows.find(
                s.sourceHigh(),
                s.sourceLow(),
                s.sourcePort(),
                s.destinationHigh(),
                s.destinationLow(),
                s.destinationPort());
        if (flow == null) {
            flow = newFlow(s);
        } else if (s.has(TcpSegment.SYN)
                && TcpRules.beginsAnew(flow, directionOf(flow, s), s, limits.of(Limit.CLOSED_TIMEOUT))) {
            flows.end(flow, EndReason.TIMEOUT);
            flow = newFlow(s);
        }
        if (flow.endReason() == null) {
            Direction direction = directionOf(flow, s);
            flow.packet(direction, timers.now());
            assembler.segment(flow, direction, s);
        } else {
            handler.late(flow);
        }
        return flow;
    }

    private static Direction directionOf(TcpFlow flow, TcpSegment s) {
        return flow.isClient(s.sourceHigh(), s.sourceLow(), s.sourcePort()) ? Direction.UP : Direction.DOWN;
    }

    private TcpFlow newFlow(TcpSegment s) {
        flows.makeRoom();
        boolean fromClient =
                s.has(TcpSegment.SYN) ? !s.has(TcpSegment.ACK) : sourceIsClient(s.sourcePort(), s.destinationPort());
        TcpFlow flow = fromClient
                ? new TcpFlow(
                        this,
                        ++lastId,
                        s.sourceHigh(),
                        s.sourceLow(),
                        s.sourcePort(),
                        s.destinationHigh(),
                        s.destinationLow(),
                        s.destinationPort())
                : new TcpFlow(
                        this,
                        ++lastId,
                        s.destinationHigh(),
                        s.destinationLow(),
                        s.destinationPort(),
                        s.sourceHigh(),
                        s.sourceLow(),
                        s.sourcePort());
        if (!s.has(TcpSegment.SYN)) {
            flow.flags |= Flow.MIDSTREAM;
        }
        flows.add(flow);
        return flow;
    }

    /** Takes a UDP datagram, and returns the flow that it belongs to. */
    public Flow udp(UdpDatagram d) {
        UdpFlow flow = udpFlows.find(
                d.sourceHigh(),
                d.sourceLow(),
                d.sourcePort(),
                d.destinationHigh(),
                d.destinationLow(),
                d.destinationPort());
        if (flow == null) {
            flow = newFlow(d);
        }
        return told(flow, d);
    }

    /** Takes a packet of a protocol that IP or Ethernet carries, and returns the flow that it belongs to. */
    public Flow carried(Transport carrier, UdpDatagram packet) {
        PacketFlow flow = packetFlows.find(
                packet.sourceHigh(),
                packet.sourceLow(),
                packet.sourcePort(),
                packet.destinationHigh(),
                packet.destinationLow(),
                packet.destinationPort());
        if (flow == null) {
            flows.makeRoom();
            flow = new PacketFlow(this, ++lastId, carrier, packet);
            flows.add(flow);
        }
        return told(flow, packet);
    }

    private Flow told(Flow flow, UdpDatagram d) {
        Direction direction =
                flow.isClient(d.sourceHigh(), d.sourceLow(), d.sourcePort()) ? Direction.UP : Direction.DOWN;
        flow.packet(direction, timers.now());
        flow.count(direction, d.length());
        FlowConsumer consumer = flow.open(handler);
        if (consumer != null && !flow.ignored(direction)) {
            consumer.datagram(direction, d.bytes(), d.offset(), d.length());
        }
        return flow;
    }

    private UdpFlow newFlow(UdpDatagram d) {
        flows.makeRoom();
        UdpFlow flow = sourceIsClient(d.sourcePort(), d.destinationPort())
                ? new UdpFlow(
                        this,
                        ++lastId,
                        d.sourceHigh(),
                        d.sourceLow(),
                        d.sourcePort(),
                        d.destinationHigh(),
                        d.destinationLow(),
                        d.destinationPort())
                : new UdpFlow(
                        this,
                        ++lastId,
                        d.destinationHigh(),
                        d.destinationLow(),
                        d.destinationPort(),
                        d.sourceHigh(),
                        d.sourceLow(),
                        d.sourcePort());
        flows.add(flow);
        return flow;
    }

    private boolean sourceIsClient(int source, int destination) {
        boolean sourceServes = serverPorts.get(source);
        if (sourceServes != serverPorts.get(destination)) {
            return !sourceServes;
        }
        return source >= destination;
    }

    /** Ends the capture: ends all flows, in the order of their numbers. The tracker may go on with another capture. */
    public void end() {
        flows.endAll();
    }
}
