package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
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
        if (dissector.trace() != null) {
            return 0;
        }
        int taken = 0;
        while (taken < length) {
            MessageParser<?> parser = direct(direction);
            int size = parser == null ? 0 : readOne(direction, parser, bytes, offset + taken, offset + length);
            if (size == 0) {
                break;
            }
            taken += size;
            if (hasSide(direction.opposite())) {
                catchUp();
            }
        }
        return taken;
    }

    /** What waits in the other direction came earlier: it is next if the message has led to a state that takes it. */
    private void catchUp() {
        Turn turn = dissector.turn();
        long packet = turn.packet;
        long time = turn.time;
        run();
        turn.packet = packet;
        turn.time = time;
    }

    /** What reads the next bytes of a direction at once; null if something else has to be looked at before. */
    private @Nullable MessageParser<?> direct(Direction direction) {
        if ((flags & (UNUSUAL | OPAQUE << direction.ordinal())) != 0
                || hasSide(direction)
                || hasSide(direction.opposite()) && !isWaiting(direction.opposite())) {
            return null;
        }
        return dissector.reads().direct(this, state, direction);
    }

    /** Whether there is nothing left to be done when all bytes were read at once. */
    final boolean isQuiet() {
        return (flags & UNUSUAL) == 0
                && !hasSide(Direction.UP)
                && !hasSide(Direction.DOWN)
                && !dissector.reads().mayBeEmpty(this, state, Direction.UP)
                && !dissector.reads().mayBeEmpty(this, state, Direction.DOWN);
    }

    /** Reads a message, tells it, and returns its size; 0 if it is not there whole or is unusual, and nothing was done then. */
    private int readOne(Direction direction, MessageParser<?> parser, byte[] bytes, int from, int to) {
        int size = parser.read(bytes, from, to, endOffset(direction));
        if (size <= 0 || size > dissector.messageBytes()) {
            return 0;
        }
        pass(direction, size);
        set(RUNNING);
        tell(direction, parser);
        clear(RUNNING | EMPTY_MESSAGES_MASK);
        return size;
    }
}
