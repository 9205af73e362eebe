package org.protospec.runtime.capture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a file that is no capture seems to be, by its first bytes. */
final class Signature {

    /** So many of a file's first bytes are looked at. */
    static final int SHOWN = 8;

    private Signature() {}

    /** A clause about a file's first bytes, of which there may be none: {@code it is empty}. */
    static String describe(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return "it is empty";
        }
        // Bytes to characters one to one: signatures are then compared as strings.
        String start = new String(bytes, offset, Math.min(length, SHOWN), StandardCharsets.ISO_8859_1);
        for (Known known : Known.values()) {
            if (start.startsWith(known.signature)) {
                return known.text;
            }
        }
        return "it starts with the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(bytes, offset, offset + start.length());
    }

    private enum Known {
        ZSTD("(\u00b5/\u00fd", "it is packed with zstd, unpack it first"),
        XZ("\u00fd7zXZ\u0000", "it is packed with xz, unpack it first"),
        LZ4("\u0004\"M\u0018", "it is packed with lz4, unpack it first"),
        BZIP2("BZh", "it is packed with bzip2, unpack it first"),
        ZIP("PK\u0003\u0004", "it is a zip archive, unpack it first"),
        SNOOP("snoop\u0000", "it is a snoop file, which is not supported"),
        NETWORK_MONITOR("GMBU", "it is a Network Monitor file, which is not supported");

        private final String signature;
        private final String text;

        Known(String signature, String text) {
            this.signature = signature;
            this.text = text;
        }
    }
}
