package org.protospec.protocols.stack;

import java.util.Locale;
import org.protospec.protocols.ethernet.EtherType;

/** What packets of an Ethernet type that nobody decodes are counted as. */
final class EtherTypeNames {
    private EtherTypeNames() {}

    static String of(int type) {
        String name = EtherType.name(type);
        return Character.isDigit(name.charAt(0))
                ? String.format(Locale.ROOT, "ether type 0x%04x", type)
                : name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
