package org.protospec.runtime.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.detect.Detector;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.SegmentOverlapEvent;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;

/** Gives each flow to the protocol of its server port, or of its first bytes, and tells the rules of its start and end. */
final class DissectedFlows implements FlowHandler {
    /** Whether digests of the streams are computed. */
    enum Digests {
        NONE,
        SHA_256
    }

    private final DissectorTable dissectors;
    private final Digests digests;
    private final Listeners<FlowStartEvent> starts;
    private final Listeners<FlowEndEvent> ends;
    private final Listeners<AlertEvent> alerts;
    private final Listeners<SegmentOverlapEvent> overlaps;
    private final FlowStartEvent start = new FlowStartEvent();
    private final UndissectedCounts undissected = new UndissectedCounts();
    private @Nullable Detector<Dissector> detector;
    private long flows;
    private long taken;
    private long takenPackets;
    private long midstream;

    DissectedFlows(DissectorTable dissectors, Rules rules, Digests digests) {
        this.dissectors = dissectors;
        this.digests = digests;
        starts = rules.of(FlowStartEvent.TYPE);
        ends = rules.of(FlowEndEvent.TYPE);
        alerts = rules.of(AlertEvent.TYPE);
        overlaps = rules.of(SegmentOverlapEvent.TYPE);
    }

    /** Has flows of unknown ports recognised by their first bytes, if any protocol says what those look like. */
    void detect(Limits limits, LimitCounters counters) {
        if (!dissectors.looks().isEmpty()) {
            Detector<Dissector> made = new Detector<>(this::take, limits, counters);
            dissectors
                    .looks()
                    .forEach(each -> made.add(
                            each.dissector(),
                            each.transport(),
                            each.dissector().protocol().signatures()));
            detector = made;
        }
    }

    /** Is called behind every packet. */
    void settle() {
        if (detector != null) {
            detector.settle();
        }
    }

    /** Flows that no protocol took. */
    List<UndissectedFlows> undissected() {
        return undissected.counts();
    }

    /** Packets of flows that a protocol took and that are over. */
    long takenPackets() {
        return takenPackets;
    }

    /** Flows seen. */
    long flows() {
        return flows;
    }

    /** Flows that a protocol took. */
    long taken() {
        return taken;
    }

    /** Flows that a protocol took and left alone, as their beginning is missing. */
    long midstream() {
        return midstream;
    }

    @Override
    public boolean wantsOverlaps() {
        return !overlaps.isEmpty();
    }

    @Override
    public long memory() {
        return dissectors.memory() + (detector == null ? 0 : detector.memory());
    }

    @Override
    public void started(Flow flow) {
        flows++;
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        Dissector dissector = dissectors.of(flow);
        if (dissector != null) {
            return take(flow, dissector);
        }
        return detector == null ? null : detector.watch(flow);
    }

    private FlowConsumer take(Flow flow, Dissector known) {
        Dissector dissector = dissectors.traced(known, flow);
        taken++;
        flow.dissected();
        if (digests == Digests.SHA_256) {
            flow.observe();
        }
        String protocol = dissector.protocol().name();
        if (!starts.isEmpty()) {
            start.at(new FlowContext(flow, protocol, alerts));
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

    @Override
    public void late(Flow flow) {
        if (flow.isDissected()) {
            takenPackets++;
        } else {
            undissected.late(flow);
        }
    }

    @Override
    public void ended(Flow flow, EndReason reason) {
        if (!flow.isDissected()) {
            undissected.ended(flow);
            return;
        }
        takenPackets += flow.packets();
        if (ends.isEmpty()) {
            return;
        }
        FlowConsumer consumer = Detector.recognised(flow.consumer());
        if (consumer instanceof Machine machine) {
            end(flow, machine.protocol(), new FlowEndEvent(reason, machine.stateName(), null));
        } else if (consumer instanceof TakenFlow it) {
            Machine machine = it.machine();
            String state = machine == null ? null : machine.stateName();
            end(flow, it.protocol(), new FlowEndEvent(reason, state, it.digests()));
        }
    }

    private void end(Flow flow, String protocol, FlowEndEvent event) {
        event.at(new FlowContext(flow, protocol, alerts));
        ends.deliver(event);
    }
}
