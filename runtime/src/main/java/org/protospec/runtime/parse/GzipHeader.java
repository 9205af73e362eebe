package org.protospec.runtime.parse;

/** Passes over the header of a member of gzip, byte by byte (RFC 1952, section 2.3). */
final class GzipHeader {
    /** What a member begins with. */
    static final byte FIRST = 0x1f;

    private static final int SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int FIXED = 10;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private int fixed;
    private int flags;
    /** Bytes of the length of the extra field that are to come. */
    private int extraLength;

    private int extra;
    private int checksum;
    private boolean whole;
    private boolean broken;

    void begin() {
        fixed = 0;
        flags = 0;
        extraLength = 2;
        extra = 0;
        checksum = 2;
        whole = false;
        broken = false;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isBroken() {
        return broken;
    }

    void take(int octet) {
        if (fixed < FIXED) {
            fixed(octet);
        } else if ((flags & EXTRA) != 0) {
            extra(octet);
        } else if ((flags & (NAME | COMMENT)) != 0) {
            // A text ends with a zero; the name comes first.
            flags &= octet != 0 ? flags : (flags & NAME) != 0 ? ~NAME : ~COMMENT;
        } else {
            checksum--;
            flags &= checksum == 0 ? ~HEADER_CHECKSUM : flags;
        }
        whole = fixed == FIXED && (flags & (EXTRA | NAME | COMMENT | HEADER_CHECKSUM)) == 0;
    }

    private void fixed(int octet) {
        switch (fixed++) {
            case 0 -> broken = octet != FIRST;
            case 1 -> broken = octet != SECOND;
            case 2 -> broken = octet != DEFLATE;
            case 3 -> {
                flags = octet;
                broken = (octet & RESERVED) != 0;
            }
            default -> {}
        }
    }

    private void extra(int octet) {
        if (extraLength > 0) {
            extraLength--;
            extra |= extraLength == 1 ? octet : octet << 8;
        } else {
            extra--;
        }
        if (extraLength == 0 && extra == 0) {
            flags &= ~EXTRA;
        }
    }
}
