package org.protospec.runtime.engine;

import org.protospec.runtime.flow.Flow;

/** Is told every token and run of fields that the parsers of any flow take, for people who look for a mistake in a spec. */
public interface FlowTrace {
    /** A trace that tells nobody of tokens, for those who only want to hear of the changes of state. */
    FlowTrace STATES_ONLY = (flow, protocol, message, field, expected, offset, bytes, from, to) -> {};

    /**
     * A step was taken.
     *
     * @param protocol name of the protocol
     * @param message name of the message
     * @param field name of the field, or empty
     * @param expected what the step reads, in the spec's words
     * @param offset stream offset of its first byte
     * @param bytes the array that holds the bytes, from index {@code from} to {@code to}, valid during the call
     */
    void taken(
            Flow flow,
            String protocol,
            String message,
            String field,
            String expected,
            long offset,
            byte[] bytes,
            int from,
            int to);
}
