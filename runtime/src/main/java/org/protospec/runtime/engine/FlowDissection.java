package org.protospec.runtime.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.detect.Detector;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventListener;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.SegmentOverlapEvent;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.LaneFlow;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.lane.LaneWork;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.machine.Protocol;

/** What one thread does with the flows that protocols take: dissects them, and tells the rules of their start and end. */
final class FlowDissection implements LaneWork {
    /** Whether digests of the streams are computed. */
    enum Digests {
        NONE,
        SHA_256
    }

    private final Rules rules = new Rules();
    private final List<Protocol> protocols;
    /** Those of protocols of which a flow came: what a protocol needs is loaded with its first flow. */
    private final @Nullable Dissector[] dissectors;

    private final @Nullable Function<String, @Nullable Protocol> others;
    /** Of protocols that only get flows that others hand over, made when the first one is. */
    private final Map<String, Dissector> handed = new LinkedHashMap<>();

    private final Digests digests;
    private final @Nullable EventWriter writer;
    private final @Nullable FlowTrace trace;
    private final Listeners<FlowStartEvent> starts;
    private final Listeners<FlowEndEvent> ends;
    private final Listeners<AlertEvent> raised;
    private final FlowStartEvent start = new FlowStartEvent();
    private long midstream;
    private final EventCount alerts = new EventCount();
    private final EventCount errors = new EventCount();
    private final Function<String, @Nullable Dissector> handingOver = new HandingOver();

    /** How many events of a type there were. */
    private static final class EventCount implements EventListener<Event> {
        private long events;

        @Override
        public void on(Event event) {
            events++;
        }
    }

    /** {@link #find} for dissectors. */
    private final class HandingOver implements Function<String, @Nullable Dissector> {
        @Override
        public @Nullable Dissector apply(String name) {
            return find(name);
        }
    }

    FlowDissection(
            List<Protocol> protocols,
            @Nullable Function<String, @Nullable Protocol> others,
            List<RuleSet> sets,
            Digests digests,
            @Nullable EventWriter writer,
            @Nullable FlowTrace trace) {
        this.others = others;
        this.digests = digests;
        this.writer = writer;
        this.trace = trace != null || writer == null ? trace : writer.trace();
        rules.on(AlertEvent.TYPE, alerts);
        rules.on(ParseErrorEvent.TYPE, errors);
        if (writer != null) {
            // It comes first: what has happened is written before the alerts that rules raise about it.
            rules.install(writer);
        }
        for (RuleSet set : sets) {
            rules.install(set);
        }
        this.protocols = List.copyOf(protocols);
        dissectors = new Dissector[protocols.size()];
        starts = rules.of(FlowStartEvent.TYPE);
        ends = rules.of(FlowEndEvent.TYPE);
        raised = rules.of(AlertEvent.TYPE);
    }

    @Override
    public boolean wantsOverlaps() {
        return !rules.of(SegmentOverlapEvent.TYPE).isEmpty();
    }

    /** Flows that were left alone, as their beginning is missing. */
    long midstream() {
        return midstream;
    }

    /** Alerts raised. */
    long alerts() {
        return alerts.events;
    }

    /** Parse errors. */
    long errors() {
        return errors.events;
    }

    @Override
    public long memory() {
        long memory = 0;
        for (Dissector each : dissectors) {
            memory += each == null ? 0 : each.memory();
        }
        for (Dissector each : handed.values()) {
            memory += each.memory();
        }
        return memory;
    }

    private Dissector dissector(int number) {
        Dissector known = dissectors[number];
        if (known != null) {
            return known;
        }
        Dissector made = made(protocols.get(number));
        dissectors[number] = made;
        return made;
    }

    private Dissector made(Protocol protocol) {
        Dissector dissector = protocol.dissector(rules);
        dissector.handOver(handingOver);
        return dissector;
    }

    /** The dissector that flows are handed over to by the name of its protocol. */
    private @Nullable Dissector find(String name) {
        for (int number = 0; number < dissectors.length; number++) {
            if (protocols.get(number).name().equals(name)) {
                return dissector(number);
            }
        }
        Dissector known = handed.get(name);
        Protocol other = known == null && others != null ? others.apply(name) : null;
        if (other == null) {
            return known;
        }
        Dissector dissector = made(other);
        handed.put(name, dissector);
        return dissector;
    }

    // ------------------------------------------------------------------ flows

    /** Begins to dissect a flow. */
    FlowConsumer take(Flow flow, int number) {
        Dissector dissector = traced(dissector(number), flow);
        String protocol = dissector.protocol().name();
        if (!starts.isEmpty()) {
            start.at(new FlowContext(flow, protocol, raised));
            starts.deliver(start);
        }
        Machine machine = flow.dropped() ? null : dissector.open(flow);
        if (machine == null) {
            midstream += flow.dropped() ? 0 : 1;
        } else {
            machine.begin();
        }
        if (digests == Digests.SHA_256) {
            return new TakenFlow(protocol, machine, new StreamDigests(machine));
        }
        return machine != null ? machine : new TakenFlow(protocol, null, null);
    }

    /** The dissector itself, or one for the flow alone, so that each step can be told with the flow that it belongs to. */
    private Dissector traced(Dissector dissector, Flow flow) {
        FlowTrace listener = trace;
        if (listener == null) {
            return dissector;
        }
        Dissector own = dissector.protocol().dissector(rules);
        own.handOver(other -> {
            Dissector found = find(other);
            return found == null ? null : traced(found, flow);
        });
        String name = dissector.protocol().name();
        own.trace((message, field, expected, offset, bytes, from, to) ->
                listener.taken(flow, name, message, field, expected, offset, bytes, from, to));
        return own;
    }

    @Override
    public void ended(Flow flow, EndReason reason) {
        if (ends.isEmpty()) {
            return;
        }
        FlowConsumer consumer = Detector.recognised(flow.consumer());
        if (consumer instanceof Machine machine) {
            end(flow, machine.protocol(), ended(reason, machine, null));
        } else if (consumer instanceof TakenFlow it) {
            end(flow, it.protocol(), ended(reason, it.machine(), it.digests()));
        }
    }

    private static FlowEndEvent ended(EndReason reason, @Nullable Machine machine, @Nullable StreamDigests streams) {
        if (machine == null) {
            return new FlowEndEvent(reason, null, null, streams);
        }
        Machine last = machine.last();
        return new FlowEndEvent(reason, last.stateName(), last == machine ? null : last.protocol(), streams);
    }

    private void end(Flow flow, String protocol, FlowEndEvent event) {
        event.at(new FlowContext(flow, protocol, raised));
        ends.deliver(event);
    }

    /** Tells of a flow that begins to be dissected, by this thread or another one. */
    void opened(Flow flow, int protocol) {
        if (writer != null) {
            writer.opened(flow, protocols.get(protocol).name());
        }
    }

    // ------------------------------------------------------------------ as the work of a lane

    @Override
    public FlowConsumer open(Flow flow) {
        // The flows of a lane are views.
        return take(flow, ((LaneFlow) flow).protocol());
    }

    @Override
    public void opened(LaneFlow flow) {
        opened(flow, flow.protocol());
    }

    @Override
    public void timestampDigits(int digits) {
        if (writer != null) {
            writer.timestampDigits(digits);
        }
    }

    @Override
    public void report(Object thing) {
        if (thing instanceof FragmentOverlapEvent event) {
            rules.deliver(event);
        } else if (thing instanceof CaptureProblem problem && writer != null) {
            writer.problem(problem);
        }
    }

    @Override
    public void flush() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public int pending() {
        return writer == null ? 0 : writer.pending();
    }
}
