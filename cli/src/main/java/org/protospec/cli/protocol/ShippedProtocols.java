package org.protospec.cli.protocol;

import org.jspecify.annotations.Nullable;
import org.protospec.protocols.arp.Arp;
import org.protospec.protocols.dhcp.Dhcp;
import org.protospec.protocols.dns.Dns;
import org.protospec.protocols.ftp.Ftp;
import org.protospec.protocols.http.Http;
import org.protospec.protocols.icmp.Icmp;
import org.protospec.protocols.icmpv6.Icmpv6;
import org.protospec.protocols.imap.Imap;
import org.protospec.protocols.mqtt.Mqtt;
import org.protospec.protocols.ntp.Ntp;
import org.protospec.protocols.pop3.Pop3;
import org.protospec.protocols.tftp.Tftp;
import org.protospec.protocols.tls.Tls;
import org.protospec.protocols.tls_handshake.TlsHandshake;
import org.protospec.runtime.machine.Protocol;
import org.protospec.smtp.Smtp;

/**
 * The protocols that the command comes with, by their names. They are services, too, as those of other jars; but a search for services
 * opens the jars and reads their tables of contents, which a start by name is spared here (see {@code docs/performance.md}).
 */
final class ShippedProtocols {
    private ShippedProtocols() {}

    /** The one of a name; null where there is none. */
    static @Nullable Protocol find(String name) {
        return switch (name) {
            case "arp" -> new Arp();
            case "dhcp" -> new Dhcp();
            case "dns" -> new Dns();
            case "ftp" -> new Ftp();
            case "http" -> new Http();
            case "icmp" -> new Icmp();
            case "icmpv6" -> new Icmpv6();
            case "imap" -> new Imap();
            case "mqtt" -> new Mqtt();
            case "ntp" -> new Ntp();
            case "pop3" -> new Pop3();
            case "smtp" -> new Smtp();
            case "tftp" -> new Tftp();
            case "tls" -> new Tls();
            case "tls_handshake" -> new TlsHandshake();
            default -> null;
        };
    }
}
