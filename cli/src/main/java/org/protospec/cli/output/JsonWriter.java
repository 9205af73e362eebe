package org.protospec.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Function;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;

/**
 * Writes JSON (RFC 8259), one object a line, in UTF-8. Names and texts go from array to array wherever nothing has to be escaped, which is
 * all that a line costs: a library that makes characters of them first is several times slower than the dissection itself.
 *
 * <p>A comma is written behind each value, and taken back where an object, array or line ends: so nothing has to be remembered of what comes
 * next. Nobody checks that objects are begun and ended in pairs. What is in the current line can be {@linkplain #restartLine taken back}.
 */
final class JsonWriter {
    /** So much is handed on at a time. */
    private static final int CHUNK = 1 << 16;
    /** So much room is made beyond what is asked for: for a number, or for quotes, brackets and commas, and a word that reaches beyond. */
    private static final int SLACK = Digits.ROOM + 2 * Long.BYTES;

    private static final WrittenText NO_NAME = WrittenText.of("");
    private static final WrittenText NULL = WrittenText.of("null,");
    private static final WrittenText TRUE = WrittenText.of("true,");
    private static final WrittenText FALSE = WrittenText.of("false,");

    private final OutputStream out;
    private byte[] bytes = new byte[2 * CHUNK];
    private int length;
    private int line;

    private final WrittenTexts names = new WrittenTexts(new Names());

    /** {@link #writtenName} as an object. */
    private final class Names implements Function<String, WrittenText> {
        @Override
        public WrittenText apply(String name) {
            return writtenName(name, name);
        }
    }

    JsonWriter(OutputStream out) {
        this.out = out;
    }

    // ------------------------------------------------------------------ lines

    /** Begins a line, with an object. */
    void beginLine() {
        line = length;
        beginObject();
    }

    /** Takes back what the line holds, and begins it anew. */
    void restartLine() {
        length = line;
        beginObject();
    }

    /** Ends the object and its line. */
    void endLine() {
        endObject();
        bytes[length - 1] = '\n';
        if (length >= CHUNK) {
            flush();
        }
    }

