package org.protospec.runtime.engine;

import java.util.BitSet;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.ip.FragmentCounts;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * What reads the headers of packets down to TCP or UDP: the stack of packet protocols.
 *
 * <p>A decoder belongs to one thread; it may remember packets, as those that are fragments of a later one. Jars name
 * theirs in {@code META-INF/services/org.protospec.runtime.engine.PacketDecoder}.
 */
public interface PacketDecoder {
    /** What was found in a packet. */
    enum Decoded {
        /** A TCP segment. */
        TCP,
        /** A UDP datagram. */
        UDP,
        /** A packet of a protocol that IP carries, and that somebody wants, see {@link PacketDecoder#want}. */
        IP,
        /** The same of a protocol that Ethernet carries. */
        ETHERNET,
        /** Nothing that belongs to a flow, see {@link PacketDecoder#reason()}. */
        SKIPPED
    }

    /**
     * A run begins, before its first packet.
     *
     * @param limits the limits in force
     * @param reports what is told of anything odd in the packets that is not counted only
     */
    default void begin(Limits limits, PacketReports reports) {}

    /**
     * Says which protocols are wanted that need neither TCP nor UDP, before the run begins; others are skipped.
     *
     * @param ipProtocols numbers of protocols that IP carries
     * @param etherTypes types of what Ethernet carries
     */
    default void want(BitSet ipProtocols, BitSet etherTypes) {}

    /**
     * Decodes a packet. Nothing is allocated for the usual one.
     *
     * @param segment filled if it is a TCP segment; its payload lies in the packet or in the decoder, until the next call
     * @param datagram filled if it is a UDP datagram, in the same way; or a packet that is wanted, with the number of its protocol or type in
     *     place of ports
     */
    Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram);

    /**
     * Reads of a packet that may come later whose segment it is, if that is easily told; remembers nothing, and is right of most packets.
     *
     * @param segment its endpoints are set if it is a TCP segment
     */
    default boolean foresee(Packet packet, TcpSegment segment) {
        return false;
    }

    /**
     * Why the last packet was skipped, in a few words such as {@code arp}, {@code icmp}, {@code ipv4 fragment}, {@code
     * truncated ipv4} or {@code link type 147}; one of few, as packets are counted by it. Empty if it was not skipped.
     */
    String reason();

    /** A capture has ended: what its packets left unfinished is forgotten. */
    default void end() {}

    /** What has become of the fragments of IP so far. */
    default FragmentCounts fragments() {
        return FragmentCounts.NONE;
    }
}
