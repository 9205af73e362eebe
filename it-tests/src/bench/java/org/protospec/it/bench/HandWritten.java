package org.protospec.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The baseline: the same job as {@link Ours} as an engineer writes it who knows these loads, as fast as plain Java goes. A rule is told of
 * commands, of replies with their lines and the command that they answer, and of mails with their envelope and size.
 *
 * <p>It reads a little-endian pcap file of Ethernet and IPv4 with segments in order, and has no limits, no errors and no time-outs.
 */
public final class HandWritten {
    private static final int BUFFER = 1 << 18;
    private static final int RECORD_HEADER = 16;
    private static final int ETHERNET = 14;
    private static final int IPV4_TYPE = 0x0008;
    private static final int TCP = 6;
    private static final int SMTP_PORT = 25;
    private static final int SUBMISSION_PORT = 587;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final HandWrittenRule rule;
    private final HandWrittenViews views = new HandWrittenViews();
    private @Nullable HandWrittenSession[] table = new @Nullable HandWrittenSession[1 << 12];
    private int size;

    HandWritten(HandWrittenRule rule) {
        this.rule = rule;
    }

    /** Counts what is in a load. */
    public static Totals count(Path load) throws IOException {
        HandWrittenRule.Counter counts = new HandWrittenRule.Counter();
        new HandWritten(counts).run(load);
        return counts.totals();
    }

    /** Tells the rule what is in a load. */
    void run(Path load) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(load)) {
            int limit = in.readNBytes(buffer, 0, 24);
            int at = limit;
            while (true) {
                if (limit - at < RECORD_HEADER || limit - at - RECORD_HEADER < (int) INT.get(buffer, at + 8)) {
                    System.arraycopy(buffer, at, buffer, 0, limit - at);
                    limit -= at;
                    at = 0;
                    int n = in.read(buffer, limit, buffer.length - limit);
                    if (n < 0) {
                        return;
                    }
                    limit += n;
                    continue;
                }
                int length = (int) INT.get(buffer, at + 8);
                rule.packet((int) INT.get(buffer, at), (int) INT.get(buffer, at + 4));
                at += RECORD_HEADER;
                packet(buffer, at, length);
                at += length;
            }
        }
    }

    private void packet(byte[] b, int at, int length) {
        int ip = at + ETHERNET;
        if (length < ETHERNET + 40 || b[at + 12] != IPV4_TYPE || b[at + 13] != 0 || b[ip + 9] != TCP) {
            return;
        }
        int tcp = ip + (b[ip] & 0xf) * 4;
        int end = ip + ((short) SHORT_BE.get(b, ip + 2) & 0xffff);
        int payload = tcp + (b[tcp + 12] >>> 4 & 0xf) * 4;
        int source = (short) SHORT_BE.get(b, tcp) & 0xffff;
        int destination = (short) SHORT_BE.get(b, tcp + 2) & 0xffff;
        boolean up = destination == SMTP_PORT || destination == SUBMISSION_PORT;
        if (!up && source != SMTP_PORT && source != SUBMISSION_PORT) {
            return;
        }
        int from = (int) INT_BE.get(b, ip + 12);
        int to = (int) INT_BE.get(b, ip + 16);
        long addresses = up ? (long) from << 32 | to & 0xffff_ffffL : (long) to << 32 | from & 0xffff_ffffL;
        int ports = up ? source << 16 | destination : destination << 16 | source;
        int flags = b[tcp + 13];
        HandWrittenSession session = find(addresses, ports, (flags & SYN) != 0 && up);
        if (session == null) {
            return;
        }
        int sequence = (int) INT_BE.get(b, tcp + 4);
        if ((flags & SYN) != 0) {
            session.start(up, sequence + 1);
        } else if (end > payload && session.isNext(up, sequence)) {
            session.advance(up, end - payload);
            session.data(up, b, payload, end);
        }
        if ((flags & (FIN | RST)) != 0 && session.closed(up, (flags & RST) != 0)) {
            rule.ended(session);
            remove(session);
        }
    }

    private @Nullable HandWrittenSession find(long addresses, int ports, boolean create) {
        int mask = table.length - 1;
        int i = slot(addresses, ports) & mask;
        for (HandWrittenSession s = table[i]; s != null; s = table[i]) {
            if (s.addresses == addresses && s.ports == ports) {
                return s;
            }
            i = i + 1 & mask;
        }
        if (!create) {
            return null;
        }
        HandWrittenSession made = new HandWrittenSession(addresses, ports, rule, views);
        rule.opened(made);
        table[i] = made;
        if (++size > table.length / 2) {
            grow();
        }
        return made;
    }

    private void grow() {
        @Nullable HandWrittenSession[] old = table;
        table = new @Nullable HandWrittenSession[2 * old.length];
        for (HandWrittenSession s : old) {
            if (s != null) {
                put(s);
            }
        }
    }

    private void put(HandWrittenSession s) {
        int mask = table.length - 1;
        int i = slot(s.addresses, s.ports) & mask;
        while (table[i] != null) {
            i = i + 1 & mask;
        }
        table[i] = s;
    }

    private void remove(HandWrittenSession session) {
        int mask = table.length - 1;
        int i = slot(session.addresses, session.ports) & mask;
        while (table[i] != session) {
            i = i + 1 & mask;
        }
        table[i] = null;
        size--;
        for (i = i + 1 & mask; table[i] != null; i = i + 1 & mask) {
            HandWrittenSession moved = Objects.requireNonNull(table[i]);
            table[i] = null;
            put(moved);
        }
    }

    private static int slot(long addresses, int ports) {
        long hash = (addresses ^ ports * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        return (int) (hash >>> 32);
    }

    /** Prints the totals of each load. */
    public static void main(String[] loads) throws IOException {
        for (String load : loads) {
            System.out.println(count(Path.of(load)).line());
        }
    }
}
