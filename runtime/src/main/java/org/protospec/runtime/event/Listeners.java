package org.protospec.runtime.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to one type of event, in the order in which the rules were installed.
 *
 * <p>After a listener has dropped the flow the remaining ones still hear of the event.
 */
public final class Listeners<E extends Event> {
    private final EventType<E> type;
    private String[] rules = new String[0];
    private Object[] listeners = new Object[0];

    Listeners(EventType<E> type) {
        this.type = type;
    }

    /** The type of event. */
    public EventType<E> type() {
        return type;
    }

    /** Whether nobody listens. */
    public boolean isEmpty() {
        return listeners.length == 0;
    }

    void add(String rule, Object listener) {
        rules = Arrays.copyOf(rules, rules.length + 1);
        listeners = Arrays.copyOf(listeners, listeners.length + 1);
        rules[rules.length - 1] = rule;
        listeners[listeners.length - 1] = listener;
    }

    /** Tells an event to all of them. */
    @SuppressWarnings("unchecked")
    public void deliver(E event) {
        for (int i = 0; i < listeners.length; i++) {
            event.rule(rules[i]);
            ((EventListener<? super E>) listeners[i]).on(event);
        }
    }

    /** Asks all of them for what takes the content of a stream that begins. */
    @SuppressWarnings("unchecked")
    public void open(E event) {
        StreamEvent stream = (StreamEvent) event;
        for (int i = 0; i < listeners.length; i++) {
            event.rule(rules[i]);
            @Nullable StreamSink<?> sink = ((StreamHandler<StreamEvent>) listeners[i]).open(stream);
            if (sink != null) {
                stream.add((StreamSink<? super StreamEvent>) sink, rules[i]);
            }
        }
    }
}
