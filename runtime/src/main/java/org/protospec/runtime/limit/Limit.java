package org.protospec.runtime.limit;

import java.util.Arrays;
import java.util.Optional;

/**
 * One bound on what a run holds or waits for: its name, its unit, its default, and the reason for that default.
 *
 * <p>Whatever a capture contains, reaching a bound is an event or a number in the summary, never an error of the program.
 */
public enum Limit {
    /** Flows tracked at a time. */
    FLOWS(
            "flows",
            Unit.COUNT,
            1_000_000,
            "tracked at a time, those included that are over and wait for late packets; the least recently active one makes room"),
    /** Memory of a tracker: its flows, what waits in them, and what their machines hold. */
    TRACKER_MEMORY(
            "tracker-memory",
            Unit.BYTES,
            512L << 20,
            "held by flows, queues and unread bytes together, as accounted; the least recently active flows make room"),
    /** Capture time without a packet after which a TCP connection is over of which only SYNs were seen. */
    HALF_OPEN_TIMEOUT(
            "half-open-timeout",
            Unit.NANOSECONDS,
            seconds(30),
            "without a packet, only SYNs seen: a scan; hosts retry after 1, 3, 7, 15 s"),
    /** The same of an open TCP connection. */
    ESTABLISHED_TIMEOUT(
            "established-timeout",
            Unit.NANOSECONDS,
            seconds(2 * 3600 + 4 * 60),
            "without a packet, open TCP connection: keep-alives begin after two hours (RFC 5382, REQ-5)"),
    /** The same of a TCP connection that both sides have closed or one has reset. */
    CLOSED_TIMEOUT(
            "closed-timeout",
            Unit.NANOSECONDS,
            seconds(120),
            "in which late packets still belong to a closed connection: a segment's maximum lifetime (RFC 9293, 3.4.3)"),
    /** The same of UDP flows. */
    UDP_TIMEOUT("udp-timeout", Unit.NANOSECONDS, seconds(60), "without a packet, UDP flow: longer than resolvers wait"),
    /** Bytes of one direction of a TCP connection that wait for earlier ones. */
    QUEUED_BYTES(
            "queued-bytes",
            Unit.BYTES,
            1 << 20,
            "of one direction that wait for earlier ones, in whole blocks of 2 KiB; beyond, a gap is declared"),
    /** The same of all flows together. */
    QUEUED_BYTES_TOTAL(
            "queued-bytes-total",
            Unit.BYTES,
            256L << 20,
            "the same, of all flows together; beyond, the flow that adds to them declares a gap"),
    /** Bytes of one direction kept until they are acknowledged, to compare them with what is sent again. */
    RETAINED_BYTES(
            "retained-bytes",
            Unit.BYTES,
            64 << 10,
            "of one direction, handed on and not acknowledged, kept to see whether the same is sent again; the oldest are forgotten"),
    /** Packets of a flow between the acknowledgment of a hole and the gap. */
    GAP_PACKETS(
            "gap-packets",
            Unit.COUNT,
            8,
            "further packets of the flow before an acknowledged hole is a gap: only packets captured out of order can fill it"),
    /** Capture time between the acknowledgment of a hole and the gap. */
    GAP_DELAY(
            "gap-delay",
            Unit.NANOSECONDS,
            seconds(1) / 10,
            "after which an acknowledged hole is a gap: queues of network cards and merged captures differ by less"),
    /** Capture time that a hole is waited for which nobody has acknowledged. */
    HOLE_TIMEOUT(
            "hole-timeout",
            Unit.NANOSECONDS,
            seconds(60),
            "after which any hole is a gap: the longest retransmission time-out that senders must allow (RFC 6298, 2.5)"),
    /** Bytes of one direction that wait until a state takes them. */
    DEFERRED_BYTES(
            "deferred-bytes",
            Unit.BYTES,
            256 << 10,
            "of one direction that wait for a state that takes them; beyond, a parse error"),
    /** Bytes held of one message that is not complete. */
    MESSAGE_BYTES(
            "message-bytes",
            Unit.BYTES,
            4 << 20,
            "held of one unfinished message, whatever its spec allows; beyond, a parse error"),
    /** Headers of one packet. */
    LAYERS(
            "layers",
            Unit.COUNT,
            32,
            "headers of one packet, one behind the other: tunnels in tunnels, tags, labels; beyond, the packet is skipped"),
    /** IP datagrams of which fragments are missing. */
    FRAGMENT_DATAGRAMS(
            "fragment-datagrams",
            Unit.COUNT,
            8192,
            "unfinished at a time, as many as blocks of 2 KiB in fragment-bytes; the oldest one makes room"),
    /** Bytes of fragments that wait for others. */
    FRAGMENT_BYTES(
            "fragment-bytes",
            Unit.BYTES,
            16 << 20,
            "of fragments that wait for others, in whole blocks of 2 KiB: 256 of the longest datagrams; the oldest make room"),
    /** Parts of one datagram that do not touch each other. */
    FRAGMENT_PIECES(
            "fragment-pieces",
            Unit.COUNT,
            128,
            "of one datagram with holes between them: any order of fragments of 512 bytes; beyond, a fragment is ignored"),
    /** Capture time that a datagram's fragments are waited for. */
    FRAGMENT_TIMEOUT(
            "fragment-timeout",
            Unit.NANOSECONDS,
            seconds(120),
            "since the first fragment of a datagram that came: the longest that receivers should wait (RFC 1122, 3.3.2)"),
    /** First bytes of one direction by which the protocol of a flow is recognised. */
    DETECTION_BYTES(
            "detection-bytes",
            Unit.BYTES,
            1 << 10,
            "of one direction kept until its flow's protocol is certain: longer than any greeting; beyond, nobody dissects it"),
    /** Bytes that filters may make of one content. */
    DECODED_BYTES(
            "decoded-bytes",
            Unit.BYTES,
            256L << 20,
            "of one content behind gzip or deflate, which make up to a thousand bytes of one; beyond, it is decoded no further"),
    /** How often a flow is handed over. */
    HAND_OVERS(
            "hand-overs",
            Unit.COUNT,
            8,
            "of one flow from protocol to protocol: tunnels in tunnels (at most 63); beyond, the flow is opaque"),
    /** Bytes of one packet in a capture. */
    PACKET_BYTES(
            "packet-bytes", Unit.BYTES, 16 << 20, "of one packet in a capture file; beyond, the record is damaged");

    /** What a limit counts. */
    public enum Unit {
        /** Things. */
        COUNT,
        /** Bytes. */
        BYTES,
        /** Nanoseconds of capture time. */
        NANOSECONDS
    }

    private final String label;
    private final Unit unit;
    private final long defaultValue;
    private final String meaning;

    Limit(String label, Unit unit, long defaultValue, String meaning) {
        this.label = label;
        this.unit = unit;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** Returns the name used on the command line and in output, such as {@code queued-bytes}. */
    public String label() {
        return label;
    }

    /** Returns what the value counts. */
    public Unit unit() {
        return unit;
    }

    /** Returns the value unless changed, in the limit's unit. */
    public long defaultValue() {
        return defaultValue;
    }

    /** Returns what is bounded, why at that value, and what happens beyond it, as a clause behind the value. */
    public String meaning() {
        return meaning;
    }

    /** Returns the limit of that name, if there is one. */
    public static Optional<Limit> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000L;
    }
}
