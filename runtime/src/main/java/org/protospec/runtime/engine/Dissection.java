package org.protospec.runtime.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.ip.FragmentConflict;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * A run over captures, one after the other: decodes their packets, sorts them into flows, and has the flows dissected
 * by protocols and watched by rules.
 *
 * <pre>{@code
 * Dissection dissection = Dissection.of(decoder).protocol(smtp).rules(rules -> ...).build();
 * try (Capture capture = Capture.open(path)) {
 *     dissection.run(capture);
 * }
 * Summary summary = dissection.summary();
 * }</pre>
 *
 * <p>For one thread, which may have others dissect. Flows are counted on from capture to capture, packets are counted in each; the flows of a capture
 * end with it.
 */
public final class Dissection {
    private final PacketDecoder decoder;
    private final List<PacketObserver> observers;
    private final List<Consumer<CaptureProblem>> problemListeners;
    private final DissectingThreads threads;
    private final DissectedFlows flows;
    private final FlowTracker tracker;
    private final LookAhead ahead;
    private final TcpSegment segment = new TcpSegment();
    private final UdpDatagram datagram = new UdpDatagram();
    private final Packet packet = new Packet();
    private final SkippedPackets skipped = new SkippedPackets();
    private final long began = System.nanoTime();
    private long captures;
    private long packets;
    private long bytes;
    private long cutOff;
    private long overlong;
    private long damages;
    private long bytesSkipped;

    Dissection(DissectionBuilder builder) {
        decoder = builder.decoder;
        observers = List.copyOf(builder.observers);
        problemListeners = List.copyOf(builder.problemListeners);
        PortTable ports = new PortTable(builder.protocols);
        DissectingThreads.Opener opener = new Opener(builder);
        threads = builder.threads == 1
                ? DissectingThreads.one(builder.target, opener)
                : DissectingThreads.several(builder.threads, builder.stretch, builder.limits, builder.target, opener);
        flows = new DissectedFlows(ports, threads);
        tracker = new FlowTracker(flows, builder.limits, builder.overlaps, ports.knownPorts(), builder.seed);
        ahead = new LookAhead(decoder, tracker.ahead());
        threads.follow(tracker);
        decoder.want(ports.taken(Transport.IP), ports.taken(Transport.ETHERNET));
        decoder.begin(builder.limits, new Reports());
        flows.detect(builder.limits, tracker.counters());
    }

    /** Makes what one thread does. */
    private record Opener(DissectionBuilder builder) implements DissectingThreads.Opener {
        @Override
        public FlowDissection apply(@Nullable OutputStream output) {
            return builder.dissection(output);
        }
    }

    private final class Reports implements PacketReports {
        @Override
        public void fragmentConflict(FragmentConflict conflict) {
            threads.tell(new FragmentOverlapEvent(tracker.packet(), tracker.now(), conflict));
        }
    }

    /** Begins to describe a run whose packets {@code decoder} decodes. */
    public static DissectionBuilder of(PacketDecoder decoder) {
        return new DissectionBuilder(decoder);
    }

    /**
     * Reads a capture to its end, and ends its flows. What is damaged in it is left out, see {@link
     * Capture#problems()}.
     *
     * @throws IOException if an observer fails to write
     */
    public void run(Capture capture) throws IOException {
        captures++;
        boolean ended = false;
        try {
            int told = 0;
            long known = 0;
            while (capture.next(packet)) {
                if (capture.damages() != known) {
                    known = capture.damages();
                    told = tell(capture, told);
                }
                ahead.behind(capture);
                take(packet);
            }
            tell(capture, told);
            damages += capture.damages();
            bytesSkipped += capture.bytesSkipped();
            end();
            ended = true;
        } finally {
            if (!ended) {
                threads.abort();
            }
        }
    }

    /** Tells of the problems that are new, which lie before the packet at hand; returns how many there are now. */
    private int tell(Capture capture, int told) {
        List<CaptureProblem> problems = capture.problems();
        for (int i = told; i < problems.size(); i++) {
            CaptureProblem problem = problems.get(i);
            problemListeners.forEach(listener -> listener.accept(problem));
            threads.tell(problem);
        }
        return problems.size();
    }

    /**
     * Takes one packet, from elsewhere than a capture.
     *
     * @throws IOException if an observer fails to write
     */
    public void take(Packet packet) throws IOException {
        packets++;
        bytes += packet.length();
        if (packet.length() != packet.wireLength()) {
            cutOff += packet.length() < packet.wireLength() ? 1 : 0;
            overlong += packet.length() > packet.wireLength() ? 1 : 0;
        }
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).begins(packet);
        }
        Flow flow;
        try {
            threads.begins(packet);
            tracker.packet(packet.number(), packet.timestamp());
            flow = flow(packet);
            flows.settle();
        } catch (RuntimeException | Error e) {
            threads.failed(e);
            throw e;
        }
        if (!observers.isEmpty()) {
            PacketObserver.Verdict verdict =
                    flow != null && flow.dropped() ? PacketObserver.Verdict.DROP : PacketObserver.Verdict.PASS;
            for (int i = 0; i < observers.size(); i++) {
                observers.get(i).done(packet, verdict);
            }
        }
    }

    private @Nullable Flow flow(Packet packet) {
        return switch (decoder.decode(packet, segment, datagram)) {
            case TCP -> tracker.tcp(segment);
            case UDP -> tracker.udp(datagram);
            case IP -> tracker.carried(Transport.IP, datagram);
            case ETHERNET -> tracker.carried(Transport.ETHERNET, datagram);
            case SKIPPED -> {
                skipped.count(decoder.reason());
                yield null;
            }
        };
    }

    /** Ends all flows, as at the end of a capture. */
    public void end() {
        try {
            decoder.end();
            tracker.end();
            threads.end();
        } catch (RuntimeException | Error e) {
            threads.failed(e);
            throw e;
        }
    }

    /** Number of flows so far. */
    public long flows() {
        return flows.flows();
    }

    /** How often each limit was reached so far. */
    public LimitCounters counters() {
        LimitCounters sum = new LimitCounters();
        sum.add(tracker.counters());
        threads.addTo(sum);
        return sum;
    }

    /** How many bytes of memory all flows take, and what waits in them, as accounted. */
    public long memory() {
        return tracker.memory();
    }

    /** What the run amounts to so far. */
    public Summary summary() {
        DissectingThreads.Counts counts = threads.counts();
        return new Summary(
                captures,
                packets,
                bytes,
                flows.flows(),
                flows.taken(),
                flows.takenPackets(),
                counts.midstream(),
                cutOff,
                overlong,
                damages,
                bytesSkipped,
                flows.undissected(),
                skipped.packets(),
                decoder.fragments(),
                counters().reached(),
                counts.alerts(),
                counts.errors(),
                (System.nanoTime() - began) / 1e9);
    }
}
