package org.protospec.runtime.flow;

/** The transport protocol of a flow. */
public enum Transport {
    /** Transmission Control Protocol, RFC 9293. */
    TCP("tcp"),
    /** User Datagram Protocol, RFC 768. */
    UDP("udp");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** Returns the name used in output: {@code tcp} or {@code udp}. */
    public String label() {
        return label;
    }
}
