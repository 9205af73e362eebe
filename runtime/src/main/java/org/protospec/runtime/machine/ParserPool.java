package org.protospec.runtime.machine;

import java.util.function.Supplier;
import org.protospec.runtime.parse.FreeList;
import org.protospec.runtime.parse.MessageParser;

/** The parsers of one kind of message: one for each message that is being read, used again for the next. */
public final class ParserPool<P extends MessageParser<?>> {
    private final Supplier<P> factory;
    private final FreeList<P> free = new FreeList<>();

    public ParserPool(Supplier<P> factory) {
        this.factory = factory;
    }

    /** A parser that nobody uses. */
    public P take() {
        P known = free.take();
        return known != null ? known : factory.get();
    }

    /** Takes a parser back. */
    public void give(P parser) {
        free.give(parser);
    }
}
