package org.protospec.generator.check;

import java.util.Locale;

/** How things of the compiler are spelled in what people read. */
final class Words {

    private Words() {}

    /** The word of a constant: {@code parse_error}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Bytes as a text of the language. */
    static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (byte value : bytes) {
            int octet = value & 0xff;
            switch (octet) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '"', '\\' -> text.append('\\').append((char) octet);
                default -> {
                    if (octet >= ' ' && octet < 0x7f) {
                        text.append((char) octet);
                    } else {
                        text.append(String.format(Locale.ROOT, "\\x%02x", octet));
                    }
                }
            }
        }
        return text.append('"').toString();
    }
}
