package org.protospec.it.fuzz;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.protospec.it.smtp.Recording;
import org.protospec.it.smtp.Recording.Call;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;

/** A script as what a consumer is told of one connection; operations that would break its contract are left out. */
final class SmtpScript {
    static final char DATA_UP = 'u';
    static final char DATA_DOWN = 'd';
    static final char GAP_UP = 'U';
    static final char GAP_DOWN = 'D';
    static final char CLOSED_UP = 'c';
    static final char CLOSED_DOWN = 's';
    static final char PAUSE = 't';
    static final char MIDSTREAM = 'm';
    static final char END = 'e';

    private static final long TEN_MILLISECONDS = 10_000_000;

    private final Set<Direction> closed = EnumSet.noneOf(Direction.class);
    private final List<Call> calls = new ArrayList<>();
    private boolean midstream;
    private boolean ended;

    private SmtpScript() {}

    /** What the input says, with an end. */
    static Recording recording(byte[] input) {
        SmtpScript script = new SmtpScript();
        for (Script.Operation operation : Script.read(input)) {
            script.add(operation);
        }
        if (!script.ended) {
            script.calls.add(new Call.End(EndReason.END_OF_CAPTURE, script.packet()));
        }
        return new Recording("input", script.midstream, script.calls);
    }

    private long packet() {
        return calls.size() + 2;
    }

    private void add(Script.Operation operation) {
        if (ended) {
            return;
        }
        switch (operation.code()) {
            case DATA_UP -> data(Direction.UP, operation.bytes());
            case DATA_DOWN -> data(Direction.DOWN, operation.bytes());
            case GAP_UP -> gap(Direction.UP, operation.number(3));
            case GAP_DOWN -> gap(Direction.DOWN, operation.number(3));
            case CLOSED_UP -> close(Direction.UP);
            case CLOSED_DOWN -> close(Direction.DOWN);
            case PAUSE -> calls.add(new Call.Pause(operation.number(2) * TEN_MILLISECONDS, packet()));
            case MIDSTREAM -> midstream = true;
            case END -> {
                EndReason[] reasons = EndReason.values();
                calls.add(new Call.End(reasons[(int) operation.number(1) % reasons.length], packet()));
                ended = true;
            }
            default -> {
                // Nothing.
            }
        }
    }

    private void data(Direction direction, byte[] bytes) {
        if (bytes.length > 0 && !closed.contains(direction)) {
            calls.add(new Call.Data(direction, bytes, packet()));
        }
    }

    private void gap(Direction direction, long bytes) {
        if (!closed.contains(direction)) {
            calls.add(new Call.Missing(direction, 1 + bytes, packet()));
        }
    }

    private void close(Direction direction) {
        if (closed.add(direction)) {
            calls.add(new Call.Closed(direction, packet()));
        }
    }
}
