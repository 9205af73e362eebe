package org.protospec.runtime.bytes;

/** Writes network addresses as text: dotted quads, RFC 5952 for IPv6, colons for hardware addresses. */
public final class Addresses {
    private Addresses() {}

    /** An IPv4 address as {@code 192.0.2.1}. */
    public static String ipv4(Slice address) {
        StringBuilder text = new StringBuilder(15);
        ipv4(address.array(), address.index(), text);
        return text.toString();
    }

    /** An IPv6 address as {@code 2001:db8::1} (RFC 5952). */
    public static String ipv6(Slice address) {
        StringBuilder text = new StringBuilder(39);
        ipv6(address.array(), address.index(), text);
        return text.toString();
    }

    /** A hardware address as {@code 00:00:5e:00:53:01}. */
    public static String mac(Slice address) {
        StringBuilder text = new StringBuilder(17);
        mac(address.array(), address.index(), text);
        return text.toString();
    }

    /** Appends the IPv4 address at an index, as {@code 192.0.2.1}. */
    public static void ipv4(byte[] bytes, int at, StringBuilder target) {
        for (int i = 0; i < 4; i++) {
            target.append(i == 0 ? "" : ".").append(bytes[at + i] & 0xff);
        }
    }

    /** Appends the hardware address at an index, as {@code 00:00:5e:00:53:01}. */
    public static void mac(byte[] bytes, int at, StringBuilder target) {
        for (int i = 0; i < 6; i++) {
            int octet = bytes[at + i] & 0xff;
            target.append(i == 0 ? "" : ":")
                    .append(Character.forDigit(octet >> 4, 16))
                    .append(Character.forDigit(octet & 15, 16));
        }
    }

    /** Appends the IPv6 address at an index, as {@code 2001:db8::1} (RFC 5952). */
    public static void ipv6(byte[] bytes, int at, StringBuilder target) {
        int gapStart = -1;
        int gapEnd = -1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && Octets.u16(bytes, at + 2 * end) == 0) {
                end++;
            }
            if (end - i > 1 && end - i > gapEnd - gapStart) {
                gapStart = i;
                gapEnd = end;
            }
            i = Math.max(i, end - 1);
        }
        for (int i = 0; i < 8; i++) {
            if (i == gapStart) {
                target.append("::");
                i = gapEnd - 1;
                continue;
            }
            if (i > 0 && i != gapEnd) {
                target.append(':');
            }
            target.append(Integer.toHexString(Octets.u16(bytes, at + 2 * i)));
        }
    }
}
