package org.protospec.it.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.it.attacks.Attacker.ACK;
import static org.protospec.it.attacks.Attacker.NOTHING;
import static org.protospec.it.attacks.Attacker.SYN;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.event.GapEvent;
import org.protospec.runtime.event.SegmentOverlapEvent;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.smtp.CommandEvent;
import org.protospec.smtp.Smtp;

/** Each attack with the bound that holds: how many flows and bytes of memory there are at the end, and that nothing is thrown. */
class AttackTest {
    private static final int MILLION = 1_000_000;
    /** What a flow may take that nobody dissects, with its place in the table. */
    private static final int BYTES_PER_FLOW = 256;

    private final List<String> commands = new ArrayList<>();
    private long gaps;
    private long missing;
    private long overlaps;

    private Dissection dissection(Limits limits) {
        return Dissection.of(new PacketStack())
                .protocol(new Smtp())
                .limits(limits)
                .rules(rules -> rules.on(
                        CommandEvent.TYPE,
                        event -> commands.add(event.command().verb().toString())))
                .rules(rules -> rules.on(GapEvent.TYPE, event -> {
                    gaps++;
                    missing += event.gap().bytes();
                }))
                .rules(rules -> rules.on(SegmentOverlapEvent.TYPE, event -> overlaps++))
                .build();
    }

    @Test
    void aMillionSyns() {
        long before = heap();
        Dissection dissection = dissection(Limits.defaults());
        Attacker attacker = new Attacker(dissection);
        for (int client = 0; client < MILLION; client++) {
            attacker.up(client, SYN, client, 0, NOTHING);
        }
        assertThat(dissection.summary().flows()).isEqualTo(MILLION);
        long bytes = (heap() - before) / MILLION;
        System.out.println(bytes + " bytes a half-open connection");
        assertThat(bytes).isLessThanOrEqualTo(BYTES_PER_FLOW);
        dissection.end();
        assertThat(dissection.summary().packets()).isEqualTo(MILLION);
    }

    @Test
    void moreSynsThanFlowsMayBe() {
        Dissection dissection = dissection(Limits.defaults().with(Limit.FLOWS, 1000));
        Attacker attacker = new Attacker(dissection);
        attacker.handshake(0);
        attacker.up(0, ACK, 1, 1, ascii("EHLO a\r\n"));
        for (int client = 1; client < 100_000; client++) {
            attacker.up(client, SYN, client, 0, NOTHING);
        }
        assertThat(dissection.counters().of(Limit.FLOWS)).isEqualTo(100_000 - 1000);
    }

    @Test
    void aMillionConnectionsFromTheirMiddle() {
        long before = heap();
        Dissection dissection = dissection(Limits.defaults());
        Attacker attacker = new Attacker(dissection);
        byte[] line = ascii("RCPT TO:<a@example.org>\r\n");
        for (int client = 0; client < MILLION; client++) {
            attacker.up(client, ACK, client * 7, 1, line);
        }
        long bytes = (heap() - before) / MILLION;
        System.out.println(bytes + " bytes a connection from its middle");
        assertThat(dissection.summary().flows()).isEqualTo(MILLION);
        // The limit is looked at once in a few packets.
        assertThat(dissection.memory()).isLessThanOrEqualTo(Limit.TRACKER_MEMORY.defaultValue() + (1 << 20));
        assertThat(bytes).isLessThanOrEqualTo(Limit.TRACKER_MEMORY.defaultValue() / MILLION * 5 / 4);
        dissection.end();
    }

    @Test
    void oneByteSegmentsInReverseOrder() {
        Dissection dissection = dissection(Limits.defaults());
        Attacker attacker = new Attacker(dissection);
        byte[] stream = lines(1_000_000);
        attacker.handshake(0);
        attacker.down(0, ACK, 1, 1, ascii("220 hello\r\n"));
        for (int at = stream.length - 1; at >= 0; at--) {
            attacker.up(0, ACK, 1 + at, 12, new byte[] {stream[at]});
        }
        assertThat(dissection.memory()).isLessThanOrEqualTo(3L << 20);
        dissection.end();
        assertThat(gaps).isZero();
        assertThat(commands).isNotEmpty();
    }

    @Test
    void islandsOfOneByte() {
        Dissection dissection = dissection(Limits.defaults());
        Attacker attacker = new Attacker(dissection);
        attacker.handshake(0);
        attacker.down(0, ACK, 1, 1, ascii("220 hello\r\n"));
        for (int i = 0; i < 100_000; i++) {
            attacker.up(0, ACK, 2 + 2 * i, 12, new byte[] {'x'});
        }
        assertThat(dissection.memory()).isLessThanOrEqualTo(3L << 20);
        assertThat(dissection.counters().of(Limit.QUEUED_BYTES)).isPositive();
        dissection.end();
        assertThat(gaps).isPositive();
    }

    @Test
    void everyByteTwiceWithAnotherValue() {
        Dissection dissection = dissection(Limits.defaults());
        Attacker attacker = new Attacker(dissection);
        attacker.handshake(0);
        attacker.down(0, ACK, 1, 1, ascii("220 hello\r\n"));
        byte[] line = ascii("NOOP\r\n");
        byte[] other = ascii("QUIT\r\n");
        for (int i = 0; i < 1000; i++) {
            int at = 1 + i * line.length;
            attacker.up(0, ACK, at, 12 + 4 * i, line);
            attacker.up(0, ACK, at, 12 + 4 * i, other);
            attacker.down(0, ACK, 12 + 5 * i, at + line.length, ascii("250\r\n"));
        }
        dissection.end();
        assertThat(overlaps).isEqualTo(1000);
        assertThat(commands).hasSize(1000).containsOnly("NOOP");
    }

    private static byte[] lines(int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < length) {
            bytes.writeBytes(ascii("NOOP\r\n"));
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
