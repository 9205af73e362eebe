package org.protospec.runtime.ip;

/** What becomes of the bytes of a datagram that several of its fragments carry. Receivers differ, and attackers know it. */
public enum FragmentPolicy {
    /** The copy that was captured first stays. */
    FIRST("first"),
    /** The copy that was captured last replaces those before it. */
    LAST("last"),
    /**
     * The datagram is given up, with all of its fragments that are still to come, as RFC 5722 demands of receivers of IPv6. A fragment that
     * says what is already known is no overlap, but a duplicate (RFC 8200, section 4.5).
     */
    DISCARD("discard");

    private final String label;

    FragmentPolicy(String label) {
        this.label = label;
    }

    /** Returns the name used in output, such as {@code first}. */
    public String label() {
        return label;
    }
}
