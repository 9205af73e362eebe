package org.protospec.runtime.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.DecodeErrorEvent;
import org.protospec.runtime.event.GapEvent;
import org.protospec.runtime.event.HandOverEvent;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.event.OverflowEvent;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.event.ResyncEvent;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.SegmentOverlapEvent;
import org.protospec.runtime.event.StateEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.parse.BufferPool;
import org.protospec.runtime.parse.FreeList;
import org.protospec.runtime.parse.InflationPool;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.JoinedText;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.ParseTrace;

/**
 * What the flows of one protocol share on one thread: listeners, parsers, buffers.
 *
 * <p>An idle flow holds nothing but its {@link Machine}; everything that is only needed in the middle of a message is lent
 * to it from here.
 */
public abstract class Dissector {
    /** What a flow in the middle of a message holds beside its bytes: the input, the parser and the message, for SMTP. */
    private static final long SIDE_MEMORY = 864;
    /** What a machine holds to which another one handed its flow over, which is still there. */
    private static final long MACHINE_MEMORY = 160;

    private final Protocol protocol;
    private final BufferPool buffers = new BufferPool();
    private final FreeList<Side> sides = new FreeList<>(new Supplier<>() {
        @Override
        public Side get() {
            return new Side(new Input(buffers));
        }
    });
    private final FreeList<KeptText> texts = new FreeList<>(new Supplier<>() {
        @Override
        public KeptText get() {
            return new KeptText(buffers);
        }
    });
    private final FreeList<KeptTexts> textLists = new FreeList<>(new Supplier<>() {
        @Override
        public KeptTexts get() {
            return new KeptTexts(buffers);
        }
    });
    private final Turn turn = new Turn();
    private StateReads reads = new StateReads();

    private final Listeners<AlertEvent> alerts;
    private final Listeners<ParseErrorEvent> parseErrors;
    private final Listeners<GapEvent> gaps;
    private final Listeners<ResyncEvent> resyncs;
    private final Listeners<SegmentOverlapEvent> overlaps;
    private final Listeners<StateEvent> states;
    private final Listeners<HandOverEvent> handOvers;
    private final Listeners<DecodeErrorEvent> decodeErrors;
    private final Listeners<OverflowEvent> overflows;
    private final InflationPool inflations = new InflationPool();
    private final List<QueuePool<?>> queues = new ArrayList<>();
    private final List<Slice> scratch = new ArrayList<>();
    private final List<JoinedText> results = new ArrayList<>(0);
    private @Nullable ParseTrace trace;
    /** How many sides flows hold. */
    private int lent;
    /** How many flows were handed over to this protocol. */
    private int takenOver;

    private long messageBytes;
    private int deferredBytes;

    private @Nullable Function<String, @Nullable Dissector> others;

    protected Dissector(Protocol protocol, Rules rules) {
        this.protocol = protocol;
        alerts = rules.of(AlertEvent.TYPE);
        parseErrors = rules.of(ParseErrorEvent.TYPE);
        gaps = rules.of(GapEvent.TYPE);
        resyncs = rules.of(ResyncEvent.TYPE);
        overlaps = rules.of(SegmentOverlapEvent.TYPE);
        states = rules.of(StateEvent.TYPE);
        handOvers = rules.of(HandOverEvent.TYPE);
        decodeErrors = rules.of(DecodeErrorEvent.TYPE);
        overflows = rules.of(OverflowEvent.TYPE);
    }

    /** Begins to dissect a flow; null where the spec has no state for a flow whose beginning was not captured. */
    public abstract @Nullable Machine open(Flow flow);

    /** The same from a place on where its conversation begins, whatever was captured of the flow before. */
    protected @Nullable Machine begin(Flow flow) {
        return open(flow);
    }

    /** Lets its machines hand flows over to others, of this thread, which are found by the names of their protocols. */
    public final void handOver(Function<String, @Nullable Dissector> others) {
        this.others = others;
    }

    final @Nullable Dissector other(String protocol) {
        return others == null ? null : others.apply(protocol);
    }

    /** The limits of the flows that it dissects, which are the same for all. */
    final void limits(Limits limits) {
        messageBytes = limits.of(Limit.MESSAGE_BYTES);
        deferredBytes = limits.intOf(Limit.DEFERRED_BYTES);
    }

    /** Most bytes that a message may have. */
    final long messageBytes() {
        return messageBytes;
    }

    /** Most bytes that may wait in one direction until a state takes them. */
    final int deferredBytes() {
        return deferredBytes;
    }

    /** Begins to dissect a flow that another protocol hands over, with all that waits in it. */
    final @Nullable Machine takeOver(Flow flow) {
        Machine machine = begin(flow);
        takenOver += machine == null ? 0 : 1;
        return machine;
    }

    /** The flow of a machine that was handed over to it is over. */
    final void released() {
        takenOver--;
    }

