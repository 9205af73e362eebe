package org.protospec.runtime.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
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
public final class FlowTracker extends FlowClock {
    /** What an idle TCP flow takes with its place in the table (210) and a machine (121 of SMTP), as measured. */
    private static final long FLOW_MEMORY = 336;
    /** The memory is looked at once in so many packets. */
    private static final int MEMORY_CHECK = 64;

    private static final long NO_REPLAY = Long.MIN_VALUE;

    private static final Comparator<Flow> BY_ID = new Comparator<>() {
        @Override
        public int compare(Flow one, Flow other) {
            return Long.compare(one.id(), other.id());
        }
    };

    private final FlowHandler handler;
    private final Limits limits;
    private final BitSet serverPorts;
    private final TimerWheel timers = new TimerWheel();
    private final TcpAssembler assembler;
    private final FlowTable<TcpFlow> tcpFlows;
    private final FlowsAhead ahead;
    private final FlowTable<UdpFlow> udpFlows;
    private final FlowTable<PacketFlow> packetFlows;
    private final LimitCounters counters = new LimitCounters();
    private final FlowQueue queue = new FlowQueue();
    private long lastId;
    /** Flows in the tables that are over. */
    private int over;

    private long packet;
    private long now;
    /** The packet whose bytes are being handed on, if it is an earlier one. */
    private long told;

