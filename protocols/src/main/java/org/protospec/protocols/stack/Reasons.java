package org.protospec.protocols.stack;

import java.util.Locale;
import org.protospec.protocols.ethernet.EtherType;
import org.protospec.protocols.ipv4.IpProtocol;
import org.protospec.protocols.llc.Sap;
import org.protospec.protocols.ppp.PppProtocol;
import org.protospec.runtime.capture.LinkType;

/**
 * What packets are counted as that nobody decodes, by the number that says what they are. The last one is kept, as the next is often the
 * same: nothing is allocated for it then.
 */
final class Reasons {
    private final Numbers numbers;
    private final String prefix;
    private final String format;
    private int lastNumber = -1;
    private boolean named;
    private String reason = "";

    private enum Numbers {
        ETHER_TYPES,
        IP_PROTOCOLS,
        SAPS,
        PPP_PROTOCOLS;

        /** The name of an item, or a number where there is none. */
        String name(int number) {
            return switch (this) {
                case ETHER_TYPES -> EtherType.name(number);
                case IP_PROTOCOLS -> IpProtocol.name(number);
                case SAPS -> Sap.name(number);
                case PPP_PROTOCOLS -> PppProtocol.name(number);
            };
        }
    }

    /**
     * Reasons by the items of an enum.
     *
     * @param numbers which enum
     * @param prefix what stands before a name
     * @param format the reason where there is none
     */
    private Reasons(Numbers numbers, String prefix, String format) {
        this.numbers = numbers;
        this.prefix = prefix;
        this.format = format;
    }

    static Reasons ofEtherTypes() {
        return new Reasons(Numbers.ETHER_TYPES, "", "ether type 0x%04x");
    }

    static Reasons ofIpProtocols() {
        return new Reasons(Numbers.IP_PROTOCOLS, "", "ip protocol %d");
    }

    static Reasons ofSaps() {
        return new Reasons(Numbers.SAPS, "llc ", "llc 0x%02x");
    }

    static Reasons ofPppProtocols() {
        return new Reasons(Numbers.PPP_PROTOCOLS, "ppp ", "ppp 0x%04x");
    }

    /** The reason for a number. */
    String of(int number) {
        look(number);
        return reason;
    }

    /** Whether a number has a name. */
    boolean isNamed(int number) {
        look(number);
        return named;
    }

    private void look(int number) {
        if (number != lastNumber) {
            String name = numbers.name(number);
            named = !Character.isDigit(name.charAt(0));
            reason = named
                    ? prefix + name.toLowerCase(Locale.ROOT).replace('_', ' ')
                    : String.format(Locale.ROOT, format, number);
            lastNumber = number;
        }
    }

    /** The reason for a link type. */
    static String ofLinkType(int linkType) {
        String name = LinkType.name(linkType);
        return name.startsWith("link type") ? name : "link type " + name;
    }
}
