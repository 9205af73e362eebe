package org.protospec.runtime.engine;

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
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.lane.LaneFailure;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.MissingExternsException;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.tcp.OverlapPolicy;

/** What a {@link Dissection} consists of; protocols, rules and observers keep the order in which they are given. */
public final class DissectionBuilder {
    private static final int STRETCH = 256 << 10;

    final PacketDecoder decoder;
    final List<ProtocolPorts> protocols = new ArrayList<>();
    private final List<RuleSet> rules = new ArrayList<>();
    final List<PacketObserver> observers = new ArrayList<>();
    final List<Consumer<CaptureProblem>> problemListeners = new ArrayList<>();
    Limits limits = Limits.defaults();
    OverlapPolicy overlaps = OverlapPolicy.FIRST;
    private FlowDissection.Digests digests = FlowDissection.Digests.NONE;
    private @Nullable Function<String, @Nullable Protocol> others;
    private @Nullable FlowTrace trace;

    @Nullable
    OutputStream target;

    private @Nullable Function<OutputStream, EventWriter> writers;
    int threads = 1;
    int stretch = STRETCH;
    long seed = new SplittableRandom().nextLong();

    DissectionBuilder(PacketDecoder decoder) {
        this.decoder = decoder;
    }

    /** Dissects the flows that the protocol's spec names. Of several protocols for a port the first one has it. */
    public DissectionBuilder protocol(Protocol protocol) {
        protocols.add(ProtocolPorts.ofSpec(protocol));
        return this;
    }

    /** Dissects the flows whose server has one of {@code ports}, whatever the protocol's spec says of them. */
    public DissectionBuilder protocol(Protocol protocol, BitSet ports) {
        protocols.add(ProtocolPorts.of(protocol, ports));
        return this;
    }

    /** Dissects all flows of the protocol's transport. */
    public DissectionBuilder protocolOnAnyPort(Protocol protocol) {
        protocols.add(ProtocolPorts.anyOf(protocol));
        return this;
    }

    /**
     * Dissects the flows that the protocol's spec names, and those of ports which no protocol has that look as the spec says
     * ({@link Protocol#signatures}). Until that is certain, a flow's first bytes are kept; its events are told then, as of their own
     * packets and times, behind those of other flows that came meanwhile. Packets that went by before have passed, whatever rules
     * drop.
     */
    public DissectionBuilder detecting(Protocol protocol) {
        protocols.add(ProtocolPorts.detected(protocol));
        return this;
    }

    /**
     * Names protocols that get no flows by themselves, but may get those that another protocol hands over: the one of a given name,
     * null where there is none. Those that get flows are found before. With several threads each of them asks.
     */
    public DissectionBuilder handingOver(Function<String, @Nullable Protocol> others) {
        this.others = others;
        return this;
    }

    /** Has rules listen. */
    public DissectionBuilder rules(RuleSet set) {
        rules.add(set);
        return this;
    }

    /**
     * Has the events written down, before any rules learn of them.
     *
     * @param target where that goes, in the order of the capture; written to by the thread that runs the dissection
     * @param writers makes what writes, once for every dissecting thread
     */
    public DissectionBuilder writer(OutputStream target, Function<OutputStream, EventWriter> writers) {
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
    public DissectionBuilder threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one thread dissects, not " + count);
        }
        threads = count;
        return this;
    }

    /** Sets how many bytes of flows are handed to the threads at a time, if there are several; no output depends on it. */
    public DissectionBuilder stretch(int bytes) {
        stretch = bytes;
        return this;
    }

    /** Has every packet told to an observer. */
    public DissectionBuilder observer(PacketObserver observer) {
        observers.add(observer);
        return this;
    }

    /**
     * Has a listener told of what is damaged in captures, each place before the packet that follows it. Of one
     * capture no more are told than {@link Capture#problems()} keeps.
     */
    public DissectionBuilder onProblem(Consumer<CaptureProblem> listener) {
        problemListeners.add(listener);
        return this;
    }

    /** Sets which bytes count where two TCP segments carry different ones for the same place; the first ones otherwise. */
    public DissectionBuilder overlaps(OverlapPolicy policy) {
        overlaps = policy;
        return this;
    }

    /** Sets the limits of flows. */
    public DissectionBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /** Has lengths and SHA-256 of the streams computed for {@link org.protospec.runtime.event.FlowEndEvent}. */
    public DissectionBuilder digests() {
        digests = FlowDissection.Digests.SHA_256;
        return this;
    }

    /** Has every step of the parsers told to {@code trace}, and every change of state to the rules. */
    public DissectionBuilder trace(FlowTrace trace) {
        this.trace = Objects.requireNonNull(trace);
        return this;
    }

    /** Sets the seed of the flow table, which is random otherwise; no output depends on it. */
    public DissectionBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Makes what dissects the flows of one thread, given where that writes, if it writes anything. */
    FlowDissection dissection(@Nullable OutputStream output) {
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
            throw new IllegalStateException("a trace is for one thread; with several, a writer may have one for each");
        }
        if (threads > 1 && observers.stream().anyMatch(PacketObserver::needsVerdict)) {
            throw new IllegalStateException("with several threads nobody knows in time which packets are dropped");
        }
        return new Dissection(this);
    }
}
