package org.protospec.it.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** Fragments, tunnels and link types in captures of other people: what the stack finds in them is what tshark finds. */
class CarriedPacketsTest {
    /** A sample, as tshark takes its time; all captures of these folders were compared when this was written. */
    private static final List<String> PAYLOADS = List.of(
            "ipv4-fragments/dnscap__frags.pcap",
            "ipv4-fragments/ndpi__dns_fragmented.pcap",
            "ipv4-fragments/pcapplusplus__frag_with_padding.pcap",
            "ipv4-fragments/suricata__bug-6887-defrag-ppp-ipv6-tcp.pcap",
            "ipv4-fragments/suricata__bug-6942-6887-defrag-eth-ip-gre-ppp-ip-udp-data-eth-ip-gre-ppp-max-ip-packet.pcap",
            "ipv4-fragments/zeek__tunnels-gtp1_gn_normal_incl_fragmentation.pcap",
            "ipv6/pcapplusplus__ipv6_opt_fragments.pcap",
            "ipv6/suricata__ipv6-hdr-keyword-02.pcap",
            "ipv6/zeek__tunnels-6in6in6.pcap",
            "ipv6/zeek__tunnels-geneve-ipv6.pcap",
            "linktypes/libpcap__http_PPI.pcap",
            "linktypes/tcpdump__LINKTYPE_PKTAP.pcap",
            "linktypes/tcpdump__nflog.pcap",
            "linktypes/zeek__ppp-quic-interop-retry.pcap",
            "linktypes/zeek__radiotap.pcap",
            "linktypes/zeek__wlanmon.pcap",
            "vlan-qinq/tcpdump__mpls-traceroute.pcap",
            "vlan-qinq/zeek__pbb.pcap",
            "vlan-qinq/zeek__tunnels-gre-pptp.pcap");

    private final PacketStack stack = new PacketStack();
    private final TcpSegment segment = new TcpSegment();
    private final UdpDatagram datagram = new UdpDatagram();
    private final List<String> differences = new ArrayList<>();
    private int compared;

    @Test
    void payloadsAreThoseOfTshark() throws IOException {
        Tshark.needed();
        for (String name : PAYLOADS) {
            compare(Captures.shared().resolve(name));
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(250);
    }

    private void compare(Path file) throws IOException {
        List<String[]> rows = Tshark.fields(file, "frame.number", "udp.payload", "tcp.payload");
        Packet packet = new Packet();
        try (Capture capture = Capture.open(file)) {
            while (capture.next(packet)) {
                int column = 0;
                String ours = "";
                switch (stack.decode(packet, segment, datagram)) {
                    case UDP -> {
                        column = 1;
                        ours = hex(datagram.bytes(), datagram.offset(), datagram.length());
                    }
                    case TCP -> {
                        column = 2;
                        ours = hex(segment.bytes(), segment.offset(), segment.length());
                    }
                    case SKIPPED -> {
                        continue;
                    }
                }
                compared++;
                String theirs = innermost(rows.get((int) packet.number() - 1)[column]);
                if (!ours.equals(theirs)) {
                    differences.add(file.getFileName() + " packet " + packet.number() + ": " + ours.length() / 2
                            + " bytes, tshark says " + theirs.length() / 2);
                }
            }
        }
        stack.end();
    }

    private static String hex(byte[] bytes, int offset, int length) {
        return HexFormat.of().formatHex(bytes, offset, offset + length);
    }

    private static String innermost(String occurrences) {
        return occurrences.substring(occurrences.lastIndexOf(',') + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "ipv4-fragments/arkime__socks5-http-302-frag.pcap, 419, 942",
        "tcp-oddities/zeek__tcp-http-with-padding.pcap, 16, 191"
    })
    void streamsHaveTheLengthsThatAreKnown(String name, int client, int server) throws IOException {
        List<Streams.Stream> streams = Streams.of(Captures.shared().resolve(name));
        assertThat(streams).hasSize(1);
        assertThat(streams.get(0).lengths()).containsExactlyInAnyOrder(client, server);
    }

    @ParameterizedTest
    @CsvSource({
        "ipv4-fragments/pcapplusplus__frag_http_req.pcap",
        "ipv6/ndpi__6in4tunnel.pcap",
        "linktypes/arkime__nflog.pcap",
        "linktypes/suricata__decode-chdlc-01-hdlc-http_1tx.pcap",
        "vlan-qinq/arkime__mpls-basic.pcap",
        "vlan-qinq/arkime__pppoe.pcap"
    })
    void streamsAreThoseOfTshark(String name) throws IOException {
        Tshark.needed();
        Path file = Captures.shared().resolve(name);
        List<Streams.Stream> streams = Streams.of(file);
        int found = 0;
        for (Tshark.Followed each : Tshark.follow(file, 3)) {
            for (Streams.Stream stream : streams) {
                byte[] first = stream.sentBy(each.first());
                byte[] second = stream.sentBy(each.second());
                if (first != null && second != null && !each.missing() && !stream.hasGaps()) {
                    assertThat(first).isEqualTo(each.sent().get(0));
                    assertThat(second).isEqualTo(each.sent().get(1));
                    found++;
                }
            }
        }
        assertThat(found).isPositive();
    }
}
