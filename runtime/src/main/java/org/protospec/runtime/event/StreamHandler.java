package org.protospec.runtime.event;

import org.jspecify.annotations.Nullable;

/** A rule on a streamed event: chooses what takes the content of each stream. */
@FunctionalInterface
public interface StreamHandler<E extends StreamEvent> {
    /**
     * A stream begins.
     *
     * @param event the stream; the same object until its end
     * @return what takes its pieces, or null if this one is of no interest
     */
    @Nullable
    StreamSink<? super E> open(E event);
}
