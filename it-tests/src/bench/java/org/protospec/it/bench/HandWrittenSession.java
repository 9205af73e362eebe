package org.protospec.it.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One SMTP connection of {@link HandWritten}: commands with verb and parameter, replies with their lines, each with the command that it
 * answers, and mails with their envelope and size. What is told is a view, valid during the call.
 */
final class HandWrittenSession {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * ONES;

    private static final int DATA = verb("DATA");
    private static final int MAIL = verb("MAIL");
    private static final int RCPT = verb("RCPT");
    private static final int RSET = verb("RSET");
    private static final int BDAT = verb("BDAT");
    private static final int STARTTLS = verb("STAR");

    /** Where a byte of a mail stands. */
    private static final int IN_LINE = 0;

    private static final int LINE_START = 1;
    private static final int AFTER_DOT = 2;
    private static final int AFTER_DOT_CR = 3;

    final long addresses;
    final int ports;
    /** What a rule remembers of the connection. */
    byte[] noted = {};

    private final HandWrittenRule rule;
    private final HandWrittenViews views;
    private int nextUp;
    private int nextDown;
    private boolean upClosed;
    private boolean downClosed;
    private boolean encrypted;

    /** Client lines whose replies are awaited, the oldest first; the objects are used again. */
    private HandWrittenCommand[] awaited = {new HandWrittenCommand(), new HandWrittenCommand()};

    private int first;
    private int count;
    private int lines;
    private final HandWrittenText from = new HandWrittenText();
    private HandWrittenText[] to = {};
    private int recipients;

    private byte[] restUp = {};
    private int restUpLength;
    private byte[] restDown = {};
    private int restDownLength;
    private boolean inBody;
    private int place;
    private long bodyBytes;
    private long chunk;

    HandWrittenSession(long addresses, int ports, HandWrittenRule rule, HandWrittenViews views) {
        this.addresses = addresses;
        this.ports = ports;
        this.rule = rule;
        this.views = views;
    }

    void start(boolean up, int sequence) {
        if (up) {
            nextUp = sequence;
        } else {
            nextDown = sequence;
        }
    }

    boolean isNext(boolean up, int sequence) {
        return sequence == (up ? nextUp : nextDown);
    }

    void advance(boolean up, int length) {
        if (up) {
            nextUp += length;
        } else {
            nextDown += length;
        }
    }

    /** Notes the end of a direction; true if both have ended. */
    boolean closed(boolean up, boolean reset) {
        upClosed |= up | reset;
        downClosed |= !up | reset;
        return upClosed && downClosed;
    }

    void data(boolean up, byte[] b, int from, int to) {
        if (encrypted) {
            return;
        }
        if (!up) {
            replies(b, from, to);
            return;
        }
        int at = from;
        while (at < to && !encrypted) {
            if (chunk > 0) {
                at = chunk(at, to);
            } else if (inBody) {
                at = body(b, at, to);
            } else {
                at = command(b, at, to);
            }
        }
    }

    private int chunk(int at, int to) {
        int taken = (int) Math.min(chunk, to - at);
        chunk -= taken;
        bodyBytes += taken;
        return at + taken;
    }

    /** Looks at the beginning of each line of a mail; what is between is skipped eight bytes at a time. */
    private int body(byte[] b, int from, int to) {
        int at = from;
        int begin = from;
        while (true) {
            if (place == IN_LINE) {
                at = lineFeed(b, at, to);
                if (at == to) {
                    content(b, begin, to);
                    return to;
                }
                at++;
                place = LINE_START;
            }
            if (at == to) {
                content(b, begin, to);
                return to;
            }
            byte c = b[at];
            if (place == LINE_START) {
                if (c != '.') {
                    place = IN_LINE;
                    continue;
                }
                // The dot is stuffed, or ends the mail: either way it is no content.
                content(b, begin, at);
                begin = ++at;
                place = AFTER_DOT;
            } else if (place == AFTER_DOT) {
                if (c != '\r') {
                    place = IN_LINE;
                    continue;
                }
                at++;
                place = AFTER_DOT_CR;
            } else if (c == '\n') {
                // The carriage return may lie in an earlier segment, where it was counted.
                bodyBytes -= begin == from && at == from ? 1 : 0;
                inBody = false;
                rule.contentEnded(this, bodyBytes);
                return at + 1;
            } else {
                place = IN_LINE;
            }
        }
    }

    private void content(byte[] b, int from, int to) {
        bodyBytes += to - from;
        rule.content(b, from, to);
    }

