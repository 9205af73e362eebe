package org.protospec.it.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes messages of DNS as servers send them: a name, or the end of one, that stood there before is a pointer. */
final class DnsMessages {
    private static final int A = 1;
    private static final int NS = 2;
    private static final int CNAME = 5;
    private static final int SOA = 6;
    private static final int MX = 15;
    private static final int TXT = 16;
    private static final int OPT = 41;
    private static final int POINTER = 0xc000;
    private static final int QUERY = 0x0100;
    private static final int RESPONSE = 0x8180;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> places = new HashMap<>();

    private DnsMessages(int flags, int... counts) {
        number(0x2b1d, 2);
        number(flags, 2);
        for (int count : counts) {
            number(count, 2);
        }
    }

    /** A query with EDNS, an answer with two addresses, one with a chain of other names and two servers, and one with mail, texts and SOA. */
    static List<byte[]> four() {
        return List.of(query(), addresses(), chain(), mail());
    }

    private static byte[] query() {
        DnsMessages message = new DnsMessages(QUERY, 1, 0, 0, 1);
        message.question("www.example.com", A);
        return message.record("", OPT, () -> {}).bytes.toByteArray();
    }

    private static byte[] addresses() {
        DnsMessages message = new DnsMessages(RESPONSE, 1, 2, 0, 0);
        message.question("www.example.com", A);
        message.record("www.example.com", A, () -> message.number(0xc0000201L, 4));
        message.record("www.example.com", A, () -> message.number(0xc0000202L, 4));
        return message.bytes.toByteArray();
    }

    private static byte[] chain() {
        DnsMessages message = new DnsMessages(RESPONSE, 1, 3, 2, 0);
        message.question("shop.example.com", A);
        message.record("shop.example.com", CNAME, () -> message.name("front.example.com"));
        message.record("front.example.com", CNAME, () -> message.name("edge7.cdn.example.net"));
        message.record("edge7.cdn.example.net", A, () -> message.number(0xc6336407L, 4));
        message.record("cdn.example.net", NS, () -> message.name("ns1.example.net"));
        message.record("cdn.example.net", NS, () -> message.name("ns2.example.net"));
        return message.bytes.toByteArray();
    }

    private static byte[] mail() {
        DnsMessages message = new DnsMessages(RESPONSE, 1, 4, 1, 0);
        message.question("example.com", MX);
        message.record("example.com", MX, () -> message.number(10, 2).name("mx1.example.com"));
        message.record("example.com", MX, () -> message.number(20, 2).name("mx2.example.com"));
        message.record("example.com", TXT, () -> message.text("v=spf1 mx -all"));
        message.record("example.com", TXT, () -> message.text("one text").text("another one"));
        message.record("example.com", SOA, () -> {
            message.name("ns1.example.com").name("hostmaster.example.com");
            message.number(2026112701, 4).number(7200, 4).number(900, 4);
            message.number(1209600, 4).number(300, 4);
        });
        return message.bytes.toByteArray();
    }

    private DnsMessages number(long value, int octets) {
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }

    private DnsMessages name(String name) {
        String rest = name;
        while (!rest.isEmpty()) {
            Integer place = places.putIfAbsent(rest, bytes.size());
            if (place != null) {
                return number(POINTER | place, 2);
            }
            int dot = rest.indexOf('.');
            text(dot < 0 ? rest : rest.substring(0, dot));
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return number(0, 1);
    }

    private DnsMessages text(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        number(ascii.length, 1);
        bytes.writeBytes(ascii);
        return this;
    }

    private void question(String name, int type) {
        name(name).number(type, 2).number(1, 2);
    }

    private DnsMessages record(String name, int type, Runnable data) {
        name(name).number(type, 2).number(1, 2).number(300, 4);
        int start = bytes.size();
        number(0, 2);
        data.run();
        byte[] whole = bytes.toByteArray();
        int length = whole.length - start - 2;
        whole[start] = (byte) (length >>> 8);
        whole[start + 1] = (byte) length;
        bytes.reset();
        bytes.writeBytes(whole);
        return this;
    }
}
