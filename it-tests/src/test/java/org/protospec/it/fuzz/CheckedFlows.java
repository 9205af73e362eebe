package org.protospec.it.fuzz;

import static org.protospec.it.fuzz.CaptureFuzzTest.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.Transport;

/**
 * Holds a tracker to what {@link FlowHandler} and {@link FlowConsumer} promise, and digests every call. Of four flows one
 * has no consumer, one gives a direction up when it has had some bytes, one is dropped.
 */
final class CheckedFlows implements FlowHandler {
    private static final int GIVEN_UP_AFTER = 40;

    private final Map<Flow, Consumer> running = new LinkedHashMap<>();
    private long started;
    private long ended;
    private long digest;

    void note(long value) {
        digest = digest * 0x9e3779b97f4a7c15L + value + 1;
    }

    long digest() {
        return digest;
    }

    void checkAllEnded() {
        check(started == ended && running.isEmpty(), "every flow ends once");
    }

    @Override
    public void started(Flow flow) {
        started++;
        check(flow.id() == started, "flows are counted from 1");
        note(flow.serverPort() << 16 | flow.clientPort());
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        note(flow.id());
        check(flow.endReason() == null, "a flow is opened before its end");
        if (flow.id() % 4 == 3) {
            return null;
        }
        Consumer consumer = new Consumer(flow);
        check(running.put(flow, consumer) == null, "a flow is opened once");
        return consumer;
    }

    @Override
    public void ended(Flow flow, EndReason reason) {
        ended++;
        note(reason.ordinal());
        check(flow.endReason() == reason, "the end's reason");
        Consumer consumer = running.remove(flow);
        if (consumer != null) {
            check(consumer.ended, "the consumer is told before the handler");
            for (Direction direction : Direction.values()) {
                note(flow.bytes(direction));
                check(
                        flow.ignored(direction) || consumer.bytes[direction.ordinal()] == flow.bytes(direction),
                        "a flow's bytes are those that were handed on");
            }
        }
    }

    private final class Consumer implements FlowConsumer {
        private final Flow flow;
        private final long[] bytes = new long[2];
        private final boolean[] closed = new boolean[2];
        private boolean ended;

        Consumer(Flow flow) {
            this.flow = flow;
        }

        @Override
        public void data(Direction direction, byte[] array, int offset, int length) {
            stream(direction);
            check(length > 0 && offset >= 0 && offset + length <= array.length, "data is in its array");
            int side = direction.ordinal();
            for (int i = offset; i < offset + length; i++) {
                note(array[i] << 1 | side);
            }
            bytes[side] += length;
            if (bytes[side] >= GIVEN_UP_AFTER) {
                giveUp(direction);
            }
        }

        private void giveUp(Direction direction) {
            if (flow.id() % 4 == 1) {
                flow.ignore(direction);
            } else if (flow.id() % 4 == 2) {
                flow.drop();
            }
        }

        @Override
        public void gap(Direction direction, long missing) {
            stream(direction);
            check(missing > 0, "a gap is of at least one byte");
            note(missing);
        }

        private void stream(Direction direction) {
            check(flow.transport() == Transport.TCP, "streams are of TCP");
            check(!ended && !closed[direction.ordinal()], "nothing comes after the end");
            check(!flow.ignored(direction), "nothing comes of a direction that was given up");
        }

        @Override
        public void closed(Direction direction) {
            check(!ended && !closed[direction.ordinal()], "a direction closes once");
            closed[direction.ordinal()] = true;
            note(direction.ordinal());
        }

        @Override
        public void datagram(Direction direction, byte[] array, int offset, int length) {
            check(flow.transport() == Transport.UDP && !ended, "datagrams are of UDP, before the end");
            check(length >= 0 && offset >= 0 && offset + length <= array.length, "a datagram is in its array");
            bytes[direction.ordinal()] += length;
            for (int i = offset; i < offset + length; i++) {
                note(array[i]);
            }
        }

        @Override
        public void end(EndReason reason) {
            check(!ended, "the end comes once");
            ended = true;
            note(reason.ordinal());
        }
    }
}
