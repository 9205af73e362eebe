package org.protospec.runtime.event;

/**
 * Content that its filters cannot decode, or not all of it: what follows of it is told as it is on the wire only.
 *
 * @param stream name of the streamed event
 * @param filter the filter that gave up, as {@code gzip}
 * @param reason why
 * @param bytes how many bytes were decoded before
 */
public record DecodeError(String stream, String filter, String reason, long bytes) {
    @Override
    public String toString() {
        return filter + ": " + reason + ", behind " + bytes + " bytes of " + stream;
    }
}
