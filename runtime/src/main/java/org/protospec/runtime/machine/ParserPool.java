package org.protospec.runtime.machine;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.protospec.runtime.parse.MessageParser;

/** The parsers of one kind of message: one for each message that is being read, used again for the next. */
public final class ParserPool<P extends MessageParser<?>> {
    private final Supplier<P> factory;
    private final ArrayDeque<P> free = new ArrayDeque<>();

    public ParserPool(Supplier<P> factory) {
        this.factory = factory;
    }

    /** A parser that nobody uses. */
    public P take() {
        return free.isEmpty() ? factory.get() : free.pop();
    }

    /** Takes a parser back. */
    public void give(P parser) {
        free.push(parser);
    }
}
