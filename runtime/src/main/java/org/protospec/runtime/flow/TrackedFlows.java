package org.protospec.runtime.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/**
 * The flows of a {@link FlowTracker} from their first packet until they are forgotten: how many there may be, which of them make room for
 * others, and how they end. Those are included that are over and only wait for late packets.
 */
final class TrackedFlows {
    /** What an idle TCP flow takes with its place in the table (210) and a machine (121 of SMTP), as measured. */
    private static final long FLOW_MEMORY = 336;

    private static final Comparator<Flow> BY_ID = new Comparator<>() {
        @Override
        public int compare(Flow one, Flow other) {
            return Long.compare(one.id(), other.id());
        }
    };

    /** The tables in which a packet's flow is found. */
    final FlowTable<TcpFlow> tcp;

    final FlowTable<UdpFlow> udp;
    final FlowTable<PacketFlow> packets;

    private final FlowHandler handler;
    private final Limits limits;
    private final LimitCounters counters;
    private final TcpAssembler assembler;
    private final TimerWheel timers;
    private final FlowQueue queue = new FlowQueue();
    /** Flows in the tables that are over. */
    private int over;

    TrackedFlows(
            FlowHandler handler,
            Limits limits,
            LimitCounters counters,
            TcpAssembler assembler,
            TimerWheel timers,
            long seed) {
        this.handler = handler;
        this.limits = limits;
        this.counters = counters;
        this.assembler = assembler;
        this.timers = timers;
        this.tcp = new FlowTable<>(seed);
        this.udp = new FlowTable<>(~seed);
        this.packets = new FlowTable<>(Long.rotateLeft(seed, 1));
    }

    /** Returns how many flows there are. */
    int size() {
        return tcp.size() + udp.size() + packets.size();
    }

    /** Returns how many TCP connections there are that are not over. Other flows that are over are forgotten at once. */
    int openConnections() {
        return tcp.size() - over;
    }

    // ---- the beginning ----

    /** Forgets flows until there is room for one more; to be called before that begins. */
    void makeRoom() {
        boolean evicted = true;
        while (evicted && size() >= limits.of(Limit.FLOWS)) {
            evicted = evict(Limit.FLOWS);
        }
    }

    void add(TcpFlow flow) {
        tcp.put(flow);
        begun(flow);
    }

    void add(UdpFlow flow) {
        udp.put(flow);
        begun(flow);
    }

    void add(PacketFlow flow) {
        packets.put(flow);
        begun(flow);
    }

    private void begun(Flow flow) {
        queue.add(flow);
        timers.schedule(flow, timers.now() + flow.timeout(limits));
        handler.started(flow);
    }

    // ---- the memory ----

    /** Returns how many bytes of memory all flows take, and what waits in them. */
    long memory() {
        return size() * FLOW_MEMORY + assembler.memory() + handler.memory();
    }

    private long memoryAtMost() {
        return size() * FLOW_MEMORY + assembler.memory() + handler.memoryAtMost();
    }

    /** Forgets flows until the rest takes no more memory than it may. */
    void boundMemory() {
        long most = limits.of(Limit.TRACKER_MEMORY);
        boolean evicted = true;
        while (evicted && memoryAtMost() > most && memory() > most) {
            evicted = evict(Limit.TRACKER_MEMORY);
        }
    }

    /** Forgets the flow that is to go first, because a limit is reached; false if there is none. */
    private boolean evict(Limit limit) {
        Flow victim = queue.victim();
        if (victim == null) {
            return false;
        }
        counters.reached(limit);
        end(victim, EndReason.EVICTED);
        return true;
    }

    // ---- the end ----

    /** Called by a flow's timer. Packets do not move it, so the time of the last one decides. */
    void idle(Flow flow, long time) {
        long waiting = Long.MAX_VALUE;
        if (flow instanceof TcpFlow tcpFlow) {
            assembler.expired(tcpFlow);
            waiting = assembler.deadline(tcpFlow);
        }
        long deadline = flow.lastTime() + flow.timeout(limits);
        if (deadline > time) {
            timers.schedule(flow, Math.min(deadline, waiting));
            return;
        }
        end(flow, EndReason.TIMEOUT);
    }

    /** Ends all flows, in the order of their numbers. */
    void endAll() {
        // In the queue they lie in that order already, unless some had to make room.
        List<Flow> open = new ArrayList<>(size());
        queue.addTo(open);
        open.sort(BY_ID);
        for (Flow flow : open) {
            end(flow, EndReason.END_OF_CAPTURE);
        }
    }

    /** Ends a flow if it is not over yet, and forgets it. */
    void end(Flow flow, EndReason reason) {
        if (flow instanceof TcpFlow tcpFlow) {
            assembler.finish(tcpFlow, reason);
        } else if (flow.endReason() == null) {
            flow.over(reason, handler);
        }
        forget(flow);
    }

    /** A flow is over, and stays for late packets or is forgotten next. */
    void over() {
        over++;
    }

    private void forget(Flow flow) {
        over--;
        timers.cancel(flow);
        queue.remove(flow);
        if (flow instanceof TcpFlow tcpFlow) {
            tcp.remove(tcpFlow);
        } else if (flow instanceof UdpFlow udpFlow) {
            udp.remove(udpFlow);
        } else if (flow instanceof PacketFlow other) {
            packets.remove(other);
        }
    }
}
