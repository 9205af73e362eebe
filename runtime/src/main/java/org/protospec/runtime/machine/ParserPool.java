package org.protospec.runtime.machine;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.MessageParser;

/** The parsers of one kind of message: one for each message that is being read, used again for the next. */
public final class ParserPool<P extends MessageParser<?>> {
    private final Supplier<P> factory;
    private final ArrayDeque<P> free = new ArrayDeque<>();
    /** The parser given back last, which mostly is the next one taken. */
    private @Nullable P spare;

    public ParserPool(Supplier<P> factory) {
        this.factory = factory;
    }

    /** A parser that nobody uses. */
    public P take() {
        P parser = spare;
        if (parser != null) {
            spare = null;
            return parser;
        }
        return free.isEmpty() ? factory.get() : free.pop();
    }

    /** Takes a parser back. */
    public void give(P parser) {
        if (spare == null) {
            spare = parser;
        } else {
            free.push(parser);
        }
    }
}
