package org.protospec.protocols.stack;

import org.protospec.protocols.ethernet.EtherType;
import org.protospec.protocols.geneve.GeneveHeader;
import org.protospec.protocols.gre.Erspan2;
import org.protospec.protocols.gre.Erspan3;
import org.protospec.protocols.gre.EtherIp;
import org.protospec.protocols.gre.GreHeader;
import org.protospec.protocols.gtp.GtpExtension;
import org.protospec.protocols.gtp.GtpHeader;
import org.protospec.protocols.ip.IpVersion;
import org.protospec.protocols.ipv4.IpProtocol;
import org.protospec.protocols.lisp.LispHeader;
import org.protospec.protocols.teredo.Authentication;
import org.protospec.protocols.teredo.Origin;
import org.protospec.protocols.vxlan.VxlanHeader;

/** Packets in packets: over IP by its protocol number, over UDP by the port. */
final class TunnelLayers {
    private static final int PPTP_VERSION = 1;
    /** Where GRE's key has the payload's length in PPTP. */
    private static final int PPTP_LENGTH = 16;
    /** Types of GRE that stand for frames of a wireless LAN on their way from an access point to its controller. */
    private static final int ARUBA_FIRST = 0x8200;

    private static final int ARUBA_LAST = 0x83ff;
    private static final int GTP_USER_PACKET = 255;
    private static final int GTP_BEFORE_LENGTH = 8;
    private static final int MAX_GTP_EXTENSIONS = 16;
    private static final int VERSION_4 = 4;
    private static final int VERSION_6 = 6;

    private final Layer<IpVersion> version = new Layer<>(IpVersion.parser());
    private final Layer<GreHeader> gre = new Layer<>(GreHeader.parser());
    private final Layer<Erspan2> erspan2 = new Layer<>(Erspan2.parser());
    private final Layer<Erspan3> erspan3 = new Layer<>(Erspan3.parser());
    private final Layer<EtherIp> etherIp = new Layer<>(EtherIp.parser());
    private final Layer<VxlanHeader> vxlan = new Layer<>(VxlanHeader.parser());
    private final Layer<GeneveHeader> geneve = new Layer<>(GeneveHeader.parser());
    private final Layer<GtpHeader> gtp = new Layer<>(GtpHeader.parser());
    private final Layer<GtpExtension> gtpExtension = new Layer<>(GtpExtension.parser());
    private final Layer<Authentication> teredoAuthentication = new Layer<>(Authentication.parser());
    private final Layer<Origin> teredoOrigin = new Layer<>(Origin.parser());
    private final Layer<LispHeader> lisp = new Layer<>(LispHeader.parser());

    /** Takes what an IP packet carries if it is a tunnel. */
    boolean protocol(Cursor c, int protocol) {
        switch (protocol) {
            case (int) IpProtocol.IPV4 -> c.then(Next.IPV4);
            case (int) IpProtocol.IPV6 -> c.then(Next.IPV6);
            case (int) IpProtocol.GRE -> gre(c);
            case (int) IpProtocol.ETHERNET_IN_IP -> etherIp(c);
            case (int) IpProtocol.MPLS -> c.then(Next.MPLS);
            case (int) IpProtocol.ETHERNET -> c.then(Next.ETHERNET);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void etherIp(Cursor c) {
        if (etherIp.read(c)) {
            c.then(Next.ETHERNET);
        } else {
            c.malformed("malformed or truncated etherip");
        }
    }

    private void gre(Cursor c) {
        if (!gre.read(c)) {
            c.malformed("truncated gre");
            return;
        }
        GreHeader header = gre.header();
        if (header.version() == PPTP_VERSION) {
            pptp(c, header);
        } else if (header.version() != 0) {
            c.malformed("gre of an unknown version");
        } else if (header.hasRouting()) {
            c.skip("gre with source routes");
        } else if (header.type() == EtherType.ERSPAN) {
            erspan(c, header.hasSequenceNumber());
        } else if (header.type() == EtherType.ERSPAN_3) {
            erspan3(c);
        } else if (header.type() >= ARUBA_FIRST && header.type() <= ARUBA_LAST) {
            c.then(Next.IEEE80211);
        } else {
            c.then(Next.ETHER_TYPE, header.type());
        }
    }

    /** The version of PPTP: without a sequence number it only acknowledges (RFC 2637, section 4.1). */
    private static void pptp(Cursor c, GreHeader header) {
        if (header.hasSequenceNumber()) {
            c.end(c.at + (int) (header.key() >>> PPTP_LENGTH));
            c.then(Next.PPP);
        } else {
            c.skip("gre acknowledgment");
        }
    }

    private void erspan(Cursor c, boolean numbered) {
        if (!numbered || erspan2.read(c)) {
            c.then(Next.ETHERNET);
        } else {
            c.malformed("malformed or truncated erspan");
        }
    }

    private void erspan3(Cursor c) {
        if (erspan3.read(c)) {
            c.then(Next.ETHERNET);
        } else {
            c.malformed("malformed or truncated erspan");
        }
    }

    void vxlan(Cursor c) {
        if (vxlan.read(c)) {
            c.then(Next.ETHERNET);
        } else {
            c.malformed("malformed or truncated vxlan");
        }
    }

    void geneve(Cursor c) {
        if (!geneve.read(c)) {
            c.malformed("malformed or truncated geneve");
        } else if (geneve.header().control()) {
            c.malformed("geneve control message");
        } else {
            c.then(Next.ETHER_TYPE, geneve.header().type());
        }
    }

    void gtp(Cursor c) {
        int from = c.at;
        if (!gtp.read(c) || gtp.header().messageType() != GTP_USER_PACKET) {
            c.malformed("gtp without a packet of a user");
            return;
        }
        c.end(from + GTP_BEFORE_LENGTH + gtp.header().length());
        int next = gtp.header().hasExtension() ? gtp.header().nextExtension() : 0;
        for (int i = 0; next != 0 && i < MAX_GTP_EXTENSIONS && gtpExtension.read(c); i++) {
            next = gtpExtension.header().nextExtension();
        }
        ip(c, "gtp without ip");
    }

    void teredo(Cursor c) {
        teredoAuthentication.read(c);
        teredoOrigin.read(c);
        ip(c, "teredo without ip");
    }

    void lisp(Cursor c) {
        if (lisp.read(c)) {
            ip(c, "lisp without ip");
        } else {
            c.malformed("malformed or truncated lisp");
        }
    }

    private void ip(Cursor c, String otherwise) {
        int first = version.read(c.bytes, c.at, c.to) ? version.header().version() : 0;
        if (first == VERSION_4 || first == VERSION_6) {
            c.then(Next.IP);
        } else {
            c.malformed(otherwise);
        }
    }
}
