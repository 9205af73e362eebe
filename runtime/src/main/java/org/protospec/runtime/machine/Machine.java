package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.event.Gap;
import org.protospec.runtime.event.GapEvent;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.event.StateEvent;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.ParseError;
import org.protospec.runtime.parse.Progress;

/**
 * The state machine of one flow: reads the messages that its state expects of each direction, and goes from state to state.
 *
 * <p>Generated machines say what each state reads and what happens on each event; the order is kept here. What was
 * captured first is looked at first: of two directions with unread bytes goes that whose oldest unread byte was captured
 * earlier. Bytes that a state defers wait for a state that takes them.
 */
public abstract class Machine extends MachineHooks implements FlowConsumer, EventContext {
    private static final int NO_JUMP = Integer.MIN_VALUE;
    private static final int MAX_REDIRECTIONS = 16;
    private static final int MAX_ERRORS_AT_ONE_PLACE = 4;
    /** Messages without bytes that may follow each other, so that a spec cannot go round without reading anything. */
    private static final int MAX_EMPTY_MESSAGES = 64;
    /** Time-outs that are told after a pause between two packets; of a longer one the rest is left out. */
    private static final int MAX_TIMEOUTS_AT_ONCE = 1_000;

    private static final long NO_MOMENT = Long.MIN_VALUE;

    private final Dissector dissector;
    private final Flow flow;
    private final Side up = new Side(Direction.UP);
    private final Side down = new Side(Direction.DOWN);
    private int state;
    private int jump = NO_JUMP;
    private boolean ended;
    private boolean running;
    private long packet;
    private long time;

    /** The bytes that a parser is reading, whose packet is that of the events which it tells. */
    private @Nullable Input reading;

    private long entered;
    /** Time since the state was entered up to which its time-outs were told. */
    private long elapsed;
    /** The time that is told while a time-out is; the packets' time may be beyond it. */
    private long moment = NO_MOMENT;

    private long entries;
    private int emptyMessages;
    private boolean datagrams;
    private String trigger = "";

    protected Machine(Dissector dissector, Flow flow, int initial) {
        this.dissector = dissector;
        this.flow = flow;
        this.state = initial;
    }

    // ------------------------------------------------------------------ what generated transitions do

    /** The state. */
    protected final int state() {
        return state;
    }

    /** Goes to another state, {@link #FINISH} or {@link #FAIL}, at the end of a transition. */
    protected final void go(int target) {
        if (jump == NO_JUMP && !ended) {
            enter(target);
        } else {
            // Inside leave or enter: the jump made there replaces the one under way.
            jump = target;
        }
    }

    /** Raises an alert in the name of the state. */
    protected final void alert(Severity severity, String description) {
        raise(new Alert(severity, description, Alert.Origin.STATE, name(state)));
    }

    /** Dissects no further. */
    protected final void opaque() {
        opaque(Direction.UP);
        opaque(Direction.DOWN);
    }

    /** Dissects one direction no further. */
    protected final void opaque(Direction direction) {
        Side side = side(direction);
        side.opaque = true;
        flow.ignore(direction);
        abandon(side);
    }

    // ------------------------------------------------------------------ context of events

    @Override
    public final String protocol() {
        return dissector.protocol().name();
    }

    @Override
    public final Flow flow() {
        return flow;
    }

    @Override
    public final long packet() {
        Input in = reading;
        return in == null ? packet : in.packet();
    }

    @Override
    public final long time() {
        Input in = reading;
        return in == null ? time : in.time();
    }

    @Override
    public final void raise(Alert alert) {
        AlertEvent event = new AlertEvent(alert);
        event.at(this);
        dissector.alerts().deliver(event);
    }

    @Override
    public final void drop() {
        if (!flow.dropped()) {
            flow.drop();
            // The message whose event is being told is still looked at; the rest is let go once that is done.
            ended = true;
        }
    }

    /** Name of the state that the flow is in, or was in at its end. */
    public final String stateName() {
        return name(state);
    }

    private String name(int state) {
        return state == FINISH ? "finish" : state == FAIL ? "fail" : stateName(state);
    }

    // ------------------------------------------------------------------ bytes

    /** Begins the conversation. */
    public final void begin() {
        now();
        entered = flow.tracker().time();
        running = true;
        trigger = "init";
        onEnter(state);
        if (!ended) {
            onInit();
        }
        schedule();
        running = false;
    }

