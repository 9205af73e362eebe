package org.protospec.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.tcp.TcpSegment;

/** Packets that follow in a capture are looked at once each where there are many flows, and what is found is the same. */
class LookAheadTest {
    private static final int MANY = 50_000;
    private static final int ROUNDS = 4;
    private static final int FRAME = 12;

    /** Whether packets can be told before they are taken. */
    private enum Sight {
        FORESEES,
        BLIND
    }

    /** Packets that consist of a client's number, a sequence number and flags. */
    private static final class Numbers implements PacketDecoder {
        private final Sight sight;
        private long foreseen;

        Numbers(Sight sight) {
            this.sight = sight;
        }

        @Override
        public boolean foresee(Packet packet, TcpSegment segment) {
            foreseen++;
            return sight == Sight.FORESEES && read(packet, segment);
        }

        @Override
        public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
            read(packet, segment);
            return Decoded.TCP;
        }

        private static boolean read(Packet packet, TcpSegment segment) {
            ByteBuffer in = ByteBuffer.wrap(packet.bytes(), packet.offset(), packet.length());
            int client = in.getInt();
            int sequence = in.getInt();
            segment.endpoints(0, client, 4000, 0, 1, 25)
                    .header(sequence, 0, in.getInt(), 1000)
                    .payload(packet.bytes(), packet.offset(), sequence == 0 ? 0 : FRAME);
            return true;
        }

        @Override
        public String reason() {
            return "";
        }
    }

    private static byte[] capture(int flows) {
        ByteBuffer file =
                ByteBuffer.allocate(24 + ROUNDS * flows * (16 + FRAME)).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(1);
        for (int round = 0; round < ROUNDS; round++) {
            for (int flow = 0; flow < flows; flow++) {
                file.putInt(round).putInt(0).putInt(FRAME).putInt(FRAME).order(ByteOrder.BIG_ENDIAN);
                file.putInt(flow + 2).putInt(round == 0 ? 0 : 1 + (round - 1) * FRAME);
                file.putInt(round == 0 ? TcpSegment.SYN : TcpSegment.PSH).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        return file.array();
    }

    private static long run(Numbers decoder, int flows) throws IOException {
        long[] alerts = new long[1];
        Dissection dissection = Dissection.of(decoder)
                .protocol(Bytes.TCP_25)
                .rules(rules -> rules.on(AlertEvent.TYPE, event -> alerts[0]++))
                .build();
        try (Capture capture = Capture.read(new ByteArrayInputStream(capture(flows)), "test")) {
            dissection.run(capture);
        }
        assertThat(dissection.flows()).isEqualTo(flows);
        return alerts[0];
    }

    @Test
    void packetsOfManyFlowsAreLookedAtOnce() throws IOException {
        Numbers seeing = new Numbers(Sight.FORESEES);
        Numbers blind = new Numbers(Sight.BLIND);
        assertThat(run(seeing, MANY)).isEqualTo(run(blind, MANY)).isPositive();
        long packets = (long) ROUNDS * MANY;
        assertThat(seeing.foreseen).isEqualTo(blind.foreseen).isBetween(packets / 2, packets);
    }

    @Test
    void nobodyLooksWhereFlowsAreFew() throws IOException {
        Numbers decoder = new Numbers(Sight.FORESEES);
        run(decoder, 100);
        assertThat(decoder.foreseen).isZero();
    }
}
