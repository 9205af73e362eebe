package org.protospec.runtime.lane;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretches that lanes work at, from the oldest on: each is handed out, waited for, written out in order and filled again. Only few are
 * under way at a time, so that memory is bounded.
 */
final class Stretches {
    /** Stretches under way at most. */
    private static final int STRETCHES = 4;
    /** What a byte of a flow may make a flow hold: a text of one byte is remembered in a buffer of 256, in several places at worst. */
    private static final int BYTE_MEMORY = 512;
    /** What a call may make a flow hold besides. */
    private static final int CALL_MEMORY = 4096;

    private final List<Lane> lanes;
    private final @Nullable OutputStream target;
    private final LaneThreads threads;
    private final ArrayDeque<Stretch> free = new ArrayDeque<>();
    private final ArrayDeque<Stretch> underWay = new ArrayDeque<>();
    /** The memory that the lanes held behind the last stretch that they have done. */
    private long memory;
    /** Bytes and calls that are under way. */
    private long payload;

    private long calls;
    /** Something went wrong, and the threads have ended. */
    private boolean aborted;

    /** Creates none yet; {@code target} is where goes what is written, null if nothing is. */
    Stretches(List<Lane> lanes, @Nullable OutputStream target) {
        this.lanes = lanes;
        this.target = target;
        this.threads = new LaneThreads(lanes);
    }

    /** Returns one to be filled; waits for the oldest one under way if there are enough of them. */
    Stretch next() {
        if (free.isEmpty() && underWay.size() < STRETCHES) {
            return new Stretch(lanes.size());
        }
        if (free.isEmpty()) {
            takeBack();
        }
        return free.pop();
    }

    /** Hands one to the lanes, and writes what they have done of others. */
    void handOut(Stretch stretch) {
        stretch.handOut();
        underWay.add(stretch);
        payload += stretch.payload;
        calls += stretch.calls;
        threads.give(stretch);
        while (!underWay.isEmpty() && underWay.element().isDone()) {
            takeBack();
        }
    }

    /** Waits for all that are under way, and writes what the lanes have written. */
    void takeBackAll() {
        while (!underWay.isEmpty()) {
            takeBack();
        }
    }

    /** Waits for the oldest stretch under way, and writes what the lanes have written. */
    private void takeBack() {
        Stretch stretch = underWay.element();
        try {
            stretch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other threads were busy", e);
        }
        underWay.remove();
        payload -= stretch.payload;
        calls -= stretch.calls;
        finish(stretch);
        free.push(stretch);
    }

    /** Does one in this thread, behind all others: the lanes' threads are idle, and need not be woken. */
    void doHere(Stretch stretch) {
        for (Lane lane : lanes) {
            lane.run(stretch);
        }
        finish(stretch);
    }

    private void finish(Stretch stretch) {
        boolean whole = false;
        try {
            Stretch.Failure failure = stretch.firstFailure();
            if (target != null) {
                stretch.merge(target, failure);
            }
            if (failure != null) {
                fail(failure);
            }
            whole = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!whole) {
                abort();
            }
        }
        memory = stretch.memory();
        stretch.clear();
    }

    private static void fail(Stretch.Failure failure) {
        if (failure.thrown() instanceof RuntimeException thrown) {
            throw new LaneFailure(failure.number(), thrown);
        }
        // A lane declares no exception: anything else is an error.
        throw (Error) failure.thrown();
    }

    /** Ends the lanes' threads until there is more. */
    void stopThreads() {
        threads.stop();
    }

    /** Something went wrong: ends the threads, whatever was told. */
    void abort() {
        aborted = true;
        threads.stop();
    }

    boolean isAborted() {
        return aborted;
    }

    /** Returns how much memory the lanes' flows held behind the last stretch that is done. */
    long memory() {
        return memory;
    }

    /** Returns how much they hold at most: twice as much as before, as buffers double, and what is under way or still being filled. */
    long memoryAtMost(Stretch current) {
        return 2 * memory + BYTE_MEMORY * (payload + current.payload) + CALL_MEMORY * (calls + current.calls);
    }
}