    @Override
    public final void data(Direction direction, byte[] bytes, int offset, int length) {
        Side side = side(direction);
        if (ended || side.opaque) {
            side.offset += length;
            return;
        }
        side.lastPacket = flow.tracker().packet();
        open(side)
                .append(
                        bytes,
                        offset,
                        length,
                        flow.tracker().packet(),
                        flow.tracker().now());
        side.stalled = false;
        run();
        settle(up);
        settle(down);
    }

    @Override
    public final void datagram(Direction direction, byte[] bytes, int offset, int length) {
        Side side = side(direction);
        if (ended || side.opaque) {
            return;
        }
        datagrams = true;
        side.errorOffset = -1;
        if (side.input == null) {
            // Offsets count from the datagram's first byte.
            side.offset = 0;
        }
        Input in = open(side);
        in.append(bytes, offset, length, flow.tracker().packet(), flow.tracker().now());
        // Nothing of another datagram completes a message of this one.
        in.close();
        side.stalled = false;
        run();
        Input left = side.input;
        if (left != null) {
            left.reopen();
        }
        settle(up);
        settle(down);
    }

    @Override
    public final void gap(Direction direction, long bytes) {
        Side side = side(direction);
        if (ended || side.opaque) {
            side.offset += bytes;
            return;
        }
        now();
        Input in = open(side);
        abandon(side, in);
        Gap gap = new Gap(direction, in.offset() + in.unread(), bytes);
        in.skip(bytes);
        GapEvent event = new GapEvent(gap);
        event.at(this);
        dissector.gaps().deliver(event);
        trigger = "gap";
        running = true;
        if (!onGap(gap) && !ended) {
            go(FAIL);
        }
        running = false;
        side.stalled = false;
        run();
        settle(up);
        settle(down);
    }

    @Override
    public final void closed(Direction direction) {
        Side side = side(direction);
        if (ended || side.closed) {
            return;
        }
        now();
        side.closed = true;
        side.stalled = false;
        if (!side.opaque) {
            open(side).close();
        }
        run();
        settle(up);
        settle(down);
    }

    @Override
    public final void end(EndReason reason) {
        now();
        endDeferral(up);
        endDeferral(down);
        endMessage(up);
        endMessage(down);
        flow.tracker().timers().cancel(this);
        if (!ended) {
            trigger = "end";
            onLeave(state);
            onFinish();
            ended = true;
        }
        abandon(up);
        abandon(down);
        release();
    }

    /** Nothing more comes of the direction that deferred bytes wait for: a spec may read them without it. */
    private void endDeferral(Side side) {
        long offset;
        do {
            offset = side.input == null ? 0 : side.input.offset();
            if (!tellOneSided(side)) {
                return;
            }
            run();
        } while (!ended && side.input != null && side.input.offset() > offset);
    }

    /** At the end of the flow a message that waits for an answer that cannot come may still be whole. */
    private void endMessage(Side side) {
        MessageParser<?> parser = side.parser;
        Input in = side.input;
        if (ended || parser == null || in == null) {
            return;
        }
        if (parser.answered(in)) {
            side.stalled = false;
            run();
        } else {
            abandon(side, in);
        }
    }

