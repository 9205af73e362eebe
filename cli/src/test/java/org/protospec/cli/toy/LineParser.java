package org.protospec.cli.toy;

import org.protospec.runtime.parse.Delimiter;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;
import org.protospec.runtime.parse.UntilReader;

/** Reads lines of at most 64 bytes that end in a line feed. */
final class LineParser extends MessageParser<Line> {
    static final int MAX = 64;

    private final UntilReader reader =
            new UntilReader(new UntilReader.Edge(new LineFeed(), 0, null), UntilReader.Keep.NOTHING);

    LineParser() {
        super(new Line());
    }

    private static final class LineFeed extends Delimiter {
        @Override
        protected int find(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && bytes[at] != '\n') {
                at++;
            }
            return at;
        }

        @Override
        protected int match(byte[] bytes, int at, int to, boolean last) {
            return bytes[at] == '\n' ? 1 : Input.NO_MATCH;
        }
    }

    @Override
    protected void rewindParts() {
        reader.rewind();
    }

    @Override
    protected Progress resume(Input in) {
        if (!until(0, in, reader, MAX)) {
            return stopped();
        }
        message().set(from, to);
        return Progress.DONE;
    }

    @Override
    protected String label(int step) {
        return "line";
    }

    @Override
    protected String expected(int step) {
        return "a line";
    }
}
