package org.protospec.runtime.engine;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.lane.Lanes;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/** What dissects the flows of a run: the thread that reads the capture alone, or with others. */
abstract class DissectingThreads implements DissectedFlows.Dissectors {
    /** Makes what one thread does, given where it writes, if it writes anything. */
    interface Opener extends Function<@Nullable OutputStream, FlowDissection> {}

    private final List<FlowDissection> dissections = new ArrayList<>();

    /** Does it in the reading thread. */
    static DissectingThreads one(@Nullable OutputStream target, Opener opener) {
        return new One(target, opener);
    }

    /** Does it in so many threads, of which the reading thread is one. */
    static DissectingThreads several(
            int threads, int bytes, Limits limits, @Nullable OutputStream target, Opener opener) {
        return new Several(threads, bytes, limits, target, opener);
    }

    final FlowDissection open(Opener opener, @Nullable OutputStream output) {
        FlowDissection dissection = opener.apply(output);
        dissections.add(dissection);
        return dissection;
    }

    /** The one that was made first. */
    final FlowDissection first() {
        return dissections.get(0);
    }

    /** Learns whose flows they are. */
    abstract void follow(FlowTracker tracker);

    /** A packet begins, of which the tracker has not learnt yet. */
    abstract void begins(Packet packet);

    /** Something is told that belongs to no flow. */
    abstract void tell(FragmentOverlapEvent event);

    /** The same of what is damaged before the next packet. */
    abstract void tell(CaptureProblem problem);

    /** All that was told is done, and what was written is handed on. */
    abstract void end();

    /** Something went wrong: nothing more is done. */
    abstract void abort();

    /** Something went wrong in the reading thread: hands on what was written before. Throws what went wrong earlier, if anything did. */
    abstract void failed(Throwable thrown);

    /** Adds how often limits were reached in other threads. */
    abstract void addTo(LimitCounters sum);

    /**
     * What all of them have counted.
     *
     * @param midstream flows that were left alone, as their beginning is missing
     * @param alerts alerts raised
     * @param errors parse errors
     */
    record Counts(long midstream, long alerts, long errors) {}

    final Counts counts() {
        long midstream = 0;
        long alerts = 0;
        long errors = 0;
        for (FlowDissection each : dissections) {
            midstream += each.midstream();
            alerts += each.alerts();
            errors += each.errors();
        }
        return new Counts(midstream, alerts, errors);
    }

    @Override
    public final boolean wantsOverlaps() {
        for (FlowDissection each : dissections) {
            if (each.wantsOverlaps()) {
                return true;
            }
        }
        return false;
    }

    /** All in the thread that reads the capture: nothing lies between. */
    private static final class One extends DissectingThreads {
        private final FlowDissection dissection;
        private int digits = -1;

        One(@Nullable OutputStream target, Opener opener) {
            dissection = open(opener, target);
        }

        @Override
        public FlowConsumer take(Flow flow, int protocol) {
            dissection.opened(flow, protocol);
            return dissection.take(flow, protocol);
        }

        @Override
        public void ended(Flow flow, EndReason reason) {
            dissection.ended(flow, reason);
        }

        @Override
        public long memory() {
            return dissection.memory();
        }

        @Override
        public long memoryAtMost() {
            return dissection.memory();
        }

        @Override
        void follow(FlowTracker tracker) {}

        @Override
        void begins(Packet packet) {
            if (packet.timestampDigits() != digits) {
                digits = packet.timestampDigits();
                dissection.timestampDigits(digits);
            }
        }

        @Override
        void tell(FragmentOverlapEvent event) {
            dissection.report(event);
        }

        @Override
        void tell(CaptureProblem problem) {
            dissection.report(problem);
        }

        @Override
        void end() {
            dissection.flush();
        }

        @Override
        void abort() {}

        @Override
        void failed(Throwable thrown) {
            dissection.flush();
        }

        @Override
        void addTo(LimitCounters sum) {}
    }

    /** Spread over this thread and lanes. */
    private static final class Several extends DissectingThreads {
        private final Lanes lanes;
        private final FlowDissection own;

        Several(int threads, int bytes, Limits limits, @Nullable OutputStream target, Opener opener) {
            lanes = new Lanes(threads, bytes, limits, target, output -> open(opener, target == null ? null : output));
            own = first();
        }

        @Override
        public FlowConsumer take(Flow flow, int protocol) {
            FlowConsumer recorder = lanes.open(flow, protocol);
            return recorder == null ? own.take(flow, protocol) : recorder;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {
            // A flow's lane learns of it with its consumer, which this one does not know.
            own.ended(flow, reason);
        }

        @Override
        public long memory() {
            return own.memory() + lanes.memory();
        }

        @Override
        public long memoryAtMost() {
            return own.memory() + lanes.memoryAtMost();
        }

        @Override
        void follow(FlowTracker tracker) {
            lanes.follow(tracker);
        }

        @Override
        void begins(Packet packet) {
            lanes.packet(packet.number(), packet.timestamp(), packet.timestampDigits());
        }

        @Override
        void tell(FragmentOverlapEvent event) {
            lanes.report(event);
        }

        @Override
        void tell(CaptureProblem problem) {
            lanes.report(problem);
        }

        @Override
        void end() {
            lanes.end();
        }

        @Override
        void abort() {
            lanes.abort();
        }

        @Override
        void failed(Throwable thrown) {
            lanes.failed(thrown);
        }

        @Override
        void addTo(LimitCounters sum) {
            lanes.addTo(sum);
        }
    }
}
