package org.protospec.runtime.bytes;

/**
 * The text forms of network addresses: dotted quads, RFC 5952 for IPv6, colons for hardware addresses.
 *
 * <p>Where IP addresses of both kinds are held, they are two {@code long}s, the higher and the lower 64 bits of an IPv6
 * address; an IPv4 address is held mapped ({@code ::ffff:a.b.c.d}, RFC 4291, section 2.5.5.2).
 */
public final class Addresses {
    private static final long MAPPED = 0xffffL << 32;
    /** In place of the higher bits of an IPv6 address: a multicast address of a kind and scope that are reserved. */
    private static final long HARDWARE = -1;

    private static final int OCTETS = 6;
    private static final String HEX = "0123456789abcdef";
    private static final int GROUPS = 8;

    private Addresses() {}

    /** An IPv4 address as {@code 192.0.2.1}. */
    public static String ipv4(Slice address) {
        StringBuilder text = new StringBuilder(15);
        return appendIpv4(text, (int) Octets.u32(address.array(), address.index()))
                .toString();
    }

    /** An IPv6 address as {@code 2001:db8::1} (RFC 5952). */
    public static String ipv6(Slice address) {
        StringBuilder text = new StringBuilder(39);
        byte[] bytes = address.array();
        int at = address.index();
        return appendIpv6(text, Octets.u64(bytes, at), Octets.u64(bytes, at + 8))
                .toString();
    }

    /** A hardware address as {@code 00:00:5e:00:53:01}. */
    public static String mac(Slice address) {
        StringBuilder text = new StringBuilder(17);
        byte[] bytes = address.array();
        for (int i = 0; i < 6; i++) {
            if (i > 0) {
                text.append(':');
            }
            int octet = bytes[address.index() + i] & 0xff;
            text.append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
        return text.toString();
    }

    /** Returns the lower 64 bits of a mapped IPv4 address; the higher ones are 0. */
    public static long mapped(int ipv4) {
        return MAPPED | (ipv4 & 0xffff_ffffL);
    }

    /** Returns the higher 64 bits of a hardware address; the lower ones are its 48 bits. */
    public static long hardwareHigh() {
        return HARDWARE;
    }

    private static boolean isHardware(long high, long low) {
        return high == HARDWARE && low >>> 48 == 0;
    }

    /** Tells whether an address is a mapped IPv4 address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** Appends an address: an IPv4 address dotted, an IPv6 address as RFC 5952 recommends, a hardware address with colons. */
    public static StringBuilder append(StringBuilder out, long high, long low) {
        if (isHardware(high, low)) {
            return appendHardware(out, low);
        }
        return isIpv4(high, low) ? appendIpv4(out, (int) low) : appendIpv6(out, high, low);
    }

    /** Appends an endpoint as {@code 192.0.2.1:25} or {@code [2001:db8::1]:25} (RFC 5952, section 6). */
    public static StringBuilder appendEndpoint(StringBuilder out, long high, long low, int port) {
        if (isIpv4(high, low)) {
            appendIpv4(out, (int) low);
        } else {
            appendIpv6(out.append('['), high, low).append(']');
        }
        return out.append(':').append(port);
    }

    /** Returns how many characters {@link #append} appends. */
    public static int length(long high, long low) {
        return isIpv4(high, low)
                ? ipv4Length((int) low)
                : append(new StringBuilder(39), high, low).length();
    }

    /** Returns how many characters {@link #appendEndpoint} appends. */
    public static int endpointLength(long high, long low, int port) {
        int brackets = isIpv4(high, low) ? 0 : "[]".length();
        return length(high, low) + brackets + ":".length() + Ascii.digits(port);
    }

    private static int ipv4Length(int address) {
        return Ascii.digits(address >>> 24)
                + Ascii.digits(address >>> 16 & 0xff)
                + Ascii.digits(address >>> 8 & 0xff)
                + Ascii.digits(address & 0xff)
                + "...".length();
    }

    private static StringBuilder appendHardware(StringBuilder out, long address) {
        for (int i = OCTETS - 1; i >= 0; i--) {
            int octet = (int) (address >>> Byte.SIZE * i) & 0xff;
            out.append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15)).append(i > 0 ? ":" : "");
        }
        return out;
    }

    private static StringBuilder appendIpv4(StringBuilder out, int address) {
        return out.append(address >>> 24)
                .append('.')
                .append(address >>> 16 & 0xff)
                .append('.')
                .append(address >>> 8 & 0xff)
                .append('.')
                .append(address & 0xff);
    }

    private static StringBuilder appendIpv6(StringBuilder out, long high, long low) {
        // RFC 5952, section 4.2: "::" stands for the longest run of two or more zero groups, the first of equally long
        // ones.
        int runStart = -1;
        int runLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(high, low, end) == 0) {
                end++;
            }
            if (end - start > runLength) {
                runStart = start;
                runLength = end - start;
            }
        }
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                out.append("::");
                i += runLength - 1;
                continue;
            }
            if (i > 0 && i != runStart + runLength) {
                out.append(':');
            }
            appendHex(out, group(high, low, i));
        }
        return out;
    }

    private static int group(long high, long low, int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> 48 - 16 * (index % 4)) & 0xffff;
    }

    private static void appendHex(StringBuilder out, int group) {
        int shift = 12;
        while (shift > 0 && group >>> shift == 0) {
            shift -= 4;
        }
        for (; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(group >>> shift & 0xf));
        }
    }
}
