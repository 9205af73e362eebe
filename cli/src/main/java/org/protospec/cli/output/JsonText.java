package org.protospec.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import org.protospec.runtime.bytes.Slice;

/** Writes texts of messages as JSON strings without making {@code String}s of them where they are ASCII. */
final class JsonText {
    /** How the bytes of an object's texts become characters. */
    enum Encoding {
        /** All of them are valid UTF-8. */
        UTF_8,
        /** One character a byte (ISO 8859-1). */
        LATIN_1
    }

    private static final int ASCII = 0x7f;
    private static final int NO_ESCAPES = 0;

    private char[] chars = new char[1024];

    /** Writes a text of a message; those that are not UTF-8 with an escape for every byte beyond ASCII. */
    void write(JsonGenerator json, Slice text, Encoding encoding) throws IOException {
        int length = text.length();
        if (chars.length < length) {
            chars = Arrays.copyOf(chars, Math.max(length, 2 * chars.length));
        }
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            chars[i] = c;
            ascii &= c <= ASCII;
        }
        if (ascii) {
            json.writeString(chars, 0, length);
        } else if (encoding == Encoding.UTF_8) {
            write(json, text.toString());
        } else {
            json.setHighestNonEscapedChar(ASCII);
            json.writeString(chars, 0, length);
            json.setHighestNonEscapedChar(NO_ESCAPES);
        }
    }

    /** Writes a text in UTF-8, unless a reader could take a part of it for the end of the line. */
    void write(JsonGenerator json, String text) throws IOException {
        boolean breaks = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // NEL, line separator, paragraph separator: not escaped by JSON, but line ends to Unicode (UAX #14).
            breaks |= c == '\u0085' || c == '\u2028' || c == '\u2029';
        }
        json.setHighestNonEscapedChar(breaks ? ASCII : NO_ESCAPES);
        json.writeString(text);
        json.setHighestNonEscapedChar(NO_ESCAPES);
    }

    /** Writes a text of the program's own, in ASCII. */
    void write(JsonGenerator json, StringBuilder text) throws IOException {
        int length = text.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
        json.writeString(chars, 0, length);
    }
}
