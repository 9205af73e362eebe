package org.protospec.runtime.event;

/**
 * A kind of event: what rules hook on. Generated event classes have theirs as {@code TYPE}.
 *
 * @param protocol name of the protocol, empty for the events that all flows have
 * @param name name of the event in the spec
 * @param eventClass the class of its events
 */
public record EventType<E extends Event>(String protocol, String name, Class<E> eventClass) {
    /** As {@code smtp.command}. */
    @Override
    public String toString() {
        return protocol.isEmpty() ? name : protocol + '.' + name;
    }
}