    /** Takes what a flow holds of a direction from another dissector, to which its bytes are given back. */
    final void takeOver(Side side, Dissector from) {
        from.lent--;
        lent++;
    }

    /** How many bytes of memory the flows' unread bytes, begun messages and remembered texts take. */
    public final long memory() {
        long queued = 0;
        for (int i = 0; i < queues.size(); i++) {
            queued += queues.get(i).memory();
        }
        return buffers.used() + lent * SIDE_MEMORY + takenOver * MACHINE_MEMORY + inflations.memory() + queued;
    }

    /** The protocol. */
    public final Protocol protocol() {
        return protocol;
    }

    /** Tells every step of every parser to {@code trace}, and every change of state to the rules, from now on. */
    public final void trace(ParseTrace trace) {
        this.trace = trace;
        reads = new StateReads();
    }

    final @Nullable ParseTrace trace() {
        return trace;
    }

    /** Whether there is one. Asked at every step: while {@link ParseTrace} is not loaded, a JIT compiler inlines no method that returns it. */
    final boolean isTraced() {
        return trace != null;
    }

    /** A slice for the result of a text's method in an expression. */
    protected final Slice scratch(int index) {
        while (scratch.size() <= index) {
            scratch.add(new Slice(new ByteRegion()));
        }
        return scratch.get(index).fold(Slice.Case.AS_IS);
    }

    /** A place for the text that a function in Java gives to an expression. */
    protected final JoinedText result(int index) {
        while (results.size() <= index) {
            results.add(new JoinedText());
        }
        return results.get(index);
    }

    /** Remembers a text of a flow, at most {@code max} bytes, where {@code kept} was remembered; null where there is none. */
    protected final @Nullable KeptText keepText(@Nullable KeptText kept, @Nullable Slice text, int max) {
        if (text == null || !text.isPresent()) {
            forgetText(kept);
            return null;
        }
        KeptText place = kept != null ? kept : lendText();
        place.set(text, max);
        return place;
    }

    /** Adds to the texts that a flow remembers, unless there are {@code maxTexts}. */
    protected final @Nullable KeptTexts keepText(
            @Nullable KeptTexts kept, @Nullable Slice text, int maxTexts, int maxBytes) {
        if (text == null) {
            return kept;
        }
        KeptTexts place = kept != null ? kept : textLists.take();
        place.add(text, maxTexts, maxBytes);
        return place;
    }

    /** Remembers the first {@code maxTexts} of a list's texts, where others were remembered; null where there are none. */
    protected final @Nullable KeptTexts keepTexts(
            @Nullable KeptTexts kept, List<Slice> texts, int maxTexts, int maxBytes) {
        if (texts == kept) {
            return kept;
        }
        forgetText(kept);
        KeptTexts place = null;
        for (int i = 0; i < texts.size(); i++) {
            place = keepText(place, texts.get(i), maxTexts, maxBytes);
        }
        return place;
    }

    /** Takes back what is no longer remembered. */
    protected final void forgetText(@Nullable KeptText kept) {
        if (kept != null) {
            kept.clear();
            texts.give(kept);
        }
    }

    /** Takes back what is no longer remembered. */
    protected final void forgetText(@Nullable KeptTexts kept) {
        if (kept != null) {
            kept.clear();
            textLists.give(kept);
        }
    }

    final KeptText lendText() {
        return texts.take();
    }

    final Turn turn() {
        return turn;
    }

    final StateReads reads() {
        return reads;
    }

    /** What a flow needs of a direction while something is under way in it, from an offset of its stream on. */
    final Side lend(Direction direction, long offset) {
        Side side = sides.take();
        side.begin(direction, offset);
        lent++;
        return side;
    }

    final void give(Side side) {
        side.input.letGo();
        sides.give(side);
        lent--;
    }

    final Listeners<AlertEvent> alerts() {
        return alerts;
    }

    final Listeners<ParseErrorEvent> parseErrors() {
        return parseErrors;
    }

    final Listeners<GapEvent> gaps() {
        return gaps;
    }

    final Listeners<ResyncEvent> resyncs() {
        return resyncs;
    }

    final Listeners<SegmentOverlapEvent> overlaps() {
        return overlaps;
    }

    final Listeners<StateEvent> states() {
        return states;
    }

    final Listeners<HandOverEvent> handOvers() {
        return handOvers;
    }

    final Listeners<DecodeErrorEvent> decodeErrors() {
        return decodeErrors;
    }

    final Listeners<OverflowEvent> overflows() {
        return overflows;
    }

    /** Queues of messages whose copies are taken from a pool. */
    protected final <M extends Message> QueuePool<M> queues(MessagePool<M> messages) {
        QueuePool<M> pool = new QueuePool<>(messages);
        queues.add(pool);
        return pool;
    }

    /** What filters that inflate need. */
    protected final InflationPool inflations() {
        return inflations;
    }
}
