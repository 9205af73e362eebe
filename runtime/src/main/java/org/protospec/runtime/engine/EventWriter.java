package org.protospec.runtime.engine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.flow.Flow;

/**
 * What writes down the events of a run: a rule set that listens to them. Every dissecting thread has one of its own, which writes to a
 * stream of its own; {@link Dissection} puts what they write in the order in which one thread would have written it. So what it
 * writes of an event may depend on that and on what it is told here, but not on the events before it.
 */
public interface EventWriter extends RuleSet {
    /** What happens next happens in a packet whose timestamp has so many digits behind the second. */
    void timestampDigits(int digits);

    /** A flow begins to be dissected, by this thread or another one; its endpoints may be asked for. */
    default void opened(Flow flow, String protocol) {}

    /** There is a damage in the capture before the packet that comes next. */
    default void problem(CaptureProblem problem) {}

    /** What is to be told of every step of the parsers, null if nothing is. */
    default @Nullable FlowTrace trace() {
        return null;
    }

    /** Hands everything written so far to the stream. */
    void flush();

    /**
     * How many bytes are written, but not handed to the stream yet. Asked behind whatever may have been written, so it should be cheap for who
     * writes much. By default all is handed on, and nothing left.
     */
    default int pending() {
        flush();
        return 0;
    }
}
