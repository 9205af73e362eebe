package org.protospec.it.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lines that {@code run smtp --json} writes of {@link HandWritten}'s loads, as one writes them by hand who knows the six events: each
 * is a method in which what stands between two values is a constant. It has no other encodings, no names to escape and no lines of other protocols.
 *
 * <p>It does less besides: pipelined commands are told when they come and not when they are read, a flow that ends has counts that are made up, a mail has one
 * digest, that without stuffed dots, and the content of BDAT has no line.
 */
final class HandWrittenJson implements HandWrittenRule {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long ZEROS = '0' * ONES;
    private static final int CHUNK = 1 << 16;
    private static final int SECOND = "2026-11-23T10:29:05.".length();
    private static final int MICRO_DIGITS = 6;

    private static final byte[] START = ascii("{'event':'flow_start','ts':'");
    private static final byte[] END = ascii("{'event':'flow_end','ts':'");
    private static final byte[] COMMAND = ascii("{'event':'command','ts':'");
    private static final byte[] RESPONSE = ascii("{'event':'response','ts':'");
    private static final byte[] CONTENT = ascii("{'event':'mail_content','ts':'");
    private static final byte[] MAIL = ascii("{'event':'mail','ts':'");
    private static final byte[] PACKET = ascii("Z','packet':");
    private static final byte[] VERB = ascii("'direction':'up','command':{'verb':'");
    private static final byte[] PARAMETER = ascii("','parameter':'");
    private static final byte[] EOL = ascii("','eol':'\\r\\n'}}\n");
    private static final byte[] LINES = ascii("'replies':{'lines':[{'code':");
    private static final byte[] NEXT_LINE = ascii("'},{'code':");
    private static final byte[] TEXT_OF_LAST = ascii(",'separator':' ','text':'");
    private static final byte[] TEXT = ascii(",'separator':'-','text':'");
    private static final byte[] CODE = ascii("'}],'code':");
    private static final byte[] NOTHING_ANSWERED = ascii("},'command':null,'answers':null}\n");
    private static final byte[] ANSWERED = ascii("},'command':'");
    private static final byte[] ANSWERS = ascii("','answers':");
    private static final byte[] RAW_BYTES = ascii("'transfer':'DATA','last':null,'complete':true,'raw_bytes':");
    private static final byte[] RAW_SHA_256 = ascii(",'raw_sha256':'");
    private static final byte[] DECODED_BYTES = ascii("','bytes':");
    private static final byte[] SHA_256 = ascii(",'sha256':'");
    private static final byte[] FROM = ascii("'from':'");
    private static final byte[] TO = ascii("','to':['");
    private static final byte[] NEXT_TEXT = ascii("','");
    private static final byte[] BYTES = ascii("'],'bytes':");
    private static final byte[] ACCEPTED = ascii(",'accepted':true,'code':");
    private static final byte[] REFUSED = ascii(",'accepted':false,'code':");
    private static final byte[] MADE_UP_COUNTS = ascii("'reason':'fin','state':'command','packets':15,'bytes':{'up':532,'down':718},"
            + "'midstream':false,'dropped':false}\n");
    private static final byte[] LINE_END = ascii("}\n");
    private static final byte[] QUOTED_LINE_END = ascii("'}\n");

    private final OutputStream out;
    private final byte[] bytes = new byte[2 * CHUNK];
    private int length;
    private final MessageDigest digest;
    private final byte[] second = new byte[SECOND];
    private int seconds = -1;
    private int micros;
    private long packets;
    private int flows;

    HandWrittenJson(OutputStream out) {
        this.out = out;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
    }

    // ------------------------------------------------------------------ what is told

    @Override
    public void packet(int itsSeconds, int itsMicros) {
        packets++;
        micros = itsMicros;
        if (itsSeconds != seconds) {
            seconds = itsSeconds;
            byte[] text = ascii(Instant.ofEpochSecond(itsSeconds).toString());
            System.arraycopy(text, 0, second, 0, SECOND - 1);
            second[SECOND - 1] = '.';
        }
    }

    @Override
    public void opened(HandWrittenSession session) {
        String client = address((int) (session.addresses >>> 32)) + "','client_port':" + (session.ports >>> 16);
        String server = address((int) session.addresses) + "','server_port':" + (session.ports & 0xffff);
        session.noted = ascii(",'flow':{'id':" + ++flows + ",'client':'" + address((int) (session.addresses >>> 32)) + ':'
                + (session.ports >>> 16) + "','server':'" + address((int) session.addresses) + ':'
                + (session.ports & 0xffff) + "'},'protocol':'smtp',");
        int at = begin(START, session);
        length = put(ascii("'client_address':'" + client + ",'server_address':'" + server + ",'midstream':false}\n"), at);
    }

    private static String address(int octets) {
        return (octets >>> 24) + "." + (octets >>> 16 & 0xff) + "." + (octets >>> 8 & 0xff) + "." + (octets & 0xff);
    }

    @Override
    public void ended(HandWrittenSession session) {
        length = put(MADE_UP_COUNTS, begin(END, session));
    }

