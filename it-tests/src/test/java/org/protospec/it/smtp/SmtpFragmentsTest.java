package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.protospec.it.captures.Captures;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.LinkType;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.smtp.Smtp;

/** SMTP over IP fragments, in any order and some of them twice, is told as it is without them. */
class SmtpFragmentsTest {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int MORE = 0x2000;
    private static final int TYPE = 12;
    private static final int LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int OFFSET = 6;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private int identification;
    private long fragmented;

    @Test
    void ownSamples() throws IOException {
        for (Path capture : Captures.in(Captures.samples())) {
            String whole = told(capture, Cut.WHOLE);
            assertThat(told(capture, Cut.FRAGMENTS))
                    .as("%s, seed %d", capture.getFileName(), seed)
                    .isEqualTo(whole);
        }
        assertThat(fragmented).isGreaterThan(100);
    }

    private enum Cut {
        WHOLE,
        FRAGMENTS
    }

    private String told(Path file, Cut cut) throws IOException {
        EventText text = new EventText(new Smtp());
        text.begin(EventText.Packets.NAMED);
        Dissection dissection = Dissection.of(new PacketStack())
                .protocol(new Smtp())
                .rules(text)
                .build();
        Packet packet = new Packet();
        try (Capture capture = Capture.open(file)) {
            while (capture.next(packet)) {
                for (byte[] bytes : cut == Cut.WHOLE ? List.of(bytes(packet)) : fragments(packet)) {
                    dissection.take(new Packet()
                            .set(
                                    packet.number(),
                                    packet.timestamp(),
                                    packet.timestampDigits(),
                                    packet.linkType(),
                                    bytes,
                                    0,
                                    bytes.length,
                                    bytes.length));
                }
            }
        }
        dissection.end();
        fragmented += dissection.summary().fragments().completed();
        return text.text().toString();
    }

    private static byte[] bytes(Packet packet) {
        return Arrays.copyOfRange(packet.bytes(), packet.offset(), packet.offset() + packet.length());
    }

    private List<byte[]> fragments(Packet packet) {
        byte[] frame = bytes(packet);
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (packet.linkType() != LinkType.ETHERNET || in.getShort(TYPE) != IPV4) {
            return List.of(frame);
        }
        int header = ETHERNET + 4 * (frame[ETHERNET] & 0xf);
        int end = ETHERNET + (in.getShort(ETHERNET + LENGTH) & 0xffff);
        List<byte[]> pieces = new ArrayList<>();
        identification++;
        for (int at = header; at < end; ) {
            int to = Math.min(end, at + 8 * (1 + random.nextInt(20)));
            byte[] piece = Arrays.copyOf(frame, header + to - at);
            System.arraycopy(frame, at, piece, header, to - at);
            ByteBuffer.wrap(piece)
                    .putShort(ETHERNET + LENGTH, (short) (piece.length - ETHERNET))
                    .putShort(ETHERNET + IDENTIFICATION, (short) identification)
                    .putShort(ETHERNET + OFFSET, (short) ((at - header) / 8 | (to < end ? MORE : 0)));
            pieces.add(piece);
            at = to;
        }
        Collections.shuffle(pieces, random);
        if (pieces.size() > 1) {
            // Not the last one: behind it the datagram is complete, and a copy would begin another.
            pieces.add(0, pieces.get(random.nextInt(pieces.size() - 1)));
        }
        return pieces;
    }
}