    private Side side(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    private Side other(Side side) {
        return side == up ? down : up;
    }

    private Input open(Side side) {
        Input in = side.input;
        if (in == null) {
            in = dissector.input(side.offset);
            side.input = in;
        }
        return in;
    }

    private void now() {
        packet = flow.tracker().packet();
        time = flow.tracker().now();
    }

    /** The caller takes its bytes back: keeps what is left of them, and gives back what an idle flow does not need. */
    private void settle(Side side) {
        Input in = side.input;
        if (in == null) {
            return;
        }
        if (ended || side.opaque) {
            abandon(side);
        } else if (side.parser == null && in.unread() == 0 && (!side.closed || side.closedTold)) {
            letGo(side, in);
        } else {
            in.keep();
        }
    }

    private void letGo(Side side, Input in) {
        side.offset = in.offset() + in.unread();
        side.input = null;
        dissector.give(in);
    }

    /** Leaves the message being read, whose stream ends as incomplete; its unread bytes stay. */
    private void leave(Side side) {
        MessageParser<?> parser = side.parser;
        if (parser != null) {
            side.parser = null;
            parser.abort();
            give(side.grammar, parser);
        }
    }

    /** Leaves the message being read after handing on what there is of its stream. */
    private void abandon(Side side, Input in) {
        MessageParser<?> parser = side.parser;
        if (parser != null) {
            side.parser = null;
            reading = in;
            parser.abort(in);
            reading = null;
            give(side.grammar, parser);
        }
    }

    private void abandon(Side side) {
        leave(side);
        Input in = side.input;
        if (in != null && !running) {
            // While a handler runs, the input of the message that it looks at is still needed; settle() comes later.
            letGo(side, in);
        }
    }

    // ------------------------------------------------------------------ the order of things

    private void run() {
        if (running) {
            return;
        }
        running = true;
        while (!ended) {
            Side side = next();
            if (side != null) {
                advance(side);
            } else if (!answered(up) && !answered(down)) {
                break;
            }
        }
        running = false;
    }

    private @Nullable Side next() {
        boolean upReady = ready(up);
        boolean downReady = ready(down);
        if (upReady && downReady) {
            return up.nextPacket() <= down.nextPacket() ? up : down;
        }
        return upReady ? up : downReady ? down : null;
    }

    private boolean ready(Side side) {
        if (side.opaque || side.stalled) {
            return false;
        }
        int unread = side.unread();
        if (side.closed && !side.closedTold && unread == 0 && side.parser == null) {
            return true;
        }
        int grammar = reads(state, side.direction);
        if (grammar == DEFER || side.emptied) {
            return unread > 0 && (unread > dissector.deferredBytes() || isOneSided(side));
        }
        if (grammar == NOTHING) {
            return unread > 0;
        }
        return unread > 0 || side.parser != null || mayBeEmpty(grammar);
    }

    private void advance(Side side) {
        int grammar = reads(state, side.direction);
        boolean begins = side.unread() > 0 || side.parser != null || mayBeEmpty(grammar) && !side.closedTold;
        if (grammar >= 0 && begins && !side.emptied) {
            read(side, grammar);
        } else if (side.unread() == 0) {
            side.closedTold = true;
            now();
            trigger = "closed";
            onClosed(side.direction);
        } else if (grammar == NOTHING) {
            missing(side);
        } else {
            tooMuchDeferred(side);
        }
    }

    private void read(Side side, int grammar) {
        if (answered(other(side))) {
            return;
        }
        Input in = open(side);
        MessageParser<?> parser = side.parser;
        if (parser == null) {
            parser = parser(grammar, side.direction);
            parser.trace(dissector.trace());
            parser.start(in);
            side.parser = parser;
            side.grammar = grammar;
        }
        reading = in;
        Progress progress = parser.parse(in);
        reading = null;
        switch (progress) {
            case DONE -> whole(side, in, grammar, parser);
            case MORE -> side.stalled = true;
            case FAILED -> failed(side, in, parser);
        }
    }

    /** The other direction speaks now: its peer's message may have waited for just that. */
    private boolean answered(Side waiting) {
        MessageParser<?> parser = waiting.parser;
        Input in = waiting.input;
        Side answering = other(waiting);
        if (parser != null
                && in != null
                && waiting.stalled
                && answering.unread() > 0
                && answering.lastPacket > waiting.lastPacket
                && parser.answered(in)) {
            waiting.stalled = false;
            return true;
        }
        return false;
    }

    private void whole(Side side, Input in, int grammar, MessageParser<?> parser) {
        boolean empty = in.consumed() == 0;
        packet = in.packet();
        time = in.time();
        side.parser = null;
        int before = state;
        if (side == up) {
            trigger = "up";
            onUp(parser.message());
        } else {
            trigger = "down";
            onDown(parser.message());
        }
        in.commit();
        give(grammar, parser);
        if (!empty) {
            emptyMessages = 0;
        } else if (state == before) {
            // A message without bytes is there once, not for ever.
            side.emptied = true;
        } else if (++emptyMessages > MAX_EMPTY_MESSAGES && !ended) {
            go(FAIL);
        }
    }

    private void failed(Side side, Input in, MessageParser<?> parser) {
        now();
        ParseError error = parser.error(
                protocol(), side.direction.label(), in.nextPacket() == Long.MAX_VALUE ? packet : in.nextPacket());
        side.parser = null;
        parser.abort();
        give(side.grammar, parser);
        in.restart();
        side.errorsHere = side.errorOffset == in.offset() ? side.errorsHere + 1 : 1;
        side.errorOffset = in.offset();
        tell(side, error);
    }

    private void tell(Side side, ParseError error) {
        ParseErrorEvent event = new ParseErrorEvent(error);
        event.at(this);
        dissector.parseErrors().deliver(event);
        if (ended) {
            return;
        }
        int before = state;
        trigger = "parse_error";
        boolean taken = onParseError(error);
        if (ended) {
            return;
        }
        if (!taken || side.errorsHere > MAX_ERRORS_AT_ONE_PLACE) {
            go(FAIL);
        } else if (state == before) {
            // The state stays, but there is no telling where its next message begins, save in the next datagram.
            Input in = side.input;
            if (datagrams && in != null) {
                in.skip(0);
            } else {
                opaque(side.direction);
            }
        }
    }

    private void missing(Side side) {
        Input in = open(side);
        now();
        trigger = "missing_grammar";
        int before = state;
        onMissingGrammar(side.direction);
        if (state == before && !ended) {
            in.skip(0);
        }
    }

    private void tooMuchDeferred(Side side) {
        now();
        if (!side.oneSidedTold && flow.bytes(side.direction.opposite()) == 0 && tellOneSided(side)) {
            return;
        }
        Input in = open(side);
        if (side.unread() <= dissector.deferredBytes()) {
            side.stalled = true;
            return;
        }
        side.errorsHere++;
        tell(
                side,
                new ParseError(
                        ParseError.Kind.LIMIT,
                        protocol(),
                        side.direction.label(),
                        in.offset(),
                        packet,
                        name(state),
                        "at most " + dissector.deferredBytes() + " deferred bytes",
                        "more"));
    }

    private boolean isOneSided(Side side) {
        return !side.oneSidedTold && side.closed && flow.bytes(side.direction.opposite()) == 0;
    }

    private boolean tellOneSided(Side side) {
        if (ended || side.unread() == 0 || reads(state, side.direction) != DEFER) {
            return false;
        }
        now();
        side.oneSidedTold = true;
        trigger = "one_sided";
        onOneSided(side.direction);
        return true;
    }

    // ------------------------------------------------------------------ states

    private void enter(int target) {
        int redirections = 0;
        while (target != NO_JUMP && !ended) {
            int from = state;
            int to = redirections++ < MAX_REDIRECTIONS ? target : FAIL;
            jump = to;
            if (to == FAIL) {
                onFail();
                jump = to;
            }
            onLeave(from);
            to = jump;
            flow.tracker().timers().cancel(this);
            trace(from, to);
            if (to < 0) {
                // Still in the state that is left, which may have something to say.
                onFinish();
                state = to;
                ended = true;
                break;
            }
            state = to;
            entries++;
            adopt(up);
            adopt(down);
            entered = moment == NO_MOMENT ? flow.tracker().time() : moment;
            elapsed = 0;
            schedule();
            jump = to;
            onEnter(to);
            target = jump == to ? NO_JUMP : jump;
        }
        jump = NO_JUMP;
    }

    private void trace(int from, int to) {
        if (dissector.trace() != null) {
            StateEvent event = new StateEvent(name(from), name(to), trigger);
            event.at(this);
            dissector.states().deliver(event);
        }
    }

    /** A half-read message goes on if the new state reads the same; else it starts again under the new state's grammar. */
    private void adopt(Side side) {
        side.stalled = side.parser != null && side.stalled && side.grammar == reads(state, side.direction);
        side.emptied = false;
        Input in = side.input;
        if (side.parser != null && in != null && side.grammar != reads(state, side.direction)) {
            leave(side);
            in.restart();
        }
    }

    private void schedule() {
        long[] delays = timeouts(state);
        if (delays.length > 0 && !ended) {
            flow.tracker().timers().schedule(this, entered + nextDue(delays));
        }
    }

    /** Time since the state was entered at which the next of its time-outs is due. */
    private long nextDue(long[] delays) {
        long due = Long.MAX_VALUE;
        for (long delay : delays) {
            due = Math.min(due, (elapsed / delay + 1) * delay);
        }
        return due;
    }

    @Override
    protected final void expired(long time) {
        if (ended) {
            return;
        }
        now();
        trigger = "timeout";
        running = true;
        for (int told = 0; !ended && isDue(time); told++) {
            if (told == MAX_TIMEOUTS_AT_ONCE) {
                elapsed = time - entered;
            } else {
                tellTimeouts();
            }
        }
        moment = NO_MOMENT;
        running = false;
        schedule();
        run();
        settle(up);
        settle(down);
    }

    private boolean isDue(long time) {
        long[] delays = timeouts(state);
        return delays.length > 0 && entered + nextDue(delays) <= time;
    }

    /** Tells the time-outs that are due next, as of the time when they are: no other flow's packets matter. */
    private void tellTimeouts() {
        long[] delays = timeouts(state);
        long entry = entries;
        int at = state;
        elapsed = nextDue(delays);
        moment = entered + elapsed;
        long due = elapsed;
        for (int i = 0; i < delays.length && entries == entry && !ended; i++) {
            if (due % delays[i] == 0) {
                onTimeout(at, i);
            }
        }
    }
}
