package org.protospec.it.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** One SMTP connection of {@link HandWritten}: lines, replies to commands in order, the ends of mails. */
final class HandWrittenSession {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * ONES;

    private static final int DATA = verb("DATA");
    private static final int BDAT = verb("BDAT");
    private static final int STARTTLS = verb("STAR");
    private static final int BODY = 1;
    private static final int LAST_CHUNK = 2;

    /** Where a byte of a mail stands. */
    private static final int IN_LINE = 0;

    private static final int LINE_START = 1;
    private static final int AFTER_DOT = 2;
    private static final int AFTER_DOT_CR = 3;

    final long addresses;
    final int ports;
    private final Counts counts;
    private int nextUp;
    private int nextDown;
    private boolean upClosed;
    private boolean downClosed;
    private boolean encrypted;

    /** Commands whose replies are awaited, the oldest first. */
    private int[] awaited = new int[8];

    private int first;
    private int count;

    private byte[] restUp = {};
    private int restUpLength;
    private byte[] restDown = {};
    private int restDownLength;
    private boolean inBody;
    private int place;
    private long bodyBytes;
    private long chunk;
    private boolean lastChunk;

    HandWrittenSession(long addresses, int ports, Counts counts) {
        this.addresses = addresses;
        this.ports = ports;
        this.counts = counts;
    }

    /** What all sessions add to. */
    static final class Counts {
        long commands;
        long replies;
        long mails;
        long bodyBytes;

        Totals totals() {
            return new Totals(commands, replies, mails, bodyBytes);
        }
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
                    bodyBytes += to - begin;
                    return to;
                }
                at++;
                place = LINE_START;
            }
            if (at == to) {
                bodyBytes += to - begin;
                return to;
            }
            byte c = b[at];
            if (place == LINE_START) {
                if (c != '.') {
                    place = IN_LINE;
                    continue;
                }
                // The dot is stuffed, or ends the mail: either way it is no content.
                bodyBytes += at - begin;
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
                return at + 1;
            } else {
                place = IN_LINE;
            }
        }
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

    private void line(byte[] b, int from, int to) {
        counts.commands++;
        int verb = to - from < 4 ? 0 : verb(b, from);
        if (verb == BDAT) {
            int at = from + 5;
            long number = 0;
            while (b[at] >= '0' && b[at] <= '9') {
                number = number * 10 + b[at++] - '0';
            }
            chunk = number;
            lastChunk = b[at] == ' ';
            await(lastChunk ? LAST_CHUNK : 0);
            return;
        }
        await(verb == DATA || verb == STARTTLS ? verb : 0);
    }

    private void replies(byte[] b, int from, int to) {
        int at = from;
        while (at < to) {
            int end = lineFeed(b, at, to);
            if (end == to) {
                keepDown(b, at, to);
                return;
            }
            if (restDownLength > 0) {
                keepDown(b, at, end + 1);
                reply(restDown, 0, restDownLength);
                restDownLength = 0;
            } else {
                reply(b, at, end + 1);
            }
            at = end + 1;
        }
    }

    private void reply(byte[] b, int from, int to) {
        if (to - from > 3 && b[from + 3] == '-') {
            return;
        }
        counts.replies++;
        int code = (b[from] - '0') * 100 + (b[from + 1] - '0') * 10 + b[from + 2] - '0';
        int to2 = count == 0 ? 0 : take();
        if (to2 == DATA && code == 354) {
            inBody = true;
            place = LINE_START;
            bodyBytes = 0;
            await(BODY);
        } else if (to2 == BODY || to2 == LAST_CHUNK) {
            if (code < 300) {
                counts.mails++;
            }
            counts.bodyBytes += bodyBytes;
            bodyBytes = 0;
        } else if (to2 == STARTTLS && code == 220) {
            encrypted = true;
        }
    }

    private void await(int what) {
        if (count == awaited.length) {
            int[] larger = new int[2 * count];
            for (int i = 0; i < count; i++) {
                larger[i] = awaited[first + i & count - 1];
            }
            awaited = larger;
            first = 0;
        }
        awaited[first + count++ & awaited.length - 1] = what;
    }

    private int take() {
        int what = awaited[first];
        first = first + 1 & awaited.length - 1;
        count--;
        return what;
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
