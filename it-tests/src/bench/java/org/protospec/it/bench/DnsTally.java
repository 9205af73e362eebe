package org.protospec.it.bench;

import java.util.function.Consumer;

/** What was read of messages of DNS: all numbers, added, and all names, handed on. */
final class DnsTally {
    private final Consumer<String> names;
    private long sum;

    DnsTally(Consumer<String> names) {
        this.names = names;
    }

    void number(long value) {
        sum += value;
    }

    void name(String name) {
        names.accept(name);
    }

    long sum() {
        return sum;
    }
}
