package org.protospec.runtime.flow;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limits;

/** Keeps what consumers are told, per flow, adjacent data joined. */
final class Recorder implements FlowHandler {
    final Map<Long, Tape> tapes = new LinkedHashMap<>();
    final List<String> ends = new ArrayList<>();

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    FlowTracker tracker(Limits limits) {
        return new FlowTracker(this, limits, new BitSet(), 42);
    }

    /** Returns what was told about the flow of a number. */
    Tape tape(long flow) {
        return tapes.computeIfAbsent(flow, id -> new Tape());
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        return tape(flow.id());
    }

    @Override
    public void ended(Flow flow, EndReason reason) {
        ends.add(flow.id() + " " + reason.label());
    }

    static final class Tape implements FlowConsumer {
        private final List<String> log = new ArrayList<>();
        private final ByteArrayOutputStream up = new ByteArrayOutputStream();
        private final ByteArrayOutputStream down = new ByteArrayOutputStream();
        int gaps;

        byte[] stream(Direction direction) {
            return (direction == Direction.UP ? up : down).toByteArray();
        }

        /** What happened: {@code up:text}, {@code up gap 3}, {@code up closed}, {@code end fin}. */
        List<String> log() {
            return log;
        }

        @Override
        public void data(Direction direction, byte[] bytes, int offset, int length) {
            (direction == Direction.UP ? up : down).write(bytes, offset, length);
            String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
            String label = direction.label() + ":";
            int last = log.size() - 1;
            if (last >= 0 && log.get(last).startsWith(label)) {
                log.set(last, log.get(last) + text);
            } else {
                log.add(label + text);
            }
        }

        @Override
        public void gap(Direction direction, long bytes) {
            gaps++;
            log.add(direction.label() + " gap " + bytes);
        }

        @Override
        public void closed(Direction direction) {
            log.add(direction.label() + " closed");
        }

        @Override
        public void datagram(Direction direction, byte[] bytes, int offset, int length) {
            log.add(direction.label() + " datagram " + new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void end(EndReason reason) {
            log.add("end " + reason.label());
        }
    }
}
