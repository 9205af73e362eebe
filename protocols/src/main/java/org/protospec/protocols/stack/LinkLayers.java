package org.protospec.protocols.stack;

import org.protospec.protocols.linux_cooked.Version1;
import org.protospec.protocols.linux_cooked.Version2;
import org.protospec.protocols.loopback.BigEndian;
import org.protospec.protocols.loopback.LittleEndian;
import org.protospec.runtime.capture.LinkType;

/** What packets of a capture begin with, by its link type. */
final class LinkLayers {
    private static final int AF_INET = 2;
    /** What the systems that have this link layer call IPv6: NetBSD, FreeBSD, macOS, Linux. */
    private static final int[] AF_INET6 = {24, 28, 30, 10};

    /** What Linux writes in the place of a type for frames of IEEE 802.2. */
    private static final int COOKED_LLC = 4;

    private final WirelessLayers wireless;
    private final SerialLayers serial;
    private final CaptureLayers headers;
    private final Layer<LittleEndian> loopback = new Layer<>(LittleEndian.parser());
    private final Layer<BigEndian> loopbackBigEndian = new Layer<>(BigEndian.parser());
    private final Layer<Version1> linuxCooked = new Layer<>(Version1.parser());
    private final Layer<Version2> linuxCooked2 = new Layer<>(Version2.parser());

    LinkLayers(WirelessLayers wireless, SerialLayers serial) {
        this.wireless = wireless;
        this.serial = serial;
        headers = new CaptureLayers(wireless);
    }

    /** Reads the header of the link type that the cursor has as its number. */
    void read(Cursor c) {
        switch (c.number()) {
            case LinkType.NULL -> loopback(c);
            case LinkType.LOOP -> loopbackBigEndian(c);
            case LinkType.RAW, LinkType.RAW_12, LinkType.RAW_14, LinkType.IPV4, LinkType.IPV6 -> c.then(Next.IP);
            case LinkType.LINUX_SLL -> linuxCooked(c);
            case LinkType.LINUX_SLL2 -> linuxCooked2(c);
            case LinkType.IEEE802_11 -> c.then(Next.IEEE80211);
            case LinkType.IEEE802_11_RADIOTAP -> wireless.radiotap(c);
            case LinkType.IEEE802_11_PRISM -> wireless.prism(c);
            case LinkType.IEEE802_11_AVS -> wireless.avs(c);
            case LinkType.PPP -> c.then(Next.PPP);
            case LinkType.PPP_HDLC -> serial.pppInHdlc(c);
            case LinkType.PPP_WITH_DIRECTION -> serial.directedPpp(c);
            case LinkType.PPP_PPPD -> serial.pppd(c);
            case LinkType.CISCO_HDLC -> serial.ciscoHdlc(c);
            case LinkType.SLIP -> serial.slip(c);
            case LinkType.ATM_RFC1483 -> c.then(Next.LLC);
            case LinkType.MPLS -> c.then(Next.MPLS);
            case LinkType.PPI -> headers.ppi(c);
            case LinkType.NFLOG -> headers.nflog(c);
            case LinkType.PKTAP, LinkType.PKTAP_149 -> headers.pktap(c);
            case LinkType.FDDI -> headers.fddi(c);
            case LinkType.IPOIB -> headers.ipoib(c);
            default -> c.skip(Reasons.ofLinkType(c.number()));
        }
    }

    private void loopback(Cursor c) {
        if (!loopback.read(c.bytes, c.at, c.to)) {
            c.malformed("truncated loopback");
        } else if (loopback.header().family() > 0xffff) {
            loopbackBigEndian(c);
        } else {
            c.at = loopback.end();
            family(c, loopback.header().family());
        }
    }

    private void loopbackBigEndian(Cursor c) {
        if (loopbackBigEndian.read(c)) {
            family(c, loopbackBigEndian.header().family());
        } else {
            c.malformed("truncated loopback");
        }
    }

    private static void family(Cursor c, long family) {
        if (family == AF_INET) {
            c.then(Next.IPV4);
            return;
        }
        for (int each : AF_INET6) {
            if (family == each) {
                c.then(Next.IPV6);
                return;
            }
        }
        c.skip("other address family");
    }

    private void linuxCooked(Cursor c) {
        if (linuxCooked.read(c)) {
            cooked(c, linuxCooked.header().protocol());
        } else {
            c.malformed("truncated linux cooked");
        }
    }

    private void linuxCooked2(Cursor c) {
        if (linuxCooked2.read(c)) {
            cooked(c, linuxCooked2.header().protocol());
        } else {
            c.malformed("truncated linux cooked");
        }
    }

    private static void cooked(Cursor c, int type) {
        if (type == COOKED_LLC) {
            c.then(Next.LLC);
        } else if (type < EthernetLayers.FIRST_ETHER_TYPE) {
            c.skip("other linux cooked");
        } else {
            c.then(Next.ETHER_TYPE, type);
        }
    }
}
