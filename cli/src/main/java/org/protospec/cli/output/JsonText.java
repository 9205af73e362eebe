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

    private char[] chars = new char[1024];

    void write(JsonGenerator json, Slice text, Encoding encoding) throws IOException {
        int length = text.length();
        if (chars.length < length) {
            chars = Arrays.copyOf(chars, Math.max(length, 2 * chars.length));
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && encoding == Encoding.UTF_8) {
                json.writeString(text.toString());
                return;
            }
            chars[i] = c;
        }
        json.writeString(chars, 0, length);
    }

    void write(JsonGenerator json, StringBuilder text) throws IOException {
        int length = text.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
        json.writeString(chars, 0, length);
    }
}
