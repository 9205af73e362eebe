package org.protospec.runtime.lane;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.LaneFlow;

/**
 * A stretch of the capture: its packets, what they tell each lane, and what the lanes have written about that. The reading thread
 * fills one, all lanes work at it, and it is used again.
 */
final class Stretch {
    /** Packets in one at most. */
    static final int PACKETS = 4096;

    final long[] numbers = new long[PACKETS];
    final long[] timestamps = new long[PACKETS];
    /** The wheel's time in each packet. */
    final long[] times = new long[PACKETS];

    final byte[] digits = new byte[PACKETS];
    int packets;
    /** What was written down, in bytes, and the bytes of flows among that. */
    long bytes;

    long payload;
    long calls;
    /** Up to where time-outs are told in the last packet. */
    long endDeadline;

    long endOrder;

    private final List<Calls> told;
    /** That of the reading thread, and those of the lanes. */
    private final List<LaneOutput> outputs;

    private final List<Opening> openings = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final long[] memory;
    private int working;

    /** A flow begins to be dissected, at a place. */
    record Opening(int packet, long deadline, long order, LaneFlow flow) {}

    /** What went wrong, just before a place: what was written until then comes before it. */
    record Failure(int packet, long deadline, long order, long number, Throwable thrown) {
        boolean isBefore(Failure other) {
            return Place.compare(packet, deadline, order, other.packet, other.deadline, other.order) < 0;
        }
    }

    Stretch(int lanes) {
        memory = new long[lanes];
        told = Stream.generate(Calls::new).limit(lanes).toList();
        outputs = Stream.generate(LaneOutput::new).limit(lanes + 1).toList();
    }

    Calls told(int lane) {
        return told.get(lane);
    }

    /** What a lane writes. */
    LaneOutput output(int lane) {
        return outputs.get(lane + 1);
    }

    /** What the reading thread writes itself. */
    LaneOutput own() {
        return outputs.get(0);
    }

    List<Opening> openings() {
        return openings;
    }

    void packet(long number, long timestamp, int timestampDigits) {
        numbers[packets] = number;
        timestamps[packets] = timestamp;
        digits[packets] = (byte) timestampDigits;
        packets++;
    }

    /** The lanes begin to work at it. */
    synchronized void handOut() {
        working = told.size();
    }

    /** A lane is done with it. */
    synchronized void done() {
        if (--working == 0) {
            notifyAll();
        }
    }

    synchronized boolean isDone() {
        return working == 0;
    }

    /** Waits until all lanes are done. */
    synchronized void await() throws InterruptedException {
        while (working > 0) {
            wait();
        }
    }

    synchronized void failed(Failure failure) {
        failures.add(failure);
    }

    /** What went wrong first in the order of one thread; null if nothing did. */
    synchronized @Nullable Failure firstFailure() {
        Failure first = null;
        for (Failure each : failures) {
            if (first == null || each.isBefore(first)) {
                first = each;
            }
        }
        return first;
    }

    /** Writes what the lanes have written, in the order of one thread, up to a failure. */
    void merge(OutputStream target, @Nullable Failure failure) throws IOException {
        for (; ; ) {
            LaneOutput first = null;
            LaneOutput second = null;
            for (int i = 0; i < outputs.size(); i++) {
                LaneOutput each = outputs.get(i);
                if (!each.hasMore()) {
                    continue;
                }
                if (first == null || each.isBefore(first)) {
                    second = first;
                    first = each;
                } else if (second == null || each.isBefore(second)) {
                    second = each;
                }
            }
            if (first == null || !first.isBefore(failure)) {
                return;
            }
            first.handOn(target, second, failure);
        }
    }

    /** Notes what a lane's flows hold behind the stretch. */
    void memory(int lane, long bytes) {
        memory[lane] = bytes;
    }

    /** Returns what the flows of all lanes hold behind the stretch. */
    long memory() {
        long sum = 0;
        for (long each : memory) {
            sum += each;
        }
        return sum;
    }

    void clear() {
        packets = 0;
        bytes = 0;
        payload = 0;
        calls = 0;
        openings.clear();
        told.forEach(Calls::clear);
        outputs.forEach(LaneOutput::clear);
    }
}
