package org.protospec.runtime.bytes;

/** Tells whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /** Whether all of the bytes form whole UTF-8 characters. */
    public static boolean isValid(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = Scan.behindAscii(bytes, offset, end);
        while (i < end) {
            int lead = bytes[i] & 0xff;
            int size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
            if (size == 0 || i + size > end || !continues(bytes, i, size) || !shortest(lead, size, bytes, i)) {
                return false;
            }
            i += size;
        }
        return true;
    }

    private static boolean continues(byte[] bytes, int at, int size) {
        for (int i = at + 1; i < at + size; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean shortest(int lead, int size, byte[] bytes, int at) {
        if (size < 3) {
            return true;
        }
        int second = bytes[at + 1] & 0xff;
        return switch (lead) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }
}
