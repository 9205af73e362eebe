package org.protospec.runtime.event;

import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.parse.ContentSink;

/** Where an event happens: the flow, and the packet that completed what the event tells. */
public interface EventContext {
    /** Name of the protocol of the flow. */
    String protocol();

    /** The flow. */
    Flow flow();

    /** Number in the capture, from 1, of the packet that completed it. */
    long packet();

    /** Capture time of that packet, in nanoseconds since 1970. */
    long time();

    /** Whether it did not happen in the capture, but was still due when that ended: a time-out. */
    default boolean afterCapture() {
        return false;
    }

    /** Learns that content which is being handed on cannot be decoded any further. */
    default void undecodable(DecodeError error) {}

    /** Takes content that is the stream of another protocol, in the direction that is being read. */
    default ContentSink within(String protocol) {
        return ContentSink.NOBODY;
    }

    /** Raises an alert about the flow. */
    void raise(Alert alert);

    /** Gives the flow up: it is dissected no further, and its packets from the current one on are not passed. */
    void drop();
}
