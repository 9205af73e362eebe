package org.protospec.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;

/**
 * Writes JSON (RFC 8259), one object a line, in UTF-8. Names and texts go from array to array wherever nothing has to be escaped, which is
 * all that a line costs: a library that makes characters of them first is several times slower than the dissection itself.
 *
 * <p>Nobody checks that objects are begun and ended in pairs. What is in the current line can be {@linkplain #restartLine taken back}.
 */
final class JsonWriter {
    /** So much is handed on at a time. */
    private static final int CHUNK = 1 << 16;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOWER_HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;
    /** Of one byte or character: {@code \u00E9}. */
    private static final int LONGEST_ESCAPE = 6;

    private final OutputStream out;
    private byte[] bytes = new byte[2 * CHUNK];
    private int length;
    private int line;
    /** A comma comes before whatever is next. */
    private boolean separate;

    private final WrittenTexts names = new WrittenTexts(new Writing(":"));
    private final WrittenTexts words = new WrittenTexts(new Writing(""));

    /** {@link #written} as an object. */
    private final class Writing implements Function<String, byte[]> {
        private final String behind;

        Writing(String behind) {
            this.behind = behind;
        }

        @Override
        public byte[] apply(String text) {
            return written(text, behind);
        }
    }

    JsonWriter(OutputStream out) {
        this.out = out;
    }

    // ------------------------------------------------------------------ lines

    /** Begins a line, with an object. */
    void beginLine() {
        line = length;
        separate = false;
        beginObject();
    }

    /** Takes back what the line holds, and begins it anew. */
    void restartLine() {
        length = line;
        separate = false;
        beginObject();
    }

    /** Ends the object and its line. */
    void endLine() {
        endObject();
        room(1);
        bytes[length++] = '\n';
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
        value(1);
        bytes[length++] = (byte) bracket;
        separate = false;
    }

    private void close(char bracket) {
        room(1);
        bytes[length++] = (byte) bracket;
        separate = true;
    }

    /** Writes the name of what comes next. */
    JsonWriter name(String name) {
        return name(names.of(name));
    }

    /** The same of a name {@linkplain #written as it is written}. */
    JsonWriter name(byte[] written) {
        value(written.length);
        System.arraycopy(written, 0, bytes, length, written.length);
        length += written.length;
        separate = false;
        return this;
    }

    /** A name as it is written, with quotes and colon. */
    byte[] written(String name) {
        return written(name, ":");
    }

    /** A text as it is written, with quotes, and what follows. */
    private byte[] written(String text, String behind) {
        // It is written at the end of the line, and taken back.
        int from = length;
        boolean separated = separate;
        separate = false;
        string(text);
        room(behind.length());
        for (int i = 0; i < behind.length(); i++) {
            bytes[length++] = (byte) behind.charAt(i);
        }
        byte[] written = since(from);
        length = from;
        separate = separated;
        return written;
    }

    /** Makes room for a value, and separates it from the one before. */
    private void value(int size) {
        room(size + 1);
        if (separate) {
            bytes[length++] = ',';
        }
        separate = true;
    }

