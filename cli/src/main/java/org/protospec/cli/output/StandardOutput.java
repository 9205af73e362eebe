package org.protospec.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output with a buffer of 64 KiB, where a failure ends the program instead of being swallowed or declared. */
public final class StandardOutput extends OutputStream {
    private static final int SIZE = 1 << 16;

    private final OutputStream target;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    public StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int octet) {
        if (filled == SIZE) {
            drain();
        }
        buffer[filled++] = (byte) octet;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > SIZE - filled) {
            drain();
        }
        if (length > SIZE) {
            pass(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, buffer, filled, length);
            filled += length;
        }
    }

    /** Writes a text in UTF-8. */
    public void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** Hands everything to the operating system. */
    @Override
    public void flush() {
        drain();
        try {
            target.flush();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void close() {
        flush();
    }

    private void drain() {
        int count = filled;
        // What could not be written once is not tried again at the program's end.
        filled = 0;
        pass(buffer, 0, count);
    }

    private void pass(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }
}