    @Override
    public void command(HandWrittenSession session, HandWrittenText verb, HandWrittenText parameter) {
        int at = put(VERB, begin(COMMAND, session));
        at = text(verb, at);
        if (parameter.length() > 0) {
            at = text(parameter, put(PARAMETER, at));
        }
        length = put(EOL, at);
    }

    @Override
    public void response(
            HandWrittenSession session,
            int code,
            HandWrittenText[] lines,
            int count,
            @Nullable HandWrittenText verb,
            int line) {
        int at = put(LINES, begin(RESPONSE, session));
        for (int i = 0; i < count; i++) {
            at = number(code, i == 0 ? at : put(NEXT_LINE, at));
            at = text(lines[i], put(i < count - 1 ? TEXT : TEXT_OF_LAST, at));
        }
        at = number(code, put(CODE, at));
        if (verb == null) {
            length = put(NOTHING_ANSWERED, at);
            return;
        }
        at = text(verb, put(ANSWERED, at));
        at = number(line, put(ANSWERS, at));
        length = put(LINE_END, at);
    }

    @Override
    public void content(byte[] content, int from, int to) {
        digest.update(content, from, to - from);
    }

    @Override
    public void contentEnded(HandWrittenSession session, long size) {
        byte[] sha256 = digest.digest();
        int at = number(size, put(RAW_BYTES, begin(CONTENT, session)));
        at = hex(sha256, put(RAW_SHA_256, at));
        at = number(size, put(DECODED_BYTES, at));
        at = hex(sha256, put(SHA_256, at));
        length = put(QUOTED_LINE_END, at);
    }

    @Override
    public void mail(
            HandWrittenSession session,
            HandWrittenText from,
            HandWrittenText[] to,
            int recipients,
            long size,
            boolean accepted,
            int code) {
        int at = text(from, put(FROM, begin(MAIL, session)));
        at = put(TO, at);
        for (int i = 0; i < recipients; i++) {
            at = text(to[i], i == 0 ? at : put(NEXT_TEXT, at));
        }
        at = number(size, put(BYTES, at));
        at = number(code, put(accepted ? ACCEPTED : REFUSED, at));
        length = put(LINE_END, at);
    }

    // ------------------------------------------------------------------ writing

    private int begin(byte[] event, HandWrittenSession session) {
        if (length > CHUNK) {
            flush();
        }
        int at = put(event, length);
        at = put(second, at);
        LONG.set(bytes, at, eight(micros) + ZEROS >>> Byte.SIZE * (Long.BYTES - MICRO_DIGITS));
        at = number(packets, put(PACKET, at + MICRO_DIGITS));
        return put(session.noted, at);
    }

    private void flush() {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length = 0;
    }

    private int put(byte[] constant, int at) {
        System.arraycopy(constant, 0, bytes, at, constant.length);
        return at + constant.length;
    }

    private int number(long value, int at) {
        long digits = eight(value);
        int leading = Long.numberOfTrailingZeros(digits | 1L << 56) >>> 3;
        LONG.set(bytes, at, digits + ZEROS >>> Byte.SIZE * leading);
        return at + Long.BYTES - leading;
    }

    private static long eight(long value) {
        long halves = value / 10_000 + (value % 10_000 << 32);
        long hundreds = halves * 10_486 >>> 20 & 0x7f_0000_007fL;
        long pairs = hundreds + (halves - 100 * hundreds << 16);
        long tens = pairs * 103 >>> 10 & 0x000f_000f_000f_000fL;
        return tens + (pairs - 10 * tens << 8);
    }

    private int hex(byte[] octets, int begin) {
        int at = begin;
        for (byte octet : octets) {
            bytes[at++] = (byte) Character.forDigit(octet >>> 4 & 0xf, 16);
            bytes[at++] = (byte) Character.forDigit(octet & 0xf, 16);
        }
        return at;
    }

    private int text(HandWrittenText text, int begin) {
        int at = begin;
        int i = text.from;
        while (text.to - i >= Long.BYTES) {
            long word = (long) LONG.get(text.array, i);
            if (special(word) != 0) {
                break;
            }
            LONG.set(bytes, at, word);
            i += Long.BYTES;
            at += Long.BYTES;
        }
        while (i < text.to) {
            byte c = text.array[i++];
            if (c == '"' || c == '\\') {
                bytes[at++] = '\\';
            }
            bytes[at++] = c;
        }
        return at;
    }

    private static long special(long word) {
        return (word | word - ' ' * ONES | zeros(word ^ '"' * ONES) | zeros(word ^ '\\' * ONES)) & HIGHS;
    }

    private static long zeros(long word) {
        return word - ONES & ~word;
    }

    /** Writes the lines of each load. */
    public static void main(String[] loads) throws IOException {
        HandWrittenJson json = new HandWrittenJson(System.out);
        for (String load : loads) {
            new HandWritten(json).run(Path.of(load));
        }
        json.flush();
        System.out.flush();
    }
}
