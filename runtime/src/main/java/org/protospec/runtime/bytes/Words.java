package org.protospec.runtime.bytes;

/** Eight octets in a word, which are looked at together (SWAR; Warren, Hacker's Delight, 6-1). */
public final class Words {
    /** A one in every octet. */
    public static final long ONES = 0x0101010101010101L;
    /** The top bit of every octet. */
    public static final long TOP_BITS = 0x8080808080808080L;

    private Words() {}

    /**
     * Has the top bit set in every octet that is zero; above the lowest such octet there may be false ones. The other bits mean nothing, and
     * are to be masked away.
     */
    public static long zeros(long word) {
        return word - ONES & ~word;
    }
}
