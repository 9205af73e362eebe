package org.protospec.runtime.capture;

/**
 * The link types, which say what a packet's first header is, as numbered in the registry of link types (the LINKTYPE
 * values of draft-ietf-opsawg-pcaplinktype).
 */
public final class LinkType {

    /** BSD loopback: four bytes of address family in the byte order of the machine that captured. */
    public static final int NULL = 0;

    /** Ethernet, without the frame check sequence. */
    public static final int ETHERNET = 1;

    public static final int TOKEN_RING = 6;
    public static final int SLIP = 8;
    public static final int PPP = 9;
    public static final int FDDI = 10;

    /** Raw IP, in files of systems whose own number for it is 12 (most of the BSDs, old Linux). */
    public static final int RAW_12 = 12;

    /** Raw IP, in files of systems whose own number for it is 14 (OpenBSD). */
    public static final int RAW_14 = 14;

    /** PPP in frames like those of HDLC. */
    public static final int PPP_HDLC = 50;

    public static final int PPP_ETHER = 51;

    /** ATM with LLC (RFC 2684). */
    public static final int ATM_RFC1483 = 100;

    /** Raw IP: the packet starts with its IPv4 or IPv6 header, told apart by the version. */
    public static final int RAW = 101;

    public static final int CISCO_HDLC = 104;
    public static final int IEEE802_11 = 105;

    /** OpenBSD loopback: four bytes of address family in network byte order. */
    public static final int LOOP = 108;

    /** What Linux gives for the device "any": a made-up header of 16 bytes. */
    public static final int LINUX_SLL = 113;

    public static final int IEEE802_11_PRISM = 119;

    /** What macOS writes where it has not this number but {@link #PKTAP}. */
    public static final int PKTAP_149 = 149;

    /** IEEE 802.11 behind an AVS header. */
    public static final int IEEE802_11_AVS = 163;

    /** PPP behind a header in which the direction has taken the place of the address. */
    public static final int PPP_PPPD = 166;

    /** IEEE 802.11 behind a radiotap header. */
    public static final int IEEE802_11_RADIOTAP = 127;

    public static final int PPI = 192;
    public static final int IEEE802_15_4 = 195;

    /** PPP behind a byte that tells the direction. */
    public static final int PPP_WITH_DIRECTION = 204;

    /** MPLS label stacks. */
    public static final int MPLS = 219;

    /** Raw IPv4. */
    public static final int IPV4 = 228;

    /** Raw IPv6. */
    public static final int IPV6 = 229;

    public static final int NFLOG = 239;
    public static final int IPOIB = 242;
    public static final int NETLINK = 253;

    /** What macOS writes: a header that names the link type of what follows. */
    public static final int PKTAP = 258;

    /** The second version of {@link #LINUX_SLL}: a made-up header of 20 bytes. */
    public static final int LINUX_SLL2 = 276;

    private LinkType() {}

    /**
     * The name of a link type for people.
     *
     * @param linkType a number of the registry
     * @return its name, or {@code link type 164} for one that has no name here
     */
    public static String name(int linkType) {
        return switch (linkType) {
            case NULL -> "BSD loopback";
            case ETHERNET -> "Ethernet";
            case TOKEN_RING -> "Token Ring";
            case SLIP -> "SLIP";
            case PPP -> "PPP";
            case FDDI -> "FDDI";
            case RAW, RAW_12, RAW_14 -> "raw IP";
            case PPP_HDLC -> "PPP in HDLC";
            case PPP_ETHER -> "PPPoE";
            case CISCO_HDLC -> "Cisco HDLC";
            case IEEE802_11 -> "802.11";
            case LOOP -> "OpenBSD loopback";
            case LINUX_SLL -> "Linux cooked v1";
            case IEEE802_11_PRISM -> "802.11 with Prism header";
            case IEEE802_11_RADIOTAP -> "802.11 with radiotap header";
            case PPI -> "PPI";
            case ATM_RFC1483 -> "ATM with LLC";
            case PKTAP, PKTAP_149 -> "PKTAP";
            case IEEE802_11_AVS -> "802.11 with AVS header";
            case PPP_PPPD, PPP_WITH_DIRECTION -> "PPP with direction";
            case MPLS -> "MPLS";
            case IPOIB -> "IP over InfiniBand";
            case IEEE802_15_4 -> "802.15.4";
            case IPV4 -> "raw IPv4";
            case IPV6 -> "raw IPv6";
            case NFLOG -> "NFLOG";
            case NETLINK -> "netlink";
            case LINUX_SLL2 -> "Linux cooked v2";
            default -> otherName(linkType);
        };
    }

    /** Names of link types that nothing here decodes. */
    private static String otherName(int linkType) {
        return switch (linkType) {
            case 2 -> "experimental Ethernet";
            case 3 -> "AX.25";
            case 7 -> "ARCNET";
            case 107 -> "Frame Relay";
            case 114 -> "LocalTalk";
            case 117 -> "OpenBSD packet filter log";
            case 130 -> "Juniper MLPPP";
            case 132 -> "Juniper encryption services";
            case 137 -> "Juniper ATM";
            case 138 -> "IP over FireWire";
            case 143 -> "DOCSIS";
            case 165 -> "BACnet MS/TP";
            case 177 -> "LAPD";
            case 178 -> "Juniper Ethernet";
            case 182 -> "Multi-link Frame Relay";
            case 186 -> "USB of FreeBSD";
            case 187, 201 -> "Bluetooth HCI";
            case 189, 220 -> "USB of Linux";
            case 190, 227 -> "CAN";
            case 209 -> "IPMB of Linux";
            case 224 -> "Fibre Channel";
            case 230 -> "802.15.4 without checksum";
            case 231 -> "D-Bus";
            case 247 -> "InfiniBand";
            case 248 -> "SCTP";
            case 249 -> "USBPcap";
            case 251, 256 -> "Bluetooth LE";
            case 252 -> "Wireshark upper PDU";
            case 266 -> "USB of Darwin";
            default -> "link type " + linkType;
        };
    }
}
