package org.protospec.it.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.protospec.runtime.tcp.TcpSegment;

/** Scripts of packets for what the project's own captures do not have: other link types, UDP, fragments, holes, resets. */
final class BuiltPackets {
    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int MORE_FRAGMENTS = 0x2000;

    private BuiltPackets() {}

    /** Inputs of {@link StackFuzzTest} by name. */
    static Map<String, byte[]> scripts() {
        Map<String, byte[]> scripts = new TreeMap<>();
        byte[] query = udp(40_001, 53, "query");
        Script links = new Script();
        for (int i = 0; i < StackFuzzTest.LINK_TYPES.size(); i++) {
            links.add(i, linked(i, i % 2 == 0 ? ipv4(UDP, 0, query) : ipv6(UDP, query)));
        }
        scripts.put("link-types", links.input());
        scripts.put("vlan", new Script().add(0, vlans(ipv4(UDP, 0, query))).input());
        scripts.put("udp-pauses", pauses().input());
        scripts.put("fragments", fragments().input());
        scripts.put("ipv6-extensions", extensions().input());
        scripts.put("tcp-hole", hole().input());
        scripts.put("tcp-reset", reset().input());
        scripts.put("tcp-many-flows", manyFlows().input());
        return scripts;
    }

    private static Script pauses() {
        Script script = new Script();
        for (int step = 0; step < 8; step++) {
            script.add(step << 4 | 1, ipv4(UDP, 0, udp(40_001, 53, "query " + step)));
            script.add(1, ipv4(UDP, 0, udp(53, 40_001, "answer " + step)));
        }
        return script;
    }

    private static Script fragments() {
        byte[] whole = tcp(40_000, 25, 1, 1, TcpSegment.ACK, "EHLO client.example.com\r\nNOOP\r\n");
        Script script = new Script();
        script.add(1, ipv4(TCP, 0, tcp(40_000, 25, 0, 0, TcpSegment.SYN, "")));
        script.add(1, ipv4(TCP, 3, Arrays.copyOfRange(whole, 24, whole.length)));
        script.add(1, ipv4(TCP, MORE_FRAGMENTS, Arrays.copyOfRange(whole, 0, 24)));
        script.add(0x41, ipv4(TCP, MORE_FRAGMENTS | 1, Arrays.copyOfRange(whole, 8, 32)));
        return script;
    }

    private static Script extensions() {
        byte[] query = udp(40_001, 53, "query");
        Script script = new Script();
        for (int next : new int[] {0, 43, 44, 60, 135}) {
            byte[] extended = ByteBuffer.allocate(8 + query.length)
                    .put((byte) UDP)
                    .put(new byte[7])
                    .put(query)
                    .array();
            script.add(1, ipv6(next, extended));
        }
        return script;
    }

    private static Script hole() {
        Script script = new Script();
        handshake(script);
        for (int i = 0; i < 8; i++) {
            script.add(1, ipv4(TCP, 0, tcp(40_000, 25, 11 + 7 * i, 1, TcpSegment.ACK, "later")));
            script.add(1, ipv4(TCP, 0, tcp(25, 40_000, 1, 60, TcpSegment.ACK, "")));
        }
        script.add(0x21, ipv4(TCP, 0, tcp(40_000, 25, 1, 1, TcpSegment.ACK, "late bytes")));
        script.add(1, ipv4(TCP, 0, tcp(40_000, 25, 67, 1, TcpSegment.ACK | TcpSegment.FIN, "")));
        script.add(1, ipv4(TCP, 0, tcp(25, 40_000, 1, 68, TcpSegment.ACK | TcpSegment.FIN, "")));
        return script;
    }

    private static Script reset() {
        Script script = new Script();
        handshake(script);
        script.add(1, ipv4(TCP, 0, tcp(40_000, 25, 1, 1, TcpSegment.ACK, "some bytes")));
        script.add(1, ipv4(TCP, 0, tcp(25, 40_000, 1, 11, TcpSegment.RST, "")));
        handshake(script);
        return script;
    }

    private static Script manyFlows() {
        Script script = new Script();
        for (int port = 1; port < 12; port++) {
            script.add(1, ipv4(TCP, 0, tcp(port, 25, 100, 1, TcpSegment.ACK, "midstream")));
        }
        return script;
    }

    private static void handshake(Script script) {
        script.add(1, ipv4(TCP, 0, tcp(40_000, 25, 0, 0, TcpSegment.SYN, "")));
        script.add(1, ipv4(TCP, 0, tcp(25, 40_000, 0, 1, TcpSegment.SYN | TcpSegment.ACK, "")));
        script.add(1, ipv4(TCP, 0, tcp(40_000, 25, 1, 1, TcpSegment.ACK, "")));
    }

    private static byte[] linked(int index, byte[] ip) {
        int family = ip[0] >> 4 == 4 ? 2 : 10;
        int type = ip[0] >> 4 == 4 ? 0x0800 : 0x86dd;
        return switch (index) {
            case 0 -> prefixed(14, 12, type, ip);
            case 2 -> prefixed(4, 0, family << 8, ip);
            case 3 -> prefixed(4, 2, family, ip);
            case 4 -> prefixed(16, 14, type, ip);
            case 5 -> prefixed(20, 0, type, ip);
            default -> ip;
        };
    }

    /** Two zero bytes but for the one number, of 16 bits. */
    private static byte[] prefixed(int length, int at, int number, byte[] rest) {
        ByteBuffer bytes = ByteBuffer.allocate(length + rest.length);
        bytes.putShort(at, (short) number).put(length, rest);
        return bytes.array();
    }

    private static byte[] vlans(byte[] ip) {
        ByteBuffer bytes = ByteBuffer.allocate(22 + ip.length);
        bytes.putShort(12, (short) 0x88a8).putShort(14, (short) 7).putShort(16, (short) 0x8100);
        return bytes.putShort(18, (short) 9)
                .putShort(20, (short) 0x0800)
                .put(22, ip)
                .array();
    }

    private static byte[] ipv4(int protocol, int fragment, byte[] payload) {
        boolean fromServer = List.of(25, 53).contains((payload[0] & 0xff) << 8 | payload[1] & 0xff);
        ByteBuffer bytes = ByteBuffer.allocate(20 + payload.length);
        bytes.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
        bytes.putShort((short) 77)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0);
        bytes.putInt(0x0a00_0000 | (fromServer ? 2 : 1)).putInt(0x0a00_0000 | (fromServer ? 1 : 2));
        return bytes.put(payload).array();
    }

    private static byte[] ipv6(int next, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(40 + payload.length);
        bytes.putInt(0x6000_0000)
                .putShort((short) payload.length)
                .put((byte) next)
                .put((byte) 64);
        bytes.putLong(0x2001_0db8L << 32).putLong(1).putLong(0x2001_0db8L << 32).putLong(2);
        return bytes.put(payload).array();
    }

    private static byte[] udp(int source, int destination, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length());
        bytes.putShort((short) source).putShort((short) destination).putShort((short) (8 + text.length()));
        return bytes.putShort((short) 0)
                .put(text.getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }

    private static byte[] tcp(int source, int destination, int sequence, int acknowledged, int flags, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(20 + text.length());
        bytes.putShort((short) source)
                .putShort((short) destination)
                .putInt(sequence)
                .putInt(acknowledged);
        bytes.putShort((short) (0x5000 | flags)).putShort((short) 0x7fff).putInt(0);
        return bytes.put(text.getBytes(StandardCharsets.ISO_8859_1)).array();
    }
}
