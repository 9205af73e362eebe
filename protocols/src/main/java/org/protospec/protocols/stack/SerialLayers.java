package org.protospec.protocols.stack;

import org.protospec.protocols.capture_headers.SlipHeader;
import org.protospec.protocols.cisco_hdlc.CiscoFrame;
import org.protospec.protocols.ppp.Directed;
import org.protospec.protocols.ppp.DirectedControl;
import org.protospec.protocols.ppp.PppFrame;
import org.protospec.protocols.ppp.PppProtocol;
import org.protospec.protocols.ppp.ShortPppFrame;

/** Serial lines: PPP, HDLC as Cisco has it, SLIP. */
final class SerialLayers {
    /** The addresses of Cisco's frames, to one and to all. */
    private static final int CISCO_UNICAST = 0x0f;

    private static final int CISCO_BROADCAST = 0x8f;
    private static final int ODD_FIRST_BYTE = 0x100;
    /** Where SLIP has compressed headers. */
    private static final int COMPRESSED = 0x80;

    private final Layer<PppFrame> ppp = new Layer<>(PppFrame.parser());
    private final Layer<ShortPppFrame> shortPpp = new Layer<>(ShortPppFrame.parser());
    private final Layer<Directed> directed = new Layer<>(Directed.parser());
    private final Layer<DirectedControl> directedControl = new Layer<>(DirectedControl.parser());
    private final Layer<CiscoFrame> cisco = new Layer<>(CiscoFrame.parser());
    private final Layer<SlipHeader> slip = new Layer<>(SlipHeader.parser());
    private final Reasons protocols = Reasons.ofPppProtocols();

    void ppp(Cursor c) {
        int from = c.at;
        if (!ppp.read(c)) {
            c.malformed("truncated ppp");
            return;
        }
        int protocol = (int) ppp.header().protocol();
        if ((protocol & ODD_FIRST_BYTE) != 0) {
            c.at = from;
            protocol = shortPpp.read(c) ? shortPpp.header().protocol() : protocol;
        }
        switch (protocol) {
            case (int) PppProtocol.IPV4, (int) PppProtocol.VAN_JACOBSON_UNCOMPRESSED -> c.then(Next.IPV4);
            case (int) PppProtocol.IPV6 -> c.then(Next.IPV6);
            case (int) PppProtocol.MPLS, (int) PppProtocol.MPLS_MULTICAST -> c.then(Next.MPLS);
            default -> c.skip(protocols.of(protocol));
        }
    }

    /** PPP behind a byte that tells the direction. */
    void directedPpp(Cursor c) {
        if (directed.read(c)) {
            ppp(c);
        } else {
            c.malformed("truncated ppp");
        }
    }

    /** PPP whose address the capture program has replaced with the direction. */
    void pppd(Cursor c) {
        if (directedControl.read(c)) {
            ppp(c);
        } else {
            c.malformed("malformed or truncated ppp");
        }
    }

    /** PPP, or Cisco's frames where the address is one of these. */
    void pppInHdlc(Cursor c) {
        boolean isCisco = cisco.read(c.bytes, c.at, c.to)
                && (cisco.header().address() == CISCO_UNICAST || cisco.header().address() == CISCO_BROADCAST);
        if (isCisco) {
            ciscoHdlc(c);
        } else {
            ppp(c);
        }
    }

    void ciscoHdlc(Cursor c) {
        if (!cisco.read(c)) {
            c.malformed("truncated cisco hdlc");
        } else if (cisco.header().type() < EthernetLayers.FIRST_ETHER_TYPE) {
            c.skip("cisco hdlc");
        } else if (cisco.header().type() == SLARP) {
            c.skip("slarp");
        } else {
            c.then(Next.ETHER_TYPE, cisco.header().type());
        }
    }

    /** Addresses of serial lines, which have the number of RARP. */
    private static final int SLARP = 0x8035;

    void slip(Cursor c) {
        if (!slip.read(c)) {
            c.malformed("truncated slip");
        } else if (slip.header().compression() >= COMPRESSED) {
            c.skip("slip with a compressed header");
        } else {
            c.then(Next.IP);
        }
    }
}
