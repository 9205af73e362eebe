package org.protospec.runtime.machine;

import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/**
 * The short way for what is usual: nothing is under way in either direction, and messages lie whole in the bytes that came. They are
 * read where they lie, without a {@link Side}. Whatever is left, breaks off, does not fit or comes in pieces goes the long way, which
 * means the same.
 */
abstract class MachineDirect extends MachineReading {
    MachineDirect(Dissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
    }

    /** Reads the messages that lie whole at the beginning of bytes that came; returns how many bytes they have. */
    final int readDirectly(Direction direction, byte[] bytes, int offset, int length) {
        if (dissector.trace() != null || side(Direction.UP) != null || side(Direction.DOWN) != null || is(RUNNING)) {
            return 0;
        }
        int taken = 0;
        set(RUNNING);
        while (taken < length && isDirect(direction)) {
            int size = readOne(direction, bytes, offset + taken, offset + length);
            if (size == 0) {
                break;
            }
            taken += size;
        }
        clear(RUNNING);
        return taken;
    }

    /** Whether the next bytes of a direction are read at once, as nothing else has to be looked at before. */
    private boolean isDirect(Direction direction) {
        int grammar = grammar(direction);
        return !is(ENDED | HANDING_OVER)
                && grammar >= 0
                && !is(OPAQUE | EMPTIED, direction)
                && isRepeatable(grammar)
                && !isReady(direction)
                && !isReady(direction.opposite());
    }

    /** Reads a message, tells it, and returns its size; 0 if it is not there whole or is unusual, and nothing was done then. */
    private int readOne(Direction direction, byte[] bytes, int from, int to) {
        int grammar = grammar(direction);
        Input in = dissector.direct();
        MessageParser<?> parser = parser(grammar, direction);
        long begin = endOffset(direction);
        in.show(bytes, from, to, begin);
        parser.trace(null);
        parser.start(in);
        boolean whole = parser.parse(in) == Progress.DONE && in.consumed() <= messageBytes();
        // What was let go in the middle of the message counts as well.
        int size = whole ? (int) (in.offset() - begin) : 0;
        if (size > 0) {
            pass(direction, size);
            tell(direction, parser);
            clear(EMPTY_MESSAGES_MASK);
        }
        give(grammar, parser);
        in.letGo();
        return size;
    }
}
