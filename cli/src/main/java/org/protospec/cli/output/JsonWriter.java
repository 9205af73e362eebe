package org.protospec.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.protospec.runtime.bytes.Slice;

/**
 * Writes JSON (RFC 8259), one object a line, in UTF-8. Names and texts go from array to array wherever nothing has to be escaped, which is
 * all that a line costs: a library that makes characters of them first is several times slower than the dissection itself.
 *
 * <p>A comma is written behind each value, and taken back where an object, array or line ends: so nothing has to be remembered of what comes
 * next. Only values that are written with what stands before them have none, since it stands before the next one ({@link JsonShape}). Nobody checks that
 * objects are begun and ended in pairs. What is in the current line can be {@linkplain #takeBackLine taken back}.
 */
final class JsonWriter {
    /** So much is handed on at a time. */
    private static final int CHUNK = 1 << 16;
    /** So much room is made beyond what is asked for: for a number, or for quotes, brackets and commas, and a word that reaches beyond. */
    private static final int SLACK = Digits.ROOM + 2 * Long.BYTES;

    /** What follows a value, or a packet's number in a line that says no more of what all lines begin with. */
    static final byte[] COMMA = ascii(",");

    private static final byte[] TIME = ascii("\"ts\":\"");
    private static final byte[] PACKET = ascii("Z\",\"packet\":");
    private static final byte[] TRUE = ascii("true,");
    private static final byte[] FALSE = ascii("false,");
    private static final byte[] LINE_END = ascii("\\r\\n");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private byte[] bytes = new byte[2 * CHUNK];
    private int length;
    private int line;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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

    /** Returns how the lines of an event begin, up to their time. */
    byte[] beginning(String event) {
        int from = length;
        beginObject();
        name("event").string(event);
        raw(TIME);
        return takeBack(from);
    }

    /**
     * Begins a line with what nearly all of them begin with.
     *
     * @param event what is before the time, see {@link #beginning}
     * @param rest what follows the packet's number
     */
    void beginLine(byte[] event, LineTime clock, long time, long packet, byte[] rest) {
        room(event.length + LineTime.ROOM + PACKET.length + Digits.ROOM + rest.length);
        line = length;
        int at = copy(event, length);
        at = clock.write(time, bytes, at);
        at = copy(PACKET, at);
        at = Digits.signed(packet, bytes, at);
        length = copy(rest, at);
    }

    /** Takes back what the line holds, to begin it anew. */
    void takeBackLine() {
        length = line;
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
        open('{');
    }

    void endObject() {
        close('}');
    }

    void beginArray() {
        open('[');
    }

    void endArray() {
        close(']');
    }

    private void open(char bracket) {
        room(0);
        bytes[length++] = (byte) bracket;
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
        string(name);
        bytes[length - 1] = ':';
        return this;
    }

    /** Takes back what the line holds from an index on, to be written again. */
    byte[] takeBack(int index) {
        byte[] written = Arrays.copyOfRange(bytes, index, length);
        length = index;
        return written;
    }

    /** Index behind what was written last. */
    int length() {
        return length;
    }

    /** Writes something as it is. */
    void raw(byte[] text) {
        length = begin(text);
    }

    /** Makes room, writes what is before a value, and returns the index behind it, to which {@link #length} is still to be set. */
    private int begin(byte[] before) {
        room(before.length);
        return copy(before, length);
    }

    private int copy(byte[] text, int at) {
        System.arraycopy(text, 0, bytes, at, text.length);
        return at + text.length;
    }

    private void room(int size) {
        if (size > bytes.length - SLACK - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size + SLACK, 2 * bytes.length));
        }
    }

    // ------------------------------------------------------------------ values

    void flag(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    void number(long value) {
        number(NOTHING, value);
        separate();
    }

    /** Writes what is before a number, and the number. */
    void number(byte[] before, long value) {
        length = Digits.signed(value, bytes, begin(before));
    }

    /** The same of a number of 64 bits without a sign. */
    void unsigned(byte[] before, long value) {
        length = Digits.unsigned(value, bytes, begin(before));
    }

    void real(double value) {
        real(NOTHING, value);
        separate();
    }

    /** Writes what is before a number, and the number; JSON has no infinity and nothing that is no number: those are strings. */
    void real(byte[] before, double value) {
        String text = Double.toString(value);
        raw(before);
        if (Double.isFinite(value)) {
            room(text.length());
            length = JsonText.characters(text, bytes, length);
        } else {
            characters(QUOTE, text);
            raw(QUOTE);
        }
    }

    private void separate() {
        room(0);
        bytes[length++] = ',';
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
        boolean written = text(QUOTE, text, encoding);
        endText();
        return written;
    }

    /** Writes what is before a text of a message, and its characters without quotes; false as the other. */
    boolean text(byte[] before, Slice text, Encoding encoding) {
        room(before.length + text.length());
        int from = copy(before, length);
        int behind = JsonText.plain(text, bytes, from);
        if (behind == JsonText.NOT_WRITTEN) {
            length = from;
            return special(text, encoding);
        }
        length = behind;
        return true;
    }

    private boolean special(Slice text, Encoding encoding) {
        if (text.length() == 2 && text.charAt(0) == '\r' && text.charAt(1) == '\n') {
            // What is escaped most often: many protocols show how a line ended.
            raw(LINE_END);
            return true;
        }
        room(JsonText.LONGEST_ESCAPE * text.length());
        if (encoding == Encoding.LATIN_1) {
            length = JsonText.latin1(text, bytes, length);
            return true;
        }
        int behind = JsonText.ascii(text, bytes, length);
        if (behind != JsonText.NOT_WRITTEN) {
            length = behind;
            return true;
        }
        if (!text.isUtf8()) {
            return false;
        }
        characters(NOTHING, text.toString());
        return true;
    }

    /** Writes a text of the program's own. */
    void string(String text) {
        characters(QUOTE, text);
        endText();
    }

    /** Writes a text in which nothing has to be escaped. */
    void ascii(StringBuilder text) {
        room(QUOTE.length + text.length());
        int at = copy(QUOTE, length);
        for (int i = 0; i < text.length(); i++) {
            bytes[at++] = (byte) text.charAt(i);
        }
        length = at;
        endText();
    }

    /** Writes what is before a text of the program's own, and its characters without quotes. */
    void characters(byte[] before, String text) {
        room(before.length + JsonText.LONGEST_ESCAPE * text.length());
        length = JsonText.characters(text, bytes, copy(before, length));
    }

    /** Writes bytes as a string of hexadecimal digits. */
    void hex(byte[] octets) {
        room(QUOTE.length + 2 * octets.length);
        length = Digits.hex(octets, bytes, copy(QUOTE, length));
        endText();
    }

    private void endText() {
        room(0);
        bytes[length++] = '"';
        bytes[length++] = ',';
    }
}
