package org.protospec.cli.toy;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.CountedReader;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Reads a number of bytes and hands them on. */
final class BodyParser extends MessageParser<Body> {
    private final CountedReader reader = new CountedReader();

    BodyParser(ToyMachine machine, long count) {
        super(new Body());
        reader.rewind();
        reader.open(machine.content(), count);
    }

    @Override
    protected Progress resume(Input in) {
        return stream(0, in, reader) ? Progress.DONE : stopped();
    }

    @Override
    protected void abandon(@Nullable Input rest) {
        reader.abandon(rest);
    }

    @Override
    protected String label(int step) {
        return "content";
    }

    @Override
    protected String expected(int step) {
        return "bytes";
    }
}
