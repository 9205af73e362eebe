package org.protospec.protocols.stack;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.engine.PacketReports;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.ip.FragmentAssembler;
import org.protospec.runtime.ip.FragmentConflict;
import org.protospec.runtime.ip.FragmentCounts;
import org.protospec.runtime.ip.FragmentPolicy;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The packet protocols as one decoder: from what a capture's packets begin with, over whatever carries them, down to TCP and UDP. Every
 * header is read by the parser that was generated from its spec; the classes of this package only walk from one to the next.
 *
 * <p>IP fragments are put together: the packet that completes a datagram stands for all of it, the others are counted as skipped. Packets
 * in tunnels belong to the flow of their own addresses and ports, wherever the tunnel runs.
 */
public final class PacketStack implements PacketDecoder {
    private static final PacketReports UNHEARD = new PacketReports() {
        @Override
        public void fragmentConflict(FragmentConflict conflict) {}
    };

    private final Cursor cursor = new Cursor();
    private final TransportLayers transport = new TransportLayers();
    private final UsualPackets usual = new UsualPackets(transport);
    private final TunnelLayers tunnels = new TunnelLayers();
    private final EthernetLayers ethernet = new EthernetLayers(transport);
    private final FragmentPolicy ipv4Overlaps;
    private final FragmentPolicy ipv6Overlaps;
    private final NetworkLayers network;
    private FragmentAssembler assembler;
    private @Nullable RareLayers rare;
    private int maxLayers;

    /**
     * Made by the service loader, too. Of overlapping fragments the first copy counts in IPv4; in IPv6, where receivers must discard such
     * datagrams (RFC 5722), they are discarded.
     */
    public PacketStack() {
        this(FragmentPolicy.FIRST, FragmentPolicy.DISCARD);
    }

    /** A stack for receivers of which it is known what they make of overlapping fragments. */
    public PacketStack(FragmentPolicy ipv4Overlaps, FragmentPolicy ipv6Overlaps) {
        this.ipv4Overlaps = ipv4Overlaps;
        this.ipv6Overlaps = ipv6Overlaps;
        assembler = assembler(Limits.defaults(), UNHEARD);
        maxLayers = Limits.defaults().intOf(Limit.LAYERS);
        network = new NetworkLayers(transport, tunnels, assembler);
    }

    private FragmentAssembler assembler(Limits limits, PacketReports reports) {
        return new FragmentAssembler(limits, ipv4Overlaps, ipv6Overlaps, reports, new SplittableRandom().nextLong());
    }

    @Override
    public void begin(Limits limits, PacketReports reports) {
        maxLayers = limits.intOf(Limit.LAYERS);
        assembler = assembler(limits, reports);
        network.assembler(assembler);
    }

    @Override
    public void want(BitSet ipProtocols, BitSet etherTypes) {
        transport.want(ipProtocols);
        ethernet.want(etherTypes);
    }

    @Override
    public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
        if (maxLayers >= UsualPackets.LAYERS && usual.read(packet, segment)) {
            cursor.found(Decoded.TCP);
            return Decoded.TCP;
        }
        transport.into(segment, datagram);
        cursor.start(packet, maxLayers);
        while (cursor.goesOn()) {
            step();
        }
        if (cursor.isMalformed()) {
            transport.plain(cursor);
        }
        return cursor.outcome();
    }

    @Override
    public boolean foresee(Packet packet, TcpSegment segment) {
        return usual.read(packet, segment);
    }

    private void step() {
        switch (cursor.next()) {
            case LINK -> link();
            case ETHERNET -> ethernet.frame(cursor);
            case ETHER_TYPE -> ethernet.typed(cursor);
            case LLC -> ethernet.llc(cursor);
            case PPP, MPLS, IEEE80211 -> rare().read(cursor);
            case IP -> network.ip(cursor);
            case IPV4 -> network.ipv4(cursor);
            case IPV6 -> network.ipv6(cursor);
            case IP_PROTOCOL -> network.protocol(cursor);
            case VXLAN -> tunnels.vxlan(cursor);
            case GENEVE -> tunnels.geneve(cursor);
            case GTP -> tunnels.gtp(cursor);
            case TEREDO -> tunnels.teredo(cursor);
            case LISP -> tunnels.lisp(cursor);
        }
    }

    private void link() {
        if (cursor.number() == LinkType.ETHERNET) {
            cursor.then(Next.ETHERNET);
        } else {
            rare().read(cursor);
        }
    }

    /** Made when the first one comes, as most captures have none: a start loads sixty classes less. */
    private RareLayers rare() {
        RareLayers made = rare;
        if (made == null) {
            made = new RareLayers();
            rare = made;
        }
        return made;
    }

    @Override
    public String reason() {
        return cursor.reason();
    }

    @Override
    public void end() {
        assembler.end();
    }

    @Override
    public FragmentCounts fragments() {
        return assembler.counts();
    }
}
