package org.protospec.runtime.machine;

import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;

/**
 * The short way for what is usual: nothing is under way in a direction, at most deferred bytes wait in the other, and messages lie whole
 * in the bytes that came. They are read where they lie, without a {@link Side}. Whatever is left, breaks off, does not fit or comes in
 * pieces goes the long way, which means the same.
 */
abstract class MachineDirect extends MachineReading {
    /** What makes a flow unusual. */
    private static final int UNUSUAL = ENDED | RUNNING | HANDING_OVER | both(CLOSED) | both(EMPTIED);

    MachineDirect(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    private static int both(int flag) {
        return flag | flag << 1;
    }

    /** Reads the messages that lie whole at the beginning of bytes that came; returns how many bytes they have. */
    final int readDirectly(Direction direction, byte[] bytes, int offset, int length) {
        int taken = 0;
        while (taken < length) {
            int size = readOne(direction, bytes, offset + taken, offset + length);
            if (size == 0) {
                break;
            }
            taken += size;
            if (hasSide(direction.opposite())) {
                catchUp(direction.opposite());
            }
        }
        return taken;
    }

    /**
     * Reads the message that lies whole at {@code from}; returns its size, 0 if it is to be read the long way. Not a part of the loop: a
     * JIT compiler makes several copies of what a loop consists of.
     */
    private int readOne(Direction direction, byte[] bytes, int from, int to) {
        MessageParser<?> parser = isUsual(direction) ? reading().direct(direction) : null;
        if (parser == null) {
            return 0;
        }
        int size = parser.read(bytes, from, to, endOffset(direction));
        if (size <= 0 || size > dissector.messageBytes()) {
            // It is not there whole, or unusual: nothing was done.
            return 0;
        }
        pass(direction, size);
        told(direction, parser);
        return size;
    }

    /** Whether there is nothing left to be done when all bytes of a direction were read at once. */
    final boolean isQuiet(Direction direction) {
        return isUsual(direction) && !reading().mayBeEmpty();
    }

    /** Whether nothing has to be looked at before the next bytes of a direction. */
    private boolean isUsual(Direction direction) {
        return (flags & (UNUSUAL | OPAQUE << direction.ordinal())) == 0
                && !hasSide(direction)
                && (!hasSide(direction.opposite()) || isWaiting(direction.opposite()));
    }

    private void told(Direction direction, MessageParser<?> parser) {
        set(RUNNING);
        tell(direction, parser);
        clear(RUNNING | EMPTY_MESSAGES_MASK);
    }

    /** What waits in the other direction came earlier: it is next if the message has led to a state that takes it. */
    private void catchUp(Direction direction) {
        Turn turn = dissector.turn();
        long packet = turn.packet;
        long time = turn.time;
        if (!readWaiting(direction, turn)) {
            run();
        }
        turn.packet = packet;
        turn.time = time;
    }

    /** Reads the messages that lie whole at the beginning of what waits; false if something else is to be done. */
    private boolean readWaiting(Direction direction, Turn turn) {
        Side side = side(direction);
        while (side != null && (flags & (UNUSUAL | both(OPAQUE))) == 0 && !side.stalled) {
            StateReading reading = reading();
            MessageParser<?> parser = reading.direct(direction);
            if (parser == null) {
                return reading.grammar(direction) == DEFER && !reading.mayBeEmpty();
            }
            Input in = side.input;
            int size = parser.read(in.bytes(), in.position(), in.limit(), in.offset());
            if (size <= 0 || size > dissector.messageBytes()) {
                return false;
            }
            in.advance(size);
            turn.packet = in.packet();
            turn.time = in.time();
            told(direction, parser);
            in.commit();
            if (side.isIdle() && side == side(direction)) {
                letGo(side);
                return isQuiet(direction);
            }
        }
        return false;
    }
}
