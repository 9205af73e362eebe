package org.protospec.runtime.parse;

/** Hands on a field of a given number of bytes ({@code bytes[n] stream to}), or all bytes to the end. */
public final class CountedReader extends ContentReader {
    private static final long TO_END = Long.MAX_VALUE;

    private long left;

    /** Begins content of {@code count} bytes. */
    public void open(ContentSink sink, long count) {
        open(sink);
        left = count;
    }

    /** Begins content that ends with the stream or window. */
    public void openToEnd(ContentSink sink) {
        open(sink, TO_END);
    }

    /** Makes it ready for the next message. */
    @Override
    public void rewind() {
        super.rewind();
        left = 0;
    }

    @Override
    int atMost() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    long missed(long missing) {
        long taken = Math.min(missing, left);
        if (left != TO_END) {
            left -= taken;
        }
        return taken;
    }

    /** Hands on what there is; true when that was all. */
    boolean read(Input in) {
        int count = (int) Math.min(left, in.remaining());
        if (left != TO_END) {
            left -= count;
        }
        hand(in, count);
        if (left == 0 || left == TO_END && in.complete()) {
            finish(ContentSink.Ending.COMPLETE);
            return true;
        }
        return false;
    }
}
