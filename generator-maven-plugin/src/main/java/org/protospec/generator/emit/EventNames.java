package org.protospec.generator.emit;

import java.util.Map;

/**
 * The names in Java of what an event of a machine brings.
 *
 * @param variable what the event's variable stands for; empty where there is none
 * @param parameters the parameters of an event that the machine declares, by their names in the spec
 */
record EventNames(String variable, Map<String, String> parameters) {
    static final EventNames NONE = new EventNames("", Map.of());

    EventNames {
        parameters = Map.copyOf(parameters);
    }

    static EventNames of(String variable) {
        return new EventNames(variable, Map.of());
    }

    static EventNames of(Map<String, String> parameters) {
        return new EventNames("", parameters);
    }
}
