package org.protospec.runtime.machine;

import java.util.List;

/**
 * Where a protocol is found, as its spec says: {@code over tcp port 25, 587}.
 *
 * @param layer the protocol that carries it, as {@code tcp}
 * @param key the field of that layer that tells, as {@code port}
 * @param numbers the values of that field
 */
public record Binding(String layer, String key, List<Integer> numbers) {
    public Binding {
        numbers = List.copyOf(numbers);
    }
}
