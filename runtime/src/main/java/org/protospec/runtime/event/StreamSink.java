package org.protospec.runtime.event;

import org.protospec.runtime.bytes.Slice;

/** Takes the content of one stream, piece by piece; where it is cut into pieces has no meaning. */
public interface StreamSink<E extends StreamEvent> {
    /** The next piece of the content after the field's filters, valid during this call only. */
    void piece(E event, Slice piece);

    /** The next piece of the content as it is on the wire, valid during this call only. */
    default void raw(E event, Slice piece) {}

    /** The next bytes of the content are missing from the capture; pieces may follow. The content will end as incomplete. */
    default void gap(E event, long bytes) {}

    /** The content has ended, wholly or not: see {@link StreamEvent#ending()}. */
    default void end(E event) {}
}
