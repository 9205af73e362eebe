package org.protospec.protocols.stack;

/** What the next header of a packet is; some kinds have a number besides, see {@link Cursor#number()}. */
enum Next {
    /** What the capture says that packets begin with; the number is the link type. */
    LINK,
    ETHERNET,
    /** What an Ethernet frame carries; the number is its type. */
    ETHER_TYPE,
    LLC,
    PPP,
    MPLS,
    IEEE80211,
    /** IP of either version, told apart by the first bits. */
    IP,
    IPV4,
    IPV6,
    /** What IP carries; the number is its protocol. */
    IP_PROTOCOL,
    VXLAN,
    GENEVE,
    GTP,
    TEREDO,
    LISP
}
