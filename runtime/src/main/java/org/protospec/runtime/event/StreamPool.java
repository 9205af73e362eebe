package org.protospec.runtime.event;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.protospec.runtime.parse.Filter;

/** The objects of one type of streamed event, one for each stream that is open, used again after its end. */
public final class StreamPool<E extends StreamEvent> {
    private final Class<E> eventClass;
    private final Supplier<E> factory;
    private final ArrayDeque<E> free = new ArrayDeque<>();

    public StreamPool(EventType<E> type, Supplier<E> factory) {
        this.eventClass = type.eventClass();
        this.factory = factory;
    }

    /** Begins a stream in a flow, which {@code filter} decodes. */
    public E begin(EventContext context, Filter filter) {
        E event = free.isEmpty() ? factory.get() : free.pop();
        event.at(context);
        event.begin(filter, this);
        return event;
    }

    void give(StreamEvent event) {
        free.push(eventClass.cast(event));
    }
}
