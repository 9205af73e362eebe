package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;

/** One direction of a conversation: its unread bytes and the message that is being read from them. */
final class Side {
    /** Where a state reads nothing. */
    static final int NO_GRAMMAR = -1;

    final Direction direction;

    @Nullable
    Input input;

    @Nullable
    MessageParser<?> parser;

    /** The message that {@link #parser} reads. */
    int grammar = NO_GRAMMAR;

    /** Offset in the stream of the next byte, while there is no input. */
    long offset;

    /** All was done that can be done with the bytes there are. */
    boolean stalled;

    /** The state has read a message without bytes; it reads none again before it is entered anew. */
    boolean emptied;

    /** Bytes of this direction are no longer looked at. */
    boolean opaque;

    /** Number of the packet that last brought bytes. */
    long lastPacket;

    /** The direction has ended (FIN), and the machine was told. */
    boolean closed;

    boolean closedTold;
    boolean oneSidedTold;

    /** Offset of the last parse error, to end a spec's loop of errors at one place. */
    long errorOffset = -1;

    int errorsHere;

    Side(Direction direction) {
        this.direction = direction;
    }

    int unread() {
        Input in = input;
        return in == null ? 0 : in.unread();
    }

    long nextPacket() {
        Input in = input;
        return in == null ? Long.MAX_VALUE : in.nextPacket();
    }
}
