package org.protospec.runtime.parse;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates: gzip (RFC 1952, several members too), or deflate as HTTP means it, in the zlib format (RFC 1950), or, as some servers send it,
 * without (RFC 1951).
 */
public final class Inflating extends Filter {
    /** What stands around the compressed data. */
    public enum Format {
        /** gzip. */
        GZIP("gzip"),
        /** zlib, or nothing. */
        DEFLATE("deflate");

        private final String label;

        Format(String label) {
            this.label = label;
        }
    }

    private enum State {
        HEADER,
        DATA,
        TRAILER,
        /** Behind the end of a member. */
        END,
        /** Bytes are missing, behind which nothing can be inflated. */
        LOST
    }

    private static final int GZIP_TRAILER = 8;
    private static final int ZLIB_TRAILER = 4;

    private final Format format;
    private final InflationPool pool;
    private final GzipHeader header = new GzipHeader();
    private @Nullable Inflation inflation;
    private State state = State.HEADER;
    private boolean begun;
    private int first = -1;
    private long trailer;
    private int trailerBytes;
    private int trailerSize;
    private long size;
    private boolean broken;

    /** A filter for one content at a time, which lends what it needs from a pool. */
    public Inflating(Format format, InflationPool pool) {
        this.format = format;
        this.pool = pool;
    }

    @Override
    public void begin() {
        begun = false;
        broken = false;
        startMember();
    }

    private void startMember() {
        state = State.HEADER;
        header.begin();
        first = -1;
        trailer = 0;
        trailerBytes = 0;
        size = 0;
        if (inflation != null) {
            inflation.reset();
        }
    }

    @Override
    public void gap() {
        state = State.LOST;
    }

    @Override
    public boolean expands() {
        return true;
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        int at = from;
        while (at < to && state != State.LOST && !broken) {
            begun = true;
            switch (state) {
                case HEADER -> at = header(bytes, at, to, target);
                case DATA -> at = inflate(bytes, at, to, target);
                case TRAILER -> trailer(bytes[at++] & 0xff, target);
                default -> {
                    if (format == Format.DEFLATE || bytes[at] != GzipHeader.FIRST) {
                        fail(target, "more behind its end");
                        return;
                    }
                    startMember();
                }
            }
        }
    }

    private int header(byte[] bytes, int at, int to, Target target) {
        if (format == Format.DEFLATE) {
            zlibHeader(bytes[at] & 0xff, target);
            return at + 1;
        }
        int next = at;
        while (next < to && !header.isWhole() && !header.isBroken()) {
            header.take(bytes[next++] & 0xff);
        }
        if (header.isBroken()) {
            fail(target, "no header of gzip");
        } else if (header.isWhole()) {
            data(GZIP_TRAILER);
        }
        return next;
    }

    /** Two bytes tell zlib's header; what is none are the first bytes of the data (RFC 1950, section 2.2). */
    private void zlibHeader(int octet, Target target) {
        if (first < 0) {
            first = octet;
            return;
        }
        boolean zlib = (first & 0x0f) == 8 && (first << 8 | octet) % 31 == 0 && (octet & 0x20) == 0;
        data(zlib ? ZLIB_TRAILER : 0);
        if (!zlib) {
            inflate(new byte[] {(byte) first, (byte) octet}, 0, 2, target);
        }
    }

    private void data(int trailer) {
        trailerSize = trailer;
        state = State.DATA;
    }

    private Inflation lent() {
        Inflation lent = inflation;
        if (lent == null) {
            lent = pool.lend();
            inflation = lent;
        }
        return lent;
    }

    private int inflate(byte[] bytes, int from, int to, Target target) {
        Inflation lent = lent();
        Inflater inflater = lent.inflater;
        inflater.setInput(bytes, from, to - from);
        while (!inflater.finished() && !target.isFull()) {
            long before = inflater.getBytesWritten();
            try {
                int count = inflater.inflate(lent.output);
                hand(lent, count, target);
                if (count == 0) {
                    break;
                }
            } catch (DataFormatException e) {
                hand(lent, (int) (inflater.getBytesWritten() - before), target);
                fail(target, "broken data");
                return to;
            }
        }
        if (!inflater.finished()) {
            return to;
        }
        state = trailerSize == 0 ? State.END : State.TRAILER;
        return to - inflater.getRemaining();
    }

    private void hand(Inflation lent, int count, Target target) {
        if (count > 0) {
            lent.checksum.update(lent.output, 0, count);
            size += count;
            target.piece(lent.output, 0, count);
        }
    }

    /** Of gzip: checksum and size, least significant byte first (RFC 1952, section 2.3.1). */
    private void trailer(int octet, Target target) {
        trailer |= (long) octet << 8 * trailerBytes;
        trailerBytes++;
        if (trailerBytes < trailerSize) {
            return;
        }
        state = State.END;
        long sum = lent().checksum.getValue();
        if (format == Format.GZIP && ((trailer & 0xffff_ffffL) != sum || trailer >>> 32 != (size & 0xffff_ffffL))) {
            fail(target, "another checksum or size than that of its data");
        }
    }

    private void fail(Target target, String reason) {
        broken = true;
        target.broken(format.label, reason);
    }

    @Override
    public void finish(Target target) {
        if (begun && !broken && state != State.END && state != State.LOST) {
            fail(target, "an early end");
        }
    }

    @Override
    public void release() {
        Inflation lent = inflation;
        if (lent != null) {
            inflation = null;
            pool.give(lent);
        }
    }
}
