package org.protospec.protocols.stack;

import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** One kind of header: reads it at a place of a packet, and tells where it ended. */
final class Layer<M extends Message> {
    private final MessageParser<M> parser;
    private final Input input = Input.of(new byte[0], 0, 0);
    private final M header;
    private int end;

    Layer(MessageParser<M> parser) {
        this.parser = parser;
        this.header = parser.message();
    }

    /** Reads the header where the cursor is, and moves it behind; where the bytes are not such a header it stays, and false is returned. */
    boolean read(Cursor cursor) {
        if (!read(cursor.bytes, cursor.at, cursor.to)) {
            return false;
        }
        cursor.at = end();
        return true;
    }

    /** Reads the header at {@code from}; false where the bytes up to {@code to} are not such a header. */
    boolean read(byte[] bytes, int from, int to) {
        int length = parser.read(bytes, from, to);
        if (length >= 0) {
            end = from + length;
            return true;
        }
        input.datagram(bytes, from, to);
        parser.start(input);
        boolean whole = parser.parse(input) == Progress.DONE;
        end = input.position();
        return whole;
    }

    /** The header that was read last, valid until the next one is. */
    M header() {
        return header;
    }

    /** Index of the first byte behind the header that was read last. */
    int end() {
        return end;
    }
}
