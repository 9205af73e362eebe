package org.protospec.runtime.event;

/** A rule on an event: is called for each one, on the thread that dissects the flow. */
@FunctionalInterface
public interface EventListener<E extends Event> {
    /** The event has happened; it and its messages are valid during this call only. */
    void on(E event);
}
