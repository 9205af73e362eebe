package org.protospec.protocols.stack;

import java.util.BitSet;
import org.protospec.protocols.ethernet.EtherType;
import org.protospec.protocols.ethernet.Frame;
import org.protospec.protocols.llc.LlcHeader;
import org.protospec.protocols.llc.Sap;
import org.protospec.protocols.llc.SnapHeader;
import org.protospec.protocols.ppp.PppoeHeader;
import org.protospec.protocols.vlan.InterfaceTag;
import org.protospec.protocols.vlan.ServiceInstance;
import org.protospec.protocols.vlan.Tag;

/** Ethernet, the tags behind its addresses, LLC, and PPP over Ethernet. */
final class EthernetLayers {
    /** From here on the third field of an Ethernet frame is a type, below it is a length (IEEE 802.3, 3.2.6). */
    static final int FIRST_ETHER_TYPE = 0x600;

    private static final int UNNUMBERED_INFORMATION = 3;
    /** The organizations whose types are those of Ethernet: RFC 1042, and bridges (IEEE 802.1H). */
    private static final int ENCAPSULATED_ETHERNET = 0;

    private static final int BRIDGE_TUNNEL = 0xf8;
    private static final int CISCO = 0xc;

    private final Layer<Frame> ethernet = new Layer<>(Frame.parser());
    private final Layer<Tag> vlan = new Layer<>(Tag.parser());
    private final Layer<ServiceInstance> serviceInstance = new Layer<>(ServiceInstance.parser());
    private final Layer<InterfaceTag> interfaceTag = new Layer<>(InterfaceTag.parser());
    private final Layer<LlcHeader> llc = new Layer<>(LlcHeader.parser());
    private final Layer<SnapHeader> snap = new Layer<>(SnapHeader.parser());
    private final Layer<PppoeHeader> pppoe = new Layer<>(PppoeHeader.parser());
    private final TransportLayers transport;
    private final Reasons types = Reasons.ofEtherTypes();
    private final Reasons saps = Reasons.ofSaps();

    private BitSet wanted = new BitSet();

    EthernetLayers(TransportLayers transport) {
        this.transport = transport;
    }

    /** Has frames of these types handed on that are skipped otherwise. */
    void want(BitSet etherTypes) {
        wanted = etherTypes;
    }

    void frame(Cursor c) {
        c.frame = c.bytes;
        c.frameAt = c.at;
        if (ethernet.read(c)) {
            typeOrLength(c, (int) ethernet.header().type());
        } else {
            c.malformed("truncated ethernet");
        }
    }

    private static void typeOrLength(Cursor c, int number) {
        if (number < FIRST_ETHER_TYPE) {
            c.end(c.at + number);
            c.then(Next.LLC);
        } else {
            c.then(Next.ETHER_TYPE, number);
        }
    }

    /** What has the type that the cursor has as its number. */
    void typed(Cursor c) {
        switch (c.number()) {
            case (int) EtherType.IPV4 -> c.then(Next.IPV4);
            case (int) EtherType.IPV6 -> c.then(Next.IPV6);
            case (int) EtherType.VLAN,
                    (int) EtherType.SERVICE_VLAN,
                    (int) EtherType.OLD_SERVICE_VLAN,
                    (int) EtherType.OLD_SERVICE_VLAN_2 -> vlan(c);
            case (int) EtherType.MPLS, (int) EtherType.MPLS_MULTICAST -> c.then(Next.MPLS);
            case (int) EtherType.PPPOE_SESSION -> pppoe(c);
            case (int) EtherType.PPP -> c.then(Next.PPP);
            case (int) EtherType.BRIDGED_ETHERNET -> c.then(Next.ETHERNET);
            case (int) EtherType.SERVICE_INSTANCE -> serviceInstance(c);
            case (int) EtherType.VN_TAG -> interfaceTag(c);
            default -> other(c);
        }
    }

    private void other(Cursor c) {
        if (wanted.get(c.number())) {
            transport.frame(c, c.number());
            return;
        }
        // What carries a type nobody knows may well be something else.
        if (types.isNamed(c.number())) {
            c.skip(types.of(c.number()));
        } else {
            c.malformed(types.of(c.number()));
        }
    }

    private void vlan(Cursor c) {
        if (vlan.read(c)) {
            typeOrLength(c, vlan.header().type());
        } else {
            c.malformed("truncated vlan");
        }
    }

    private void serviceInstance(Cursor c) {
        if (serviceInstance.read(c)) {
            c.then(Next.ETHERNET);
        } else {
            c.malformed("truncated service instance tag");
        }
    }

    private void interfaceTag(Cursor c) {
        if (interfaceTag.read(c)) {
            typeOrLength(c, interfaceTag.header().type());
        } else {
            c.malformed("truncated vn tag");
        }
    }

    private void pppoe(Cursor c) {
        if (!pppoe.read(c)) {
            c.malformed("malformed or truncated pppoe");
        } else if (pppoe.header().code() != 0) {
            c.skip("pppoe discovery");
        } else {
            c.end(c.at + pppoe.header().length());
            c.then(Next.PPP);
        }
    }

    void llc(Cursor c) {
        if (!llc.read(c)) {
            c.malformed("truncated llc");
            return;
        }
        LlcHeader header = llc.header();
        boolean unnumbered = header.control() == UNNUMBERED_INFORMATION;
        if (unnumbered && header.destination() == Sap.SNAP && header.source() == Sap.SNAP) {
            snap(c);
        } else if (unnumbered && header.destination() == Sap.IP && header.source() == Sap.IP) {
            c.then(Next.IP);
        } else {
            c.skip(saps.of((int) header.destination()));
        }
    }

    private void snap(Cursor c) {
        if (!snap.read(c)) {
            c.malformed("truncated snap");
            return;
        }
        int organization = snap.header().organization();
        int type = snap.header().type();
        if ((organization == ENCAPSULATED_ETHERNET || organization == BRIDGE_TUNNEL) && type >= FIRST_ETHER_TYPE) {
            c.then(Next.ETHER_TYPE, type);
        } else {
            c.skip(organization == CISCO && type == EtherType.CDP ? types.of(type) : "snap");
        }
    }
}
