package org.protospec.runtime.parse;

/** Is told every token and run of fields that a parser takes, for people who look for a mistake in a spec. */
public interface ParseTrace {
    /**
     * A step was taken.
     *
     * @param message name of the message
     * @param field name of the field, or empty
     * @param expected what the step reads, in the spec's words
     * @param offset stream offset of its first byte
     * @param bytes the array that holds the bytes, from index {@code from} to {@code to}
     */
    void taken(String message, String field, String expected, long offset, byte[] bytes, int from, int to);
}
