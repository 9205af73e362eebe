package org.protospec.runtime.machine;

import java.util.List;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Rules;

/**
 * A protocol that was generated from a spec: its name, where it is found, and how to get a dissector.
 *
 * <p>Jars name theirs in {@code META-INF/services/org.protospec.runtime.machine.Protocol}.
 */
public interface Protocol {
    /** Its name, as {@code smtp}. */
    String name();

    /** The first words of the spec's comment. */
    String description();

    /** Where it is found. */
    List<Binding> bindings();

    /** What its flows' first bytes look like, any of these; none if it is not recognised by them. */
    default List<Signature> signatures() {
        return List.of();
    }

    /** The events that rules can hook on, in the order of the spec. */
    List<EventType<?>> events();

    /**
     * Makes sure that what its spec leaves to Java is there; else the first dissector could not be made.
     *
     * @throws MissingExternsException if it is not
     */
    default void requireExterns() {}

    /** A dissector for one thread, which tells its events to {@code rules}. */
    Dissector dissector(Rules rules);
}
