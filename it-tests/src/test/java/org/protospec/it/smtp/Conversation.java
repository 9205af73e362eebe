package org.protospec.it.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.protospec.runtime.flow.Direction;

/** The segments of SMTP transactions of many kinds that leave the session where it began, to be sent again and again. */
final class Conversation {
    /** What one side says with one segment. */
    record Segment(Direction direction, byte[] bytes) {}

    private static final int MAIL_LINES = 40;

    private final List<Segment> segments = new ArrayList<>();
    private int messages;

    private Conversation() {}

    /** The server's first words. */
    static Segment greeting() {
        return segment(Direction.DOWN, "220 mail.example.org ESMTP\r\n");
    }

    /** One transaction of every kind. */
    static Conversation ofEveryKind() {
        Conversation talk = new Conversation();
        talk.oneByOne();
        talk.pipelined();
        talk.split();
        talk.chunks();
        talk.auth();
        return talk;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Number of messages: commands, lines of AUTH exchanges, replies, contents. */
    int messages() {
        return messages;
    }

    private static Segment segment(Direction direction, String text) {
        return new Segment(direction, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void up(int number, String text) {
        segments.add(segment(Direction.UP, text));
        messages += number;
    }

    private void down(int number, String text) {
        segments.add(segment(Direction.DOWN, text));
        messages += number;
    }

    private void oneByOne() {
        up(1, "EHLO client.example.com\r\n");
        down(1, "250-mail.example.org\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250 CHUNKING\r\n");
        up(1, "MAIL FROM:<gardener@example.com> SIZE=1000\r\n");
        down(1, "250 2.1.0 Ok\r\n");
        up(1, "RCPT TO:<library@example.org>\r\n");
        down(1, "250 2.1.5 Ok\r\n");
        up(1, "data\r\n");
        down(1, "354 End data with <CR><LF>.<CR><LF>\r\n");
        up(1, mail() + ".\r\n");
        down(1, "250 2.0.0 Ok: queued as 2E1B4C934\r\n");
        up(1, "NOOP\r\n");
        down(1, "250 2.0.0 Ok\r\n");
        up(1, "RSET\r\n");
        down(1, "250 2.0.0 Ok\r\n");
    }

    private void pipelined() {
        up(
                4,
                "MAIL FROM:<baker@example.com>\r\nRCPT TO:<library@example.org>\r\nRCPT TO:<garden@example.org>\r\nDATA\r\n");
        down(4, "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n");
        up(3, mail() + ".\r\nRSET\r\nVRFY baker\r\n");
        down(3, "250 2.0.0 Ok: queued as D0E8020C13B\r\n250 2.0.0 Ok\r\n252 2.0.0 baker\r\n");
    }

    private void split() {
        up(0, "MAIL FR");
        up(1, "OM:<gardener@example.com>\r");
        up(0, "\n");
        down(0, "250-first line\r\n25");
        down(1, "0 2.1.0 Ok\r\n");
        up(1, "RCPT TO:<library@exa");
        up(0, "mple.org>\r\n");
        down(1, "550 5.1.1 no such user\r\n");
        up(1, "RCPT TO:<garden@example.org>\r\n");
        down(1, "250 2.1.5 Ok\r\n");
        up(1, "DATA\r\n");
        down(1, "354 End data\r\n");
        String mail = mail();
        int third = mail.length() / 3;
        up(1, mail.substring(0, third));
        up(0, mail.substring(third, 2 * third));
        up(0, mail.substring(2 * third) + "..stuffed\r");
        up(0, "\n.");
        up(0, "\r");
        up(0, "\n");
        down(1, "250 2.0.0 Ok: queued as 0B55120C13E\r\n");
    }

    private void chunks() {
        up(2, "MAIL FROM:<baker@example.com>\r\nRCPT TO:<library@example.org>\r\n");
        down(2, "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n");
        String mail = mail();
        up(2, "BDAT " + mail.length() + "\r\n" + mail);
        down(1, "250 2.0.0 Ok\r\n");
        up(1, "BDAT " + 2 * mail.length() + " LAST\r\n");
        up(1, mail);
        up(0, mail);
        down(1, "250 2.0.0 Ok: queued as E957820C145\r\n");
    }

    private void auth() {
        up(1, "AUTH LOGIN\r\n");
        down(1, "334 VXNlcm5hbWU6\r\n");
        up(1, "cmVhZGVy\r\n");
        down(1, "334 UGFzc3dvcmQ6\r\n");
        up(1, "bm90LWEtc2VjcmV0\r\n");
        down(1, "235 2.7.0 Authentication successful\r\n");
    }

    /** A mail without its last dot. */
    private static String mail() {
        StringBuilder mail = new StringBuilder("Subject: apples\r\n\r\n");
        for (int i = 0; i < MAIL_LINES; i++) {
            mail.append(i % 7 == 3 ? ".." : "").append("the apples are ripe, and the benches are free\r\n");
        }
        return mail.toString();
    }
}
