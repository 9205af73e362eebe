package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.MessageParser;

/**
 * What one state of a protocol's machine reads of each direction.
 *
 * @param up number of the message that it reads of the client, {@link MachineHooks#DEFER} or {@link MachineHooks#NOTHING}
 * @param down the same of the server
 * @param upMayBeEmpty whether the client's is a message that may have no bytes at all
 * @param downMayBeEmpty the same of the server's
 * @param upDirect what reads the client's next bytes at once, for all flows: the parser of a message that can be read again from its
 *     beginning and that depends on nothing else, in a state that reads nothing in either direction that may have no bytes; null elsewhere
 * @param downDirect the same of the server's
 */
record StateReading(
        int up,
        int down,
        boolean upMayBeEmpty,
        boolean downMayBeEmpty,
        @Nullable MessageParser<?> upDirect,
        @Nullable MessageParser<?> downDirect) {

    /** What is read when the conversation is over. */
    static final StateReading OVER =
            new StateReading(MachineHooks.NOTHING, MachineHooks.NOTHING, false, false, null, null);

    int grammar(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    boolean mayBeEmpty(Direction direction) {
        return direction == Direction.UP ? upMayBeEmpty : downMayBeEmpty;
    }

    /** Whether a message that may have no bytes at all is read of either direction. */
    boolean mayBeEmpty() {
        return upMayBeEmpty || downMayBeEmpty;
    }

    @Nullable
    MessageParser<?> direct(Direction direction) {
        return direction == Direction.UP ? upDirect : downDirect;
    }
}
