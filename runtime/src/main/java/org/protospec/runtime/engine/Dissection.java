package org.protospec.runtime.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.ip.FragmentConflict;
import org.protospec.runtime.lane.LaneFailure;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.MissingExternsException;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.tcp.OverlapPolicy;
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

    private Dissection(Builder builder) {
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
    private record Opener(Builder builder) implements DissectingThreads.Opener {
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
    public static Builder of(PacketDecoder decoder) {
        return new Builder(decoder);
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

    /** What a run consists of; protocols, rules and observers keep the order in which they are given. */
    public static final class Builder {
        private static final int STRETCH = 256 << 10;

        private final PacketDecoder decoder;
        private final List<ProtocolPorts> protocols = new ArrayList<>();
        private final List<RuleSet> rules = new ArrayList<>();
        private final List<PacketObserver> observers = new ArrayList<>();
        private final List<Consumer<CaptureProblem>> problemListeners = new ArrayList<>();
        private Limits limits = Limits.defaults();
        private OverlapPolicy overlaps = OverlapPolicy.FIRST;
        private FlowDissection.Digests digests = FlowDissection.Digests.NONE;
        private @Nullable Function<String, @Nullable Protocol> others;
        private @Nullable FlowTrace trace;
        private @Nullable OutputStream target;
        private @Nullable Function<OutputStream, EventWriter> writers;
        private int threads = 1;
        private int stretch = STRETCH;
        private long seed = new SplittableRandom().nextLong();

        private Builder(PacketDecoder decoder) {
            this.decoder = decoder;
        }

        /** Dissects the flows that the protocol's spec names. Of several protocols for a port the first one has it. */
        public Builder protocol(Protocol protocol) {
            protocols.add(ProtocolPorts.ofSpec(protocol));
            return this;
        }

        /** Dissects the flows whose server has one of {@code ports}, whatever the protocol's spec says of them. */
        public Builder protocol(Protocol protocol, BitSet ports) {
            protocols.add(ProtocolPorts.of(protocol, ports));
            return this;
        }

        /** Dissects all flows of the protocol's transport. */
        public Builder protocolOnAnyPort(Protocol protocol) {
            protocols.add(ProtocolPorts.anyOf(protocol));
            return this;
        }

        /**
         * Dissects the flows that the protocol's spec names, and those of ports which no protocol has that look as the spec says
         * ({@link Protocol#signatures}). Until that is certain, a flow's first bytes are kept; its events are told then, as of their own
         * packets and times, behind those of other flows that came meanwhile. Packets that went by before have passed, whatever rules
         * drop.
         */
        public Builder detecting(Protocol protocol) {
            protocols.add(ProtocolPorts.detected(protocol));
            return this;
        }

        /**
         * Names protocols that get no flows by themselves, but may get those that another protocol hands over: the one of a given name,
         * null where there is none. Those that get flows are found before. With several threads each of them asks.
         */
        public Builder handingOver(Function<String, @Nullable Protocol> others) {
            this.others = others;
            return this;
        }

        /** Has rules listen. */
        public Builder rules(RuleSet set) {
            rules.add(set);
            return this;
        }

        /**
         * Has the events written down, before any rules learn of them.
         *
         * @param target where that goes, in the order of the capture; written to by the thread that runs the dissection
         * @param writers makes what writes, once for every dissecting thread
         */
        public Builder writer(OutputStream target, Function<OutputStream, EventWriter> writers) {
            this.target = target;
            this.writers = writers;
            return this;
        }

        /**
         * Has flows dissected by so many threads, of which the one that reads the capture is one; with 1 it does all, and nothing is
         * done later. What writers write and what a {@link Summary} says do not depend on it. With more than one, rules are installed once
         * for each, and hear of the flows of theirs only; the memory that a flow takes and does not account for doubles; and what a rule
         * throws comes as a {@link LaneFailure}.
         */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("at least one thread dissects, not " + count);
            }
            threads = count;
            return this;
        }

        /** Sets how many bytes of flows are handed to the threads at a time, if there are several; no output depends on it. */
        public Builder stretch(int bytes) {
            stretch = bytes;
            return this;
        }

        /** Has every packet told to an observer. */
        public Builder observer(PacketObserver observer) {
            observers.add(observer);
            return this;
        }

        /**
         * Has a listener told of what is damaged in captures, each place before the packet that follows it. Of one
         * capture no more are told than {@link Capture#problems()} keeps.
         */
        public Builder onProblem(Consumer<CaptureProblem> listener) {
            problemListeners.add(listener);
            return this;
        }

        /** Sets which bytes count where two TCP segments carry different ones for the same place; the first ones otherwise. */
        public Builder overlaps(OverlapPolicy policy) {
            overlaps = policy;
            return this;
        }

        /** Sets the limits of flows. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** Has lengths and SHA-256 of the streams computed for {@link org.protospec.runtime.event.FlowEndEvent}. */
        public Builder digests() {
            digests = FlowDissection.Digests.SHA_256;
            return this;
        }

        /** Has every step of the parsers told to {@code trace}, and every change of state to the rules. */
        public Builder trace(FlowTrace trace) {
            this.trace = Objects.requireNonNull(trace);
            return this;
        }

        /** Sets the seed of the flow table, which is random otherwise; no output depends on it. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        private FlowDissection dissection(@Nullable OutputStream output) {
            EventWriter writer = output == null || writers == null ? null : writers.apply(output);
            List<Protocol> all = new ArrayList<>();
            for (ProtocolPorts each : protocols) {
                all.add(each.protocol());
            }
            return new FlowDissection(all, others, rules, digests, writer, trace);
        }

        /**
         * Makes the run.
         *
         * @throws IllegalStateException if there are several threads, and something that would be told by all of them, or that
         *     needs to be known in the thread that reads the capture before the others have come so far; a
         *     {@link MissingExternsException} if what the spec of a protocol leaves to Java is not there
         */
        public Dissection build() {
            for (ProtocolPorts each : protocols) {
                each.protocol().requireExterns();
            }
            if (threads > 1 && trace != null) {
                throw new IllegalStateException(
                        "a trace is for one thread; with several, a writer may have one for each");
            }
            if (threads > 1 && observers.stream().anyMatch(PacketObserver::needsVerdict)) {
                throw new IllegalStateException("with several threads nobody knows in time which packets are dropped");
            }
            return new Dissection(this);
        }
    }
}
