package org.protospec.it.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A load for where there is no better one: SMTP sessions one after the other, of a few mails each, as a pcap file, and beside it what
 * is in it. The same arguments give the same bytes.
 */
public final class LoadGenerator {
    private static final int MAX_SEGMENT = 1448;
    private static final int HEADERS = 14 + 20 + 20;
    private static final int SYN = 2;
    private static final int FIN = 1;
    private static final int ACK = 16;

    private final OutputStream out;
    private final ByteBuffer record =
            ByteBuffer.allocate(16 + HEADERS + MAX_SEGMENT).order(ByteOrder.LITTLE_ENDIAN);
    private final SplittableRandom random = new SplittableRandom(1);
    private final int[] sequence = new int[2];
    private int session;
    private long time;
    private long written;
    private long commands;
    private long replies;
    private long mails;
    private long bodyBytes;

    private LoadGenerator(OutputStream out) {
        this.out = out;
    }

    /** The file, its size in bytes, and the mean size of a mail's content. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            LoadGenerator generator = new LoadGenerator(out);
            generator.fileHeader();
            while (generator.written < Long.parseLong(args[1])) {
                generator.session(Integer.parseInt(args[2]));
            }
            Files.writeString(Path.of(file + ".json"), generator.truth());
        }
    }

    private String truth() {
        return "{\"commands\": " + commands + ", \"replies\": " + replies + ", \"mails\": " + mails + ", \"body_bytes\": "
                + bodyBytes + "}\n";
    }

    private void fileHeader() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65535).putInt(1);
        out.write(header.array());
    }

    private void session(int meanBody) throws IOException {
        session++;
        sequence[0] = random.nextInt();
        sequence[1] = random.nextInt();
        packet(true, SYN, new byte[0], 0, 0);
        packet(false, SYN | ACK, new byte[0], 0, 0);
        sequence[0]++;
        sequence[1]++;
        packet(true, ACK, new byte[0], 0, 0);
        reply("220 mail.example.com ESMTP\r\n");
        exchange("EHLO client.example.org\r\n", "250-mail.example.com\r\n250 8BITMIME\r\n");
        for (int mail = 1 + random.nextInt(4); mail > 0; mail--) {
            exchange("MAIL FROM:<a" + session + "@example.org>\r\n", "250 2.1.0 Ok\r\n");
            exchange("RCPT TO:<b@example.com>\r\n", "250 2.1.5 Ok\r\n");
            exchange("DATA\r\n", "354 go ahead\r\n");
            content(1 + random.nextInt(2 * meanBody));
            reply("250 2.0.0 Ok: queued\r\n");
            mails++;
        }
        exchange("QUIT\r\n", "221 2.0.0 Bye\r\n");
        packet(true, FIN | ACK, new byte[0], 0, 0);
        packet(false, FIN | ACK, new byte[0], 0, 0);
        sequence[0]++;
        sequence[1]++;
        packet(true, ACK, new byte[0], 0, 0);
    }

    private void content(int size) throws IOException {
        StringBuilder text = new StringBuilder("Subject: load\r\n\r\n");
        while (text.length() < size) {
            text.append("a line of a mail that has about as many letters as lines of mails have\r\n");
        }
        bodyBytes += text.length();
        send(true, text.append(".\r\n").toString());
    }

    private void exchange(String command, String answer) throws IOException {
        send(true, command);
        commands++;
        reply(answer);
    }

    private void reply(String text) throws IOException {
        send(false, text);
        replies++;
    }

    private void send(boolean up, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length; from += MAX_SEGMENT) {
            int length = Math.min(MAX_SEGMENT, bytes.length - from);
            packet(up, ACK, bytes, from, length);
            sequence[up ? 0 : 1] += length;
        }
        packet(!up, ACK, bytes, 0, 0);
    }

    private void packet(boolean up, int flags, byte[] bytes, int from, int length) throws IOException {
        time += 10;
        int frame = HEADERS + length;
        record.clear().order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (time / 1_000_000)).putInt((int) (time % 1_000_000)).putInt(frame).putInt(frame);
        record.order(ByteOrder.BIG_ENDIAN);
        record.putLong(0).putInt(0).putShort((short) 0x0800);
        record.put((byte) 0x45).put((byte) 0).putShort((short) (frame - 14)).putInt(0);
        record.put((byte) 64).put((byte) 6).putShort((short) 0);
        int client = 0x0a00_0000 + session;
        record.putInt(up ? client : 0xc000_0201).putInt(up ? 0xc000_0201 : client);
        record.putShort((short) (up ? 40_000 : 25)).putShort((short) (up ? 25 : 40_000));
        record.putInt(sequence[up ? 0 : 1]).putInt((flags & ACK) == 0 ? 0 : sequence[up ? 1 : 0]);
        record.put((byte) 0x50).put((byte) flags).putShort((short) 0xffff).putInt(0);
        record.put(bytes, from, length);
        out.write(record.array(), 0, record.position());
        written += record.position();
    }
}
