package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Resync;

/**
 * One direction of a conversation in the middle of something: its unread bytes and the message that is being read from
 * them. It is lent to a flow for that long; what must outlast it is kept by {@link MachineContext}.
 */
final class Side {
    /** Where a state reads nothing. */
    static final int NO_GRAMMAR = -1;

    private static final long NO_OFFSET = -1;

    final Input input;
    final Resync resync = new Resync();
    Direction direction = Direction.UP;

    @Nullable
    MessageParser<?> parser;

    /** The message that {@link #parser} reads. */
    int grammar = NO_GRAMMAR;

    /** All was done that can be done with the bytes there are. */
    boolean stalled;

    /** A datagram without bytes is there to be read. */
    boolean emptyDatagram;

    /** The hole that comes next was told already: it began in content that goes on behind a part of it. */
    boolean holeTold;

    /** Number of the packet that ended it. */
    long closedPacket = Long.MAX_VALUE;

    /** {@link Turn#number} of the turn that last brought bytes. */
    long lastTurn;

    /** Offset of the last parse error, to end a spec's loop of errors at one place. */
    long errorOffset = NO_OFFSET;

    int errorsHere;

    Side(Input input) {
        this.input = input;
    }

    /** Begins at an offset of a direction's stream. */
    void begin(Direction direction, long offset) {
        this.direction = direction;
        input.reset(offset);
        resync.stop();
        stalled = false;
        emptyDatagram = false;
        holeTold = false;
        lastTurn = 0;
        closedPacket = Long.MAX_VALUE;
        forgetErrors();
    }

    /** Goes on for another protocol, from the first byte that none of its own messages has taken. */
    void takeUp() {
        input.restart();
        resync.stop();
        stalled = false;
        emptyDatagram = false;
        grammar = NO_GRAMMAR;
        forgetErrors();
    }

    /** Errors so far do not count towards the bound of errors at one place. */
    void forgetErrors() {
        errorOffset = NO_OFFSET;
        errorsHere = 0;
    }

    /** Counts an error of the message that begins at the next byte. */
    void countError() {
        errorsHere = errorOffset == input.offset() ? errorsHere + 1 : 1;
        errorOffset = input.offset();
    }

    /** Whether the direction is between two messages, with nothing unread. */
    boolean isIdle() {
        return parser == null && input.waiting() == 0 && !resync.isSearching();
    }

    /** Whether there is something to read: bytes, or that bytes are missing. */
    boolean hasMore() {
        return input.unread() > 0 || input.hasHole();
    }
}