    /** Hands on all lines that are whole. */
    void flush() {
        int count = length;
        if (count == 0) {
            return;
        }
        // What could not be written once is not tried again at the program's end.
        length = 0;
        line = 0;
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    // ------------------------------------------------------------------ structure

    void beginObject() {
        beginObject(NO_NAME);
    }

    void endObject() {
        close('}');
    }

    void beginArray() {
        beginArray(NO_NAME);
    }

    void endArray() {
        close(']');
    }

    /** The same as the value of a name. */
    void beginObject(WrittenText name) {
        open(name, '{');
    }

    /** The same as the value of a name. */
    void beginArray(WrittenText name) {
        open(name, '[');
    }

    private void open(WrittenText name, char bracket) {
        int at = begin(name);
        bytes[at] = (byte) bracket;
        length = at + 1;
    }

    private void close(char bracket) {
        room(0);
        int at = length;
        if (bytes[at - 1] == ',') {
            at--;
        }
        bytes[at] = (byte) bracket;
        bytes[at + 1] = ',';
        length = at + 2;
    }

    /** Writes the name of what comes next. */
    JsonWriter name(String name) {
        return raw(writtenName(name));
    }

    /** A name as it is written; elements of arrays have the empty one, of which nothing is written. */
    WrittenText writtenName(String name) {
        return names.of(name);
    }

    /** A name as it is written, with quotes and colon, for which a program says {@code text}. */
    WrittenText writtenName(String text, String name) {
        if (name.isEmpty()) {
            return WrittenText.of(name);
        }
        int from = length;
        string(name);
        bytes[length - 1] = ':';
        return takeBack(from, text);
    }

    /** Takes back what the line holds from an index on, to be written again, for a text by which it is looked for, if it is. */
    WrittenText takeBack(int index, String text) {
        WrittenText written = WrittenText.of(text, Arrays.copyOfRange(bytes, index, length));
        length = index;
        return written;
    }

    /** Index behind what was written last. */
    int length() {
        return length;
    }

    /** Writes something as it is. */
    JsonWriter raw(WrittenText text) {
        length = begin(text);
        return this;
    }

    /** Makes room, writes what a value begins with, and returns the index behind it, to which {@link #length} is still to be set. */
    private int begin(WrittenText name) {
        room(name.padded().length);
        return copy(name, length);
    }

    private int copy(WrittenText text, int at) {
        byte[] from = text.padded();
        byte[] to = bytes;
        Octets.putU64le(to, at, Octets.u64le(from, 0));
        Octets.putU64le(to, at + Long.BYTES, Octets.u64le(from, Long.BYTES));
        for (int i = WrittenText.LEAST; i < from.length; i += Long.BYTES) {
            Octets.putU64le(to, at + i, Octets.u64le(from, i));
        }
        return at + text.length();
    }

    private void room(int size) {
        if (size > bytes.length - SLACK - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size + SLACK, 2 * bytes.length));
        }
    }

    // ------------------------------------------------------------------ values

    void nothing() {
        raw(NULL);
    }

    void flag(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    void number(long value) {
        number(NO_NAME, value);
    }

    /** The same as the value of a name. */
    void number(WrittenText name, long value) {
        behind(Digits.signed(value, bytes, begin(name)));
    }

    /** A number of 64 bits without a sign. */
    void unsigned(long value) {
        room(0);
        behind(Digits.unsigned(value, bytes, length));
    }

    /** A number; JSON has no infinity and nothing that is no number: those are strings. */
    void real(double value) {
        String text = Double.toString(value);
        if (Double.isFinite(value)) {
            room(text.length());
            behind(JsonText.characters(text, bytes, length));
        } else {
            string(text);
        }
    }

    /** A value ends before an index. */
    private void behind(int index) {
        bytes[index] = ',';
        length = index + 1;
    }

    /** Writes so many digits of a number, with zeros before it, and nothing behind them. */
    void digits(int number, int count) {
        room(0);
        length = Digits.padded(number, count, bytes, length);
    }

    // ------------------------------------------------------------------ texts

    /** How the bytes of an object's texts become characters. */
    enum Encoding {
        /** All of them are valid UTF-8. */
        UTF_8,
        /** One character a byte (ISO 8859-1). */
        LATIN_1
    }

    /** Writes a text of a message; false if it is not UTF-8, but should be: then the line is worth nothing. */
    boolean text(Slice text, Encoding encoding) {
        return text(NO_NAME, text, encoding);
    }

    /** The same as the value of a name. */
    boolean text(WrittenText name, Slice text, Encoding encoding) {
        room(name.padded().length + text.length());
        int from = copy(name, length);
        bytes[from] = '"';
        int behind = JsonText.plain(text, bytes, from + 1);
        if (behind == JsonText.NOT_WRITTEN) {
            length = from;
            return special(text, encoding);
        }
        behindText(behind);
        return true;
    }

    private boolean special(Slice text, Encoding encoding) {
        room(JsonText.LONGEST_ESCAPE * text.length());
        bytes[length] = '"';
        if (encoding == Encoding.LATIN_1) {
            behindText(JsonText.latin1(text, bytes, length + 1));
            return true;
        }
        int behind = JsonText.ascii(text, bytes, length + 1);
        if (behind != JsonText.NOT_WRITTEN) {
            behindText(behind);
            return true;
        }
        if (!text.isUtf8()) {
            return false;
        }
        string(text.toString());
        return true;
    }

    /** Writes a text of the program's own. */
    void string(String text) {
        room(JsonText.LONGEST_ESCAPE * text.length());
        bytes[length] = '"';
        behindText(JsonText.characters(text, bytes, length + 1));
    }

    /** Writes bytes as a string of hexadecimal digits. */
    void hex(byte[] octets) {
        room(2 * octets.length);
        bytes[length] = '"';
        behindText(Digits.hex(octets, bytes, length + 1));
    }

    /** The characters of a string end before an index. */
    private void behindText(int index) {
        bytes[index] = '"';
        bytes[index + 1] = ',';
        length = index + 2;
    }
}
