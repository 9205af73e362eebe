package org.protospec.runtime.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rules of one dissecting thread: who listens to which events.
 *
 * <p>Rules are installed before the first packet. With several threads every one has rules of its own, made by the same
 * {@link RuleSet}.
 */
public final class Rules {
    private final Map<EventType<?>, Listeners<?>> listeners = new LinkedHashMap<>();
    private final List<NamedListener> all = new ArrayList<>();
    private final List<NamedHandler> allStreams = new ArrayList<>();
    private final List<Consumer<? super FragmentOverlapEvent>> overlaps = new ArrayList<>();
    private String current = "";

    private record NamedListener(String rule, EventListener<Event> listener) {}

    private record NamedHandler(String rule, StreamHandler<StreamEvent> handler) {}

    /** Installs a set of rules, whose alerts carry its name. */
    public void install(RuleSet set) {
        String outer = current;
        current = set.name();
        set.install(this);
        current = outer;
    }

    /** Hooks a rule on an event that comes whole. */
    public <E extends Event> void on(EventType<E> type, EventListener<? super E> listener) {
        if (isStreamed(type)) {
            throw new IllegalArgumentException(type + " is streamed: hook on it with onStream");
        }
        of(type).add(current, listener);
    }

    /** Hooks a rule on a streamed event. */
    public <E extends StreamEvent> void onStream(EventType<E> type, StreamHandler<? super E> handler) {
        of(type).add(current, handler);
    }

    /** Hooks a listener on every event of every protocol that comes whole, those in the future too. */
    public void onAll(EventListener<Event> listener) {
        all.add(new NamedListener(current, listener));
        for (Listeners<?> known : listeners.values()) {
            if (!isStreamed(known.type())) {
                known.add(current, listener);
            }
        }
    }

    /** Hooks a handler on every streamed event of every protocol, those in the future too. */
    public void onAllStreams(StreamHandler<StreamEvent> handler) {
        allStreams.add(new NamedHandler(current, handler));
        for (Listeners<?> known : listeners.values()) {
            if (isStreamed(known.type())) {
                known.add(current, handler);
            }
        }
    }

    private static boolean isStreamed(EventType<?> type) {
        return StreamEvent.class.isAssignableFrom(type.eventClass());
    }

    /** Hooks a listener on fragments of IP that overlap and differ, which belong to no flow. */
    public void onFragmentOverlap(Consumer<? super FragmentOverlapEvent> listener) {
        overlaps.add(listener);
    }

    /** Tells all of its listeners of an overlap of fragments. */
    public void deliver(FragmentOverlapEvent event) {
        overlaps.forEach(each -> each.accept(event));
    }

    /** Who listens to a type of event; dissectors ask once and keep the answer. */
    @SuppressWarnings("unchecked")
    public <E extends Event> Listeners<E> of(EventType<E> type) {
        Listeners<?> known = listeners.get(type);
        if (known == null) {
            known = create(type);
            listeners.put(type, known);
        }
        return (Listeners<E>) known;
    }

    private <E extends Event> Listeners<E> create(EventType<E> type) {
        Listeners<E> created = new Listeners<>(type);
        if (isStreamed(type)) {
            for (NamedHandler each : allStreams) {
                created.add(each.rule(), each.handler());
            }
        } else {
            for (NamedListener each : all) {
                created.add(each.rule(), each.listener());
            }
        }
        return created;
    }
}
