package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.parse.ContentSink;

/**
 * A protocol that lies within another one: the contents that the outer machine hands on are its stream, in either direction, however
 * many messages of the outer one they come from.
 */
final class InnerStream {
    private final MachineHandOver outer;
    private final String protocol;
    private final @Nullable Machine machine;
    private final Way up = new Way(Direction.UP);
    private final Way down = new Way(Direction.DOWN);
    /** The next one that the same machine feeds. */
    final @Nullable InnerStream next;

    InnerStream(MachineHandOver outer, String protocol, @Nullable Machine machine, @Nullable InnerStream next) {
        this.outer = outer;
        this.protocol = protocol;
        this.machine = machine;
        this.next = next;
    }

    String protocol() {
        return protocol;
    }

    ContentSink way(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    void closed(Direction direction) {
        if (machine != null) {
            machine.closed(direction);
        }
    }

    void end(EndReason reason) {
        if (machine != null) {
            machine.end(reason);
        }
    }

    /** What comes of one direction. */
    private final class Way implements ContentSink {
        private final Direction direction;
        private long length;

        Way(Direction direction) {
            this.direction = direction;
        }

        @Override
        public void begin() {
            length = 0;
        }

        @Override
        public void content(byte[] bytes, int from, int to) {
            length += to - from;
            Machine inner = machine;
            if (inner != null && !outer.flow().dropped()) {
                inner.data(direction, bytes, from, to - from);
                outer.noticeDrop();
            }
        }

        @Override
        public void gap(long bytes) {
            Machine inner = machine;
            if (inner != null && !outer.flow().dropped()) {
                inner.gap(direction, bytes);
                outer.noticeDrop();
            }
        }

        /** The next content goes on where this one ends. */
        @Override
        public void end(Ending ending) {}

        @Override
        public long length() {
            return length;
        }
    }
}