    private void room(int size) {
        if (size > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * bytes.length));
        }
    }

    // ------------------------------------------------------------------ values

    void nothing() {
        raw("null");
    }

    void flag(boolean value) {
        raw(value ? "true" : "false");
    }

    void number(long value) {
        value(LONGEST_NUMBER);
        digits(value);
    }

    /** A number of 64 bits without a sign. */
    void unsigned(long value) {
        if (value >= 0) {
            number(value);
        } else {
            raw(Long.toUnsignedString(value));
        }
    }

    /** A number; JSON has no infinity and nothing that is no number: those are strings. */
    void real(double value) {
        String text = Double.toString(value);
        if (Double.isFinite(value)) {
            raw(text);
        } else {
            string(text);
        }
    }

    private void raw(String ascii) {
        value(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    /** What the line holds from an index on, to be written {@link #again}. */
    byte[] since(int index) {
        return Arrays.copyOfRange(bytes, index, length);
    }

    /** Index behind what was written last. */
    int length() {
        return length;
    }

    /** Writes members that were written before, behind others. */
    void again(byte[] members) {
        room(members.length);
        System.arraycopy(members, 0, bytes, length, members.length);
        length += members.length;
        separate = true;
    }

    private void digits(long value) {
        if (value < 0) {
            for (char each : Long.toString(value).toCharArray()) {
                bytes[length++] = (byte) each;
            }
            return;
        }
        digits(value, Ascii.digits(value));
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /**
     * Writes a point in time as a string.
     *
     * @param second all up to the second's digits
     * @param fraction the second's fraction, of so many {@code digits}
     */
    void time(byte[] second, int fraction, int digits) {
        value(second.length + LONGEST_NUMBER);
        bytes[length++] = '"';
        System.arraycopy(second, 0, bytes, length, second.length);
        length += second.length;
        if (digits > 0) {
            bytes[length++] = '.';
            digits(fraction, digits);
        }
        bytes[length++] = 'Z';
        bytes[length++] = '"';
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
        int size = text.length();
        value(size + 2);
        bytes[length++] = '"';
        if (isPlain(text.array(), text.index(), size)) {
            text.copyTo(bytes, length, size);
            length += size;
        } else if (encoding == Encoding.LATIN_1) {
            room(LONGEST_ESCAPE * size);
            for (int i = 0; i < size; i++) {
                character(text.charAt(i), true);
            }
        } else if (!ascii(text, size)) {
            if (!text.isUtf8()) {
                return false;
            }
            characters(text.toString());
        }
        room(1);
        bytes[length++] = '"';
        return true;
    }

    /** Writes a text that is ASCII; false if it is not, and nothing was written then. */
    private boolean ascii(Slice text, int size) {
        room(LONGEST_ESCAPE * size);
        int from = length;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = from;
                return false;
            }
            character(c, true);
        }
        return true;
    }

    /** Writes a word that comes again and again. */
    void word(String word) {
        byte[] written = words.of(word);
        value(written.length);
        System.arraycopy(written, 0, bytes, length, written.length);
        length += written.length;
    }

    /** Writes a text of the program's own. */
    void string(CharSequence text) {
        value(2);
        bytes[length++] = '"';
        characters(text);
        room(1);
        bytes[length++] = '"';
    }

    /** Writes bytes as a string of hexadecimal digits. */
    void hex(byte[] octets) {
        value(2 * octets.length + 2);
        bytes[length++] = '"';
        for (byte octet : octets) {
            bytes[length++] = LOWER_HEX[octet >>> 4 & 0xf];
            bytes[length++] = LOWER_HEX[octet & 0xf];
        }
        bytes[length++] = '"';
    }

    private void characters(CharSequence text) {
        room(LONGEST_ESCAPE * text.length());
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            bytes[length++] = (byte) text.charAt(plain++);
        }
        if (plain < text.length()) {
            characters(text, plain);
        }
    }

    private void characters(CharSequence text, int from) {
        boolean breaks = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            // NEL, line separator, paragraph separator: not escaped by JSON, but line ends to Unicode (UAX #14).
            breaks |= c == '\u0085' || c == '\u2028' || c == '\u2029';
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            // What takes two characters in UTF-16 is escaped as these two (RFC 8259, section 7).
            character(c, breaks || Character.isSurrogate(c));
        }
    }

    /** Writes a character; those beyond ASCII escaped, if {@code ascii}. There is room. */
    private void character(char c, boolean ascii) {
        if (isPlain(c)) {
            bytes[length++] = (byte) c;
        } else if (c >= 0x80 && !ascii) {
            encoded(c);
        } else {
            escaped(c);
        }
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        int at = "\"\\\b\t\n\f\r".indexOf(c);
        if (at >= 0) {
            bytes[length++] = (byte) "\"\\btnfr".charAt(at);
            return;
        }
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >>> shift & 0xf];
        }
    }

    /** Writes a character beyond ASCII in UTF-8 (RFC 3629). */
    private void encoded(char c) {
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >>> 6);
        } else {
            bytes[length++] = (byte) (0xe0 | c >>> 12);
            bytes[length++] = (byte) (0x80 | c >>> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | c & 0x3f);
    }

    /** Whether bytes are ASCII in which nothing has to be escaped: eight are looked at at a time. */
    private static boolean isPlain(byte[] bytes, int from, int count) {
        int i = from;
        int to = from + count;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long hits = word | word - ' ' * ONES | zeros(word ^ '"' * ONES) | zeros(word ^ '\\' * ONES);
            if ((hits & HIGHS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            int octet = bytes[i];
            if (octet < ' ' || octet == '"' || octet == '\\') {
                return false;
            }
        }
        return true;
    }

    /** High bit set in every byte that is zero, and maybe in others above the lowest such byte. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGHS;
    }
}