    private long toldTime;
    /** The wheel's time then, while calls are replayed. */
    private long replayed = NO_REPLAY;

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
        this.tcpFlows = new FlowTable<>(seed);
        this.ahead = new FlowsAhead(this, tcpFlows);
        this.udpFlows = new FlowTable<>(~seed);
        this.packetFlows = new FlowTable<>(Long.rotateLeft(seed, 1));
    }

    /** Has a listener told of each time-out, those of the consumers included. */
    public void timeouts(TimeoutListener listener) {
        timers.listen(listener);
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

    /** Returns the timers; their time is the tracker's. */
    @Override
    public TimerWheel timers() {
        return timers;
    }

    /**
     * Returns the number of the current packet, from 1; 0 before the first. While bytes are handed on that had to wait, that is the packet
     * which brought them, or filled the hole before them.
     */
    @Override
    public long packet() {
        return told > 0 ? told : packet;
    }

    /** Returns the timestamp of that packet, nanoseconds since 1970. */
    @Override
    public long now() {
        return told > 0 ? toldTime : now;
    }

    /** What is handed on from now on came with an earlier packet. */
    void goBackTo(long number, long timestamp) {
        told = number;
        toldTime = timestamp;
    }

    /** What is handed on from now on comes with the current packet. */
    void goOn() {
        told = 0;
    }

    /**
     * Returns the tracker's time, which never runs backwards ({@link TimerWheel#now()}); while calls that were held back are replayed
     * ({@link FlowReplay}), as it was then.
     */
    @Override
    public long time() {
        return replayed == NO_REPLAY ? timers.now() : replayed;
    }

    /** What is told from now on was held back since an earlier packet, and since that time of the wheel. */
    void replay(long number, long timestamp, long time) {
        goBackTo(number, timestamp);
        replayed = time;
    }

    /** What is told from now on is told as of now again, or as of the earlier packet as before the replay. */
    void replayed(long toldBefore, long toldTimeBefore) {
        goBackTo(toldBefore, toldTimeBefore);
        replayed = NO_REPLAY;
    }

    /** Tells whether what is told now was held back ({@link FlowReplay}). */
    public boolean isReplaying() {
        return replayed != NO_REPLAY;
    }

    /** Returns the number of the earlier packet whose bytes are being handed on, or 0 if it is the current one. */
    long told() {
        return told;
    }

    /** Returns the timestamp of {@link #told()}. */
    long toldTime() {
        return toldTime;
    }

    /** Returns what looks at the flows of packets that come next. */
    public FlowsAhead ahead() {
        return ahead;
    }

    /** Returns how many flows are in the tables, those included that are over and only wait for late packets. */
    public int size() {
        return tcpFlows.size() + udpFlows.size() + packetFlows.size();
    }

    /** Returns how many TCP connections there are that are not over. Other flows that are over are forgotten at once. */
    int openConnections() {
        return tcpFlows.size() - over;
    }

    /** A flow is over, and stays for late packets or is forgotten next. */
    void over() {
        over++;
    }

    /** Begins a packet: sets its number and timestamp (nanoseconds since 1970), and lets timers expire up to it. */
    public void packet(long number, long timestamp) {
        packet = number;
        advance(timestamp);
        if (number % MEMORY_CHECK == 0) {
            boundMemory();
        }
    }

    /** Returns how many bytes of memory all flows take, and what waits in them. */
    public long memory() {
        return size() * FLOW_MEMORY + assembler.memory() + handler.memory();
    }

    private long memoryAtMost() {
        return size() * FLOW_MEMORY + assembler.memory() + handler.memoryAtMost();
    }

    private void boundMemory() {
        long most = limits.of(Limit.TRACKER_MEMORY);
        while (memoryAtMost() > most && memory() > most) {
            Flow victim = queue.victim();
            if (victim == null) {
                return;
            }
            counters.reached(Limit.TRACKER_MEMORY);
            evict(victim);
        }
    }

    /** Lets timers expire up to a time in nanoseconds since 1970, without a packet. */
    public void advance(long timestamp) {
        now = timestamp;
        timers.advance(timestamp);
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
            assembler.finish(flow, EndReason.TIMEOUT);
            forget(flow);
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
        makeRoom();
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
        tcpFlows.put(flow);
        return begun(flow);
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
            makeRoom();
            flow = new PacketFlow(this, ++lastId, carrier, packet);
            packetFlows.put(flow);
            begun(flow);
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
        makeRoom();
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
        udpFlows.put(flow);
        return begun(flow);
    }

    private <F extends Flow> F begun(F flow) {
        queue.add(flow);
        timers.schedule(flow, timers.now() + flow.timeout(limits));
        handler.started(flow);
        return flow;
    }

    private boolean sourceIsClient(int source, int destination) {
        boolean sourceServes = serverPorts.get(source);
        if (sourceServes != serverPorts.get(destination)) {
            return !sourceServes;
        }
        return source >= destination;
    }

    private void makeRoom() {
        while (size() >= limits.of(Limit.FLOWS)) {
            Flow victim = queue.victim();
            if (victim == null) {
                return;
            }
            counters.reached(Limit.FLOWS);
            evict(victim);
        }
    }

    private void evict(Flow victim) {
        finish(victim, EndReason.EVICTED);
        forget(victim);
    }

    /** Ends the capture: ends all flows, in the order of their numbers. The tracker may go on with another capture. */
    public void end() {
        // In the queue they lie in that order already, unless some had to make room.
        List<Flow> open = new ArrayList<>(size());
        queue.addTo(open);
        open.sort(BY_ID);
        for (Flow flow : open) {
            finish(flow, EndReason.END_OF_CAPTURE);
            forget(flow);
        }
    }

    /** Called by a flow's timer. Packets do not move it, so the time of the last one decides. */
    void idle(Flow flow, long time) {
        long waiting = Long.MAX_VALUE;
        if (flow instanceof TcpFlow tcp) {
            assembler.expired(tcp);
            waiting = assembler.deadline(tcp);
        }
        long deadline = flow.lastTime() + flow.timeout(limits);
        if (deadline > time) {
            timers.schedule(flow, Math.min(deadline, waiting));
            return;
        }
        finish(flow, EndReason.TIMEOUT);
        forget(flow);
    }

    private void finish(Flow flow, EndReason reason) {
        if (flow instanceof TcpFlow tcp) {
            assembler.finish(tcp, reason);
        } else if (flow.endReason() == null) {
            flow.over(reason, handler);
        }
    }

    private void forget(Flow flow) {
        over--;
        timers.cancel(flow);
        queue.remove(flow);
        if (flow instanceof TcpFlow tcp) {
            tcpFlows.remove(tcp);
        } else if (flow instanceof UdpFlow udp) {
            udpFlows.remove(udp);
        } else if (flow instanceof PacketFlow other) {
            packetFlows.remove(other);
        }
    }
}
