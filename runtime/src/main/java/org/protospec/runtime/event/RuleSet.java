package org.protospec.runtime.event;

/**
 * Security rules that belong together: hooks listeners on events. A jar names its rule sets in
 * {@code META-INF/services/org.protospec.runtime.event.RuleSet}.
 */
@FunctionalInterface
public interface RuleSet {
    /** Hooks the rules; called once for every dissecting thread, so rules need not be thread-safe. */
    void install(Rules rules);

    /** The name that alerts carry. */
    default String name() {
        return getClass().getSimpleName();
    }
}
