package org.protospec.runtime.lane;

import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.LaneFlow;

/**
 * What a thread does with its flows, the consumers of which it is asked for: dissects them and writes down what it finds. All is called by
 * one thread at a time.
 */
public interface LaneWork extends FlowHandler {
    /** A packet begins that has timestamps of so many digits behind the second. */
    void timestampDigits(int digits);

    /** A flow begins to be dissected, by this lane or another one. */
    void opened(LaneFlow flow);

    /** Something happens that belongs to no flow, and was handed to {@link Lanes#report}; told in the reading thread. */
    void report(Object thing);

    /** Hands on what was written so far; called before it is put in order. */
    void flush();

    /** How many bytes are written, but not handed on yet; asked behind each call, as a piece ends there. */
    int pending();
}
