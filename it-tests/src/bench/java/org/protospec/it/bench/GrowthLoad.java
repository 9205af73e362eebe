package org.protospec.it.bench;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A capture of many SMTP sessions at once, made while it is read: none of a million sessions needs a file. All sessions shake hands,
 * greet, say EHLO, and then NOOP without end, one packet of each session behind one of every other, so that a session has left all caches
 * when its next packet comes.
 *
 * <p>What making it takes of the reader's thread is measured, and so is when the steady part begins, in which all sessions stand.
 */
final class GrowthLoad extends InputStream {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int HEADERS = 14 + 20 + 20;
    private static final int MAX_TEXT = 64;
    private static final int SYN = 2;
    private static final int ACK = 16;
    /** A prime, so that a multiple of it goes through all sessions before one comes again. */
    private static final int LEAP = 7_368_787;

    private static final int NANOS_PER_PACKET = 10_000;

    /** What is said first, in turn: by the client if it is an even one. */
    private static final byte[][] BEGINNING = {
        ascii(""),
        ascii(""),
        ascii(""),
        ascii("220 mail.example.com ESMTP\r\n"),
        ascii("EHLO client.example.org\r\n"),
        ascii("250-mail.example.com\r\n250 PIPELINING\r\n"),
    };

    private static final byte[] COMMAND = ascii("NOOP\r\n");
    private static final byte[] REPLY = ascii("250 2.0.0 Ok\r\n");

    /** In which order the sessions of a round speak. */
    enum Order {
        /** In that in which they began. */
        IN_TURN,
        /** In one that no cache foresees. */
        SCATTERED
    }

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int sessions;
    private final long stride;
    private final long first;
    private final long last;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + HEADERS + MAX_TEXT);

    private long packets;
    private long inRound;
    private int session;
    private Turn early = Turn.FIRST;
    private @Nullable Turn late;
    private long making;
    private long steadyFrom = -1;
    private long steadyTo;

    /** How many sessions there are, how many packets at least go before the steady part, and how many it has. */
    GrowthLoad(int sessions, Order order, long before, long steady) {
        this.sessions = sessions;
        this.stride = order == Order.IN_TURN ? 1 : LEAP % sessions;
        this.first = Math.max(before, (BEGINNING.length + 2L) * sessions);
        this.last = first + steady;
        fileHeader();
    }

    /** The thread's CPU time in nanoseconds that making the load took. */
    long making() {
        return making;
    }

    /** The thread's CPU time between the first and the last packet of the steady part, without that of making it. */
    long steady() {
        return steadyTo - steadyFrom;
    }

    /** How many packets it has. */
    long packets() {
        return last;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        long begin = threads.getCurrentThreadCpuTime();
        if (steadyFrom < 0 && packets >= first) {
            steadyFrom = begin - making;
        }
        if (packets == last && !record.hasRemaining()) {
            steadyTo = steadyTo == 0 ? begin - making : steadyTo;
            return -1;
        }
        int at = offset;
        int end = offset + length;
        while (at < end && (record.hasRemaining() || packets < last)) {
            if (!record.hasRemaining()) {
                next();
            }
            int n = Math.min(end - at, record.remaining());
            record.get(target, at, n);
            at += n;
        }
        making += threads.getCurrentThreadCpuTime() - begin;
        return at - offset;
    }

    private void fileHeader() {
        record.order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65535).putInt(1);
        record.flip();
    }

    private void next() {
        do {
            if (inRound == sessions) {
                late = early;
                early = early.next();
                inRound = 0;
            }
            session = (int) (inRound++ * stride % sessions);
        } while (turn() == null);
        packet(turn());
        packets++;
    }

    /** Every other session is one turn behind, so that commands and replies alternate. */
    private @Nullable Turn turn() {
        return session % 2 == 0 ? early : late;
    }

    private void packet(Turn turn) {
        long time = packets * NANOS_PER_PACKET / 1000;
        int frame = HEADERS + turn.text.length;
        int client = 0x0a00_0000 + session;
        int server = 0xc000_0201;
        boolean up = turn.up();
        record.clear().order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (time / 1_000_000)).putInt((int) (time % 1_000_000)).putInt(frame).putInt(frame);
        record.order(ByteOrder.BIG_ENDIAN);
        record.putLong(0).putInt(0).putShort((short) 0x0800);
        record.put((byte) 0x45).put((byte) 0).putShort((short) (frame - 14)).putInt(0);
        record.put((byte) 64).put((byte) 6).putShort((short) 0);
        record.putInt(up ? client : server).putInt(up ? server : client);
        record.putShort((short) (up ? 40_000 : 25)).putShort((short) (up ? 25 : 40_000));
        record.putInt(up ? turn.client : turn.server).putInt(up ? turn.server : turn.client);
        record.put((byte) 0x50).put((byte) turn.flags()).putShort((short) 0xffff).putInt(0);
        record.put(turn.text).flip();
    }

    /** What a session says: its number, the text, and the sequence numbers of both sides before it. */
    private record Turn(long number, byte[] text, int client, int server) {
        static final Turn FIRST = new Turn(0, BEGINNING[0], 0, 0);

        boolean up() {
            return number % 2 == 0;
        }

        int flags() {
            return number == 0 ? SYN : number == 1 ? SYN | ACK : ACK;
        }

        Turn next() {
            int said = text.length + (number < 2 ? 1 : 0);
            long next = number + 1;
            byte[] answer = next < BEGINNING.length ? BEGINNING[(int) next] : up() ? REPLY : COMMAND;
            return new Turn(next, answer, client + (up() ? said : 0), server + (up() ? 0 : said));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
