package org.protospec.runtime.event;

import java.util.function.Supplier;
import org.protospec.runtime.parse.Filter;
import org.protospec.runtime.parse.FreeList;

/** The objects of one type of streamed event, one for each stream that is open, used again after its end. */
public final class StreamPool<E extends StreamEvent> {
    private final Class<E> eventClass;
    private final FreeList<E> free;

    public StreamPool(EventType<E> type, Supplier<E> factory) {
        this.eventClass = type.eventClass();
        this.free = new FreeList<>(factory);
    }

    /** Begins a stream in a flow, which {@code filter} decodes. */
    public E begin(EventContext context, Filter filter) {
        E event = free.take();
        event.at(context);
        event.begin(filter, this);
        return event;
    }

    void give(StreamEvent event) {
        free.give(eventClass.cast(event));
    }
}