    private static int lineFeed(byte[] b, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(b, i) ^ LINE_FEEDS;
            long hits = word - ONES & ~word & HIGHS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && b[i] != '\n') {
            i++;
        }
        return i;
    }

    private int command(byte[] b, int from, int to) {
        int end = lineFeed(b, from, to);
        if (end == to) {
            keepUp(b, from, to);
            return to;
        }
        if (restUpLength > 0) {
            keepUp(b, from, end + 1);
            line(restUp, 0, restUpLength);
            restUpLength = 0;
        } else {
            line(b, from, end + 1);
        }
        return end + 1;
    }

    /** A command line, with its end. */
    private void line(byte[] b, int from, int to) {
        int end = to - 1;
        while (end > from && b[end - 1] == '\r') {
            end--;
        }
        int space = from;
        while (space < end && b[space] != ' ' && b[space] != '\t') {
            space++;
        }
        int at = space;
        while (at < end && (b[at] == ' ' || b[at] == '\t')) {
            at++;
        }
        views.verb.show(b, from, space);
        views.parameter.show(b, at, end);
        rule.command(this, views.verb, views.parameter);
        int verb = space - from < 4 ? 0 : verb(b, from);
        HandWrittenCommand command = await(HandWrittenCommand.OTHER);
        command.verb.keep(b, from, space);
        if (verb == MAIL || verb == RCPT) {
            command.kind = verb == MAIL ? HandWrittenCommand.MAIL : HandWrittenCommand.RCPT;
            command.path.keepPath(b, at, end);
        } else if (verb == RSET) {
            command.kind = HandWrittenCommand.RSET;
        } else if (verb == DATA) {
            command.kind = HandWrittenCommand.DATA;
        } else if (verb == STARTTLS) {
            command.kind = HandWrittenCommand.STARTTLS;
        } else if (verb == BDAT) {
            long number = 0;
            while (at < end && b[at] >= '0' && b[at] <= '9') {
                number = number * 10 + b[at++] - '0';
            }
            chunk = number;
            command.kind = at < end ? HandWrittenCommand.LAST_CHUNK : HandWrittenCommand.OTHER;
        }
    }

    /** Replies, whole ones; what is left of one waits for the next segment. */
    private void replies(byte[] b, int from, int to) {
        if (restDownLength > 0) {
            keepDown(b, from, to);
            int taken = repliesIn(restDown, 0, restDownLength);
            System.arraycopy(restDown, taken, restDown, 0, restDownLength - taken);
            restDownLength -= taken;
            return;
        }
        int taken = repliesIn(b, from, to);
        if (taken < to) {
            keepDown(b, taken, to);
        }
    }

    private int repliesIn(byte[] b, int from, int to) {
        int begin = from;
        int at = from;
        views.lines = 0;
        while (at < to) {
            int end = lineFeed(b, at, to);
            if (end == to) {
                break;
            }
            boolean goesOn = end - at > 3 && b[at + 3] == '-';
            int text = end > at && b[end - 1] == '\r' ? end - 1 : end;
            views.line(b, Math.min(at + 4, text), text);
            at = end + 1;
            if (!goesOn) {
                reply((b[begin] - '0') * 100 + (b[begin + 1] - '0') * 10 + b[begin + 2] - '0');
                begin = at;
                views.lines = 0;
            }
        }
        return begin;
    }

    private void reply(int code) {
        HandWrittenCommand answered = count == 0 ? null : take();
        rule.response(
                this,
                code,
                views.texts,
                views.lines,
                answered == null ? null : answered.verb,
                answered == null ? -1 : answered.line);
        if (answered == null) {
            return;
        }
        switch (answered.kind) {
            case HandWrittenCommand.MAIL -> {
                if (code < 300) {
                    this.from.keep(answered.path);
                    recipients = 0;
                }
            }
            case HandWrittenCommand.RCPT -> {
                if (code < 300) {
                    recipient(answered.path);
                }
            }
            case HandWrittenCommand.RSET -> recipients = 0;
            case HandWrittenCommand.DATA -> {
                if (code == 354) {
                    inBody = true;
                    place = LINE_START;
                    bodyBytes = 0;
                    await(HandWrittenCommand.BODY).verb.keep(answered.verb);
                }
            }
            case HandWrittenCommand.BODY, HandWrittenCommand.LAST_CHUNK -> mail(code);
            case HandWrittenCommand.STARTTLS -> encrypted |= code == 220;
            default -> {}
        }
    }

    private void recipient(HandWrittenText path) {
        if (recipients == to.length) {
            HandWrittenText[] more = new HandWrittenText[Math.max(4, 2 * recipients)];
            System.arraycopy(to, 0, more, 0, recipients);
            for (int i = recipients; i < more.length; i++) {
                more[i] = new HandWrittenText();
            }
            to = more;
        }
        to[recipients++].keep(path);
    }

    private void mail(int code) {
        rule.mail(this, from, to, recipients, bodyBytes, code < 300, code);
        bodyBytes = 0;
        recipients = 0;
    }

    private HandWrittenCommand await(int kind) {
        if (count == awaited.length) {
            HandWrittenCommand[] larger = new HandWrittenCommand[2 * count];
            for (int i = 0; i < count; i++) {
                larger[i] = awaited[first + i & count - 1];
                larger[count + i] = new HandWrittenCommand();
            }
            awaited = larger;
            first = 0;
        }
        HandWrittenCommand command = awaited[first + count++ & awaited.length - 1];
        command.kind = kind;
        command.line = kind == HandWrittenCommand.BODY ? lines - 1 : lines++;
        return command;
    }

    private HandWrittenCommand take() {
        HandWrittenCommand command = awaited[first];
        first = first + 1 & awaited.length - 1;
        count--;
        return command;
    }

    private void keepUp(byte[] b, int from, int to) {
        restUp = room(restUp, restUpLength, to - from);
        System.arraycopy(b, from, restUp, restUpLength, to - from);
        restUpLength += to - from;
    }

    private void keepDown(byte[] b, int from, int to) {
        restDown = room(restDown, restDownLength, to - from);
        System.arraycopy(b, from, restDown, restDownLength, to - from);
        restDownLength += to - from;
    }

    private static byte[] room(byte[] rest, int held, int more) {
        if (rest.length >= held + more) {
            return rest;
        }
        byte[] larger = new byte[Math.max(256, 2 * (held + more))];
        System.arraycopy(rest, 0, larger, 0, held);
        return larger;
    }

    /** The first four letters, in upper case. */
    private static int verb(byte[] b, int at) {
        return (b[at] << 24 | (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | b[at + 3] & 0xff) & 0xdfdfdfdf;
    }

    private static int verb(String letters) {
        return letters.charAt(0) << 24 | letters.charAt(1) << 16 | letters.charAt(2) << 8 | letters.charAt(3);
    }
}
