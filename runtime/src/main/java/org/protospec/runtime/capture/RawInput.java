package org.protospec.runtime.capture;

import java.io.IOException;
import java.io.InputStream;

/** A capture's bytes as they come, counted, of which the first ones can be put back once. */
final class RawInput extends InputStream {

    private final InputStream in;
    private byte[] putBack = {};
    private int putBackAt;
    private boolean ended;

    /** Bytes taken from the underlying stream. Written by the reading thread alone. */
    private long count;

    RawInput(InputStream in) {
        this.in = in;
    }

    void putBack(byte[] bytes) {
        putBack = bytes;
        putBackAt = 0;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int waiting = putBack.length - putBackAt;
        if (waiting > 0) {
            int n = Math.min(waiting, length);
            System.arraycopy(putBack, putBackAt, target, offset, n);
            putBackAt += n;
            return n;
        }
        int n = in.read(target, offset, length);
        if (n < 0) {
            ended = true;
        } else {
            count += n;
        }
        return n;
    }

    /**
     * Says that more may come until the end was seen: JDK 17's GZIPInputStream asks this to know whether another member
     * follows, and a pipe's honest 0 would lose all members but the first.
     */
    @Override
    public int available() {
        return ended && putBackAt == putBack.length ? 0 : 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
