package org.protospec.runtime.flow;

/** What carries the packets of a flow: a transport protocol, or a layer below for protocols that need none. */
public enum Transport {
    /** Transmission Control Protocol, RFC 9293. */
    TCP("tcp"),
    /** User Datagram Protocol, RFC 768. */
    UDP("udp"),
    /** Internet Protocol of either version; in place of ports there is the number of the protocol that it carries. */
    IP("ip"),
    /** Ethernet; in place of ports there is the type of what a frame carries, and addresses are hardware addresses. */
    ETHERNET("ethernet");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** Returns whether its flows have ports, which tell them apart. */
    public boolean hasPorts() {
        return this == TCP || this == UDP;
    }

    /** Returns what a spec calls the number that tells what it carries. */
    public String key() {
        return hasPorts() ? "port" : this == IP ? "protocol" : "type";
    }

    /** Returns the name used in output and in specs: {@code tcp}, {@code udp}, {@code ip} or {@code ethernet}. */
    public String label() {
        return label;
    }
}
