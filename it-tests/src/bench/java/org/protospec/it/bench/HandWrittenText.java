package org.protospec.it.bench;

/** A text of {@link HandWritten}: a view over an array, or kept in one of its own, which is used again. */
final class HandWrittenText {
    byte[] array = {};
    int from;
    int to;
    private byte[] own = {};

    void show(byte[] bytes, int begin, int end) {
        array = bytes;
        from = begin;
        to = end;
    }

    int length() {
        return to - from;
    }

    void keep(byte[] bytes, int begin, int end) {
        int size = end - begin;
        if (own.length < size) {
            own = new byte[Math.max(32, 2 * size)];
        }
        System.arraycopy(bytes, begin, own, 0, size);
        show(own, 0, size);
    }

    void keep(HandWrittenText other) {
        keep(other.array, other.from, other.to);
    }

    /** Keeps the address in the parameter of MAIL or RCPT: what lies between angle brackets. */
    void keepPath(byte[] bytes, int begin, int end) {
        int at = begin;
        while (at < end && bytes[at] != '<') {
            at++;
        }
        int close = at;
        while (close < end && bytes[close] != '>') {
            close++;
        }
        keep(bytes, Math.min(at + 1, close), close);
    }
}
