package org.protospec.protocols.stack;

import org.protospec.protocols.capture_headers.FddiFrame;
import org.protospec.protocols.capture_headers.IpoibHeader;
import org.protospec.protocols.capture_headers.NflogAttribute;
import org.protospec.protocols.capture_headers.NflogAttributeBigEndian;
import org.protospec.protocols.capture_headers.NflogHeader;
import org.protospec.protocols.capture_headers.PktapHeader;
import org.protospec.protocols.ppi.Ppi80211;
import org.protospec.protocols.ppi.PpiField;
import org.protospec.protocols.ppi.PpiHeader;
import org.protospec.runtime.capture.LinkType;

/** What capture programs write before packets: NFLOG, PPI, PKTAP; and link layers of which little has to be said. */
final class CaptureLayers {
    /** The attribute that holds the packet. */
    private static final int NFLOG_PAYLOAD = 9;

    private static final int NFLOG_FILL = 4;
    /** The field that is common to all kinds of 802.11. */
    private static final int PPI_80211 = 2;

    private static final int FDDI_LLC = 0x50;
    private static final int FDDI_LLC_MASK = 0xf8;

    private final WirelessLayers wireless;
    private final Layer<NflogHeader> nflog = new Layer<>(NflogHeader.parser());
    private final Layer<NflogAttribute> attribute = new Layer<>(NflogAttribute.parser());
    private final Layer<NflogAttributeBigEndian> attributeBigEndian = new Layer<>(NflogAttributeBigEndian.parser());
    private final Layer<PpiHeader> ppi = new Layer<>(PpiHeader.parser());
    private final Layer<PpiField> ppiField = new Layer<>(PpiField.parser());
    private final Layer<Ppi80211> ppi80211 = new Layer<>(Ppi80211.parser());
    private final Layer<PktapHeader> pktap = new Layer<>(PktapHeader.parser());
    private final Layer<FddiFrame> fddi = new Layer<>(FddiFrame.parser());
    private final Layer<IpoibHeader> ipoib = new Layer<>(IpoibHeader.parser());
    private int length;
    private int type;

    CaptureLayers(WirelessLayers wireless) {
        this.wireless = wireless;
    }

    void nflog(Cursor c) {
        if (!nflog.read(c)) {
            c.malformed("malformed or truncated nflog");
            return;
        }
        // Each attribute has at least four bytes: the packet's length bounds them.
        while (attribute(c)) {
            int end = c.at + length;
            if (type == NFLOG_PAYLOAD) {
                c.pass(NFLOG_FILL);
                c.end(end);
                c.then(Next.IP);
                return;
            }
            if (!c.pass(length + (-length & NFLOG_FILL - 1))) {
                break;
            }
        }
        c.malformed("nflog without a packet");
    }

    /**
     * Reads length and type of an attribute. Their byte order is that of the machine that captured: the one in which the type is the
     * smaller number, as there are few types.
     */
    private boolean attribute(Cursor c) {
        boolean little = attribute.read(c.bytes, c.at, c.to);
        boolean big = attributeBigEndian.read(c.bytes, c.at, c.to);
        if (little
                && (!big
                        || attribute.header().type()
                                <= attributeBigEndian.header().type())) {
            length = attribute.header().length();
            type = attribute.header().type();
        } else if (big) {
            length = attributeBigEndian.header().length();
            type = attributeBigEndian.header().type();
        }
        return little || big;
    }

    void ppi(Cursor c) {
        int from = c.at;
        if (!ppi.read(c) || ppi.header().length() > c.to - from || ppi.header().length() < c.at - from) {
            c.malformed("malformed or truncated ppi");
            return;
        }
        int end = from + ppi.header().length();
        boolean described = describes80211(c, end);
        c.at = end;
        int link = (int) Math.min(ppi.header().linkType(), Integer.MAX_VALUE);
        if (link == LinkType.IEEE802_11 && described) {
            Ppi80211 common = ppi80211.header();
            wireless.received(c, common.isDamaged(), common.endsWithChecksum(), 1);
        } else {
            c.then(Next.LINK, link);
        }
    }

    /** Looks for the field that is common to all kinds of 802.11. */
    private boolean describes80211(Cursor c, int end) {
        int at = c.at;
        while (ppiField.read(c.bytes, at, end)) {
            if (ppiField.header().type() == PPI_80211) {
                return ppi80211.read(c.bytes, ppiField.end(), end);
            }
            at = ppiField.end() + ppiField.header().length();
            if (at > end) {
                return false;
            }
        }
        return false;
    }

    void pktap(Cursor c) {
        int from = c.at;
        if (pktap.read(c) && c.pass(pktap.header().length() - (c.at - from))) {
            c.then(Next.LINK, (int) Math.min(pktap.header().linkType(), Integer.MAX_VALUE));
        } else {
            c.malformed("malformed or truncated pktap");
        }
    }

    void fddi(Cursor c) {
        if (!fddi.read(c)) {
            c.malformed("truncated fddi");
        } else if ((fddi.header().control() & FDDI_LLC_MASK) == FDDI_LLC) {
            c.then(Next.LLC);
        } else {
            c.skip("fddi");
        }
    }

    void ipoib(Cursor c) {
        if (ipoib.read(c)) {
            c.then(Next.ETHER_TYPE, ipoib.header().type());
        } else {
            c.malformed("truncated ipoib");
        }
    }
}
